import type { HandlingMode } from '#domain/case';
import type { ImplementationRecord, ItemDetails, NationalItem, Stated } from '#domain/item';
import type { RowFault } from './faults.js';

/** What a row of a catalogue file turned out to be. */
export type RowContent =
  | { readonly kind: 'item'; readonly row: Stated<NationalItem>; readonly isEnded: boolean }
  | {
      readonly kind: 'entry';
      readonly row: Stated<ImplementationRecord>;
      readonly isEnded: boolean;
      /** Names the row for the parts that stand in other tables. */
      readonly partKey?: string;
      /** 业务办理项编码; several may belong to one implementation. */
      readonly handlingItem?: string;
    }
  | { readonly kind: 'part'; readonly part: ItemPart };

/** A piece of an entry that stands in a table of its own. */
export interface ItemPart {
  readonly partKey: string;
  /** Which list of the details it belongs to; an extension is merged into the details as a whole. */
  readonly list: 'materials' | 'fees' | 'extension';
  readonly order: number;
  /** One element of the list, or the details to merge. */
  readonly body:
    | NonNullable<ItemDetails['materials']>[number]
    | NonNullable<ItemDetails['fees']>[number]
    | ItemDetails;
  readonly modes: readonly HandlingMode[];
}

/** One record of a file, in the order of the file. */
export type FileRow =
  | { readonly kind: 'header'; readonly line: number; readonly cells: readonly string[] }
  | {
      readonly kind: 'row';
      readonly line: number;
      readonly cells: readonly string[];
      readonly content: RowContent;
    }
  | {
      readonly kind: 'bad';
      readonly line: number;
      readonly cells: readonly string[];
      readonly faults: readonly RowFault[];
      /** Nothing of the file can be read. */
      readonly isWholeFile: boolean;
      /** The entry it is a part of, which is wrong without it. */
      readonly partKey?: string;
    };
