import type { EntryLookup, ImplementationEntry } from './entry.js';
import { EntryIndex, type EntryReading } from './entry-index.js';
import { NationalList } from './national-list.js';

export interface ItemQuery {
  /** 12, 31 or 33 characters. */
  readonly itemCode: string;
  /** Needed with a 12-character code. */
  readonly divisionCode: string | undefined;
  /** YYYY-MM-DD. */
  readonly date: string;
}

/** An immutable reading of the implementation list and the national list. */
export class Catalogue implements EntryLookup {
  readonly national: NationalList;
  /** Number of the last change it knows of; names its state. */
  readonly changeNo: number;
  readonly #entries: EntryReading;

  /** @param entries a reading of an index, or a list when there are few. */
  constructor(
    entries: EntryReading | readonly ImplementationEntry[],
    national: NationalList = new NationalList(),
    changeNo = 0,
  ) {
    this.#entries = 'byPlace' in entries ? entries : readingOf(entries);
    this.national = national;
    this.changeNo = changeNo;
  }

  byImplementation(implementationCode: string, date: string): readonly ImplementationEntry[] {
    return this.#entries.byImplementation(implementationCode, date);
  }

  byPlace(basicCode: string, divisionCode: string, date: string): readonly ImplementationEntry[] {
    return this.#entries.byPlace(basicCode, divisionCode, date);
  }
}

function readingOf(entries: readonly ImplementationEntry[]): EntryReading {
  const index = new EntryIndex();
  for (const entry of entries) index.add(entry);
  return index.reading();
}
