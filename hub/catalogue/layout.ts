import type { Cells, LayoutColumn } from './cells.js';
import type { RowContent } from './rows.js';

/** How the rows of one kind of file are read. */
export interface TableLayout {
  readonly columns: readonly LayoutColumn[];
  /** Made for others too: columns that we do not know are none of our business. */
  readonly isForeign: boolean;
  /** @returns undefined when the row says nothing that concerns us. Faults are left in the cells. */
  read(cells: Cells): RowContent | undefined;
  /** The entry that a row is a part of. */
  partKeyOf?(cells: Cells): string;
}
