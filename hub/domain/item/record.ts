import type { ItemDetails } from './details.js';
import type { ImplementationEntry } from './entry.js';
import type { NationalItem } from './national-item.js';

/** A row of the implementation list with all that is known of it. Routing needs the entry alone and keeps no more in memory. */
export interface ImplementationRecord extends ImplementationEntry {
  readonly details: ItemDetails;
  /** What the authority itself calls the task, local_task_code. */
  readonly localCode: string | undefined;
  /** The item's code in the catalogue of the province (基本目录), local_catalog_code. */
  readonly localBasicCode: string | undefined;
}

/** What an import says of a row: no version yet, and perhaps no first day, which then is the day the import takes effect. */
export type Stated<T extends ImplementationRecord | NationalItem> = Omit<T, 'version' | 'validFrom'> & {
  readonly validFrom: string | undefined;
};
