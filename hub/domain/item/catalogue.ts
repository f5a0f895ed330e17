import { parseItemCode } from '../codes/item-code.js';
import type { EntryLookup, ImplementationEntry } from './entry.js';
import { EntryIndex, type EntryReading } from './entry-index.js';
import type { NationalItem } from './national-item.js';
import { NationalList } from './national-list.js';

export interface ItemQuery {
  /** 12, 31 or 33 characters. */
  readonly itemCode: string;
  /** Needed with a 12-character code. */
  readonly divisionCode: string | undefined;
  /** YYYY-MM-DD. */
  readonly date: string;
}

/** `malformed`: the code is wrong in itself. `unmapped`: nobody is known to decide it there on that day. */
export type Resolution =
  | { readonly kind: 'resolved'; readonly entry: ImplementationEntry }
  | { readonly kind: 'malformed'; readonly detail: string }
  | { readonly kind: 'unmapped'; readonly detail: string };

/** An immutable reading of the implementation list and the national list. Nothing is guessed: one entry answers, or none. */
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

  resolve(query: ItemQuery): Resolution {
    const code = parseItemCode(query.itemCode);
    if (typeof code === 'string') return { kind: 'malformed', detail: code };
    if (code.kind === 'CASE_SERIAL')
      return { kind: 'malformed', detail: 'a case serial is not an item code' };
    const cancelled = this.#cancelled(code.basicCode, query.date);
    if (cancelled !== undefined) return { kind: 'unmapped', detail: describeCancelled(cancelled) };
    if (code.implementation !== undefined) {
      return only(this.byImplementation(code.implementation.code, query.date), query);
    }
    if (query.divisionCode === undefined) {
      return { kind: 'malformed', detail: 'a basic code needs the division of the place that is to decide' };
    }
    return only(this.byPlace(code.basicCode, query.divisionCode, query.date), query);
  }

  /** An item is cancelled when it is on the list and every row about it is; one scenario left keeps it alive. */
  #cancelled(basicCode: string, date: string): NationalItem | undefined {
    const rows = this.national.byBasicCode(basicCode, date);
    return rows.every((row) => row.status === 'CANCELLED') ? rows[0] : undefined;
  }
}

function only([entry, ...others]: readonly ImplementationEntry[], query: ItemQuery): Resolution {
  if (entry === undefined)
    return { kind: 'unmapped', detail: `no authority is known for ${describe(query)}` };
  if (others.length > 0)
    return { kind: 'unmapped', detail: `several authorities are known for ${describe(query)}` };
  return { kind: 'resolved', entry };
}

function describe(query: ItemQuery): string {
  const place = query.divisionCode === undefined ? '' : ` in ${query.divisionCode}`;
  return `item ${query.itemCode}${place} on ${query.date}`;
}

function describeCancelled({ name, basicCode, validFrom, document }: NationalItem): string {
  return `item ${basicCode} (${name}) has been cancelled since ${validFrom} by ${document}`;
}

function readingOf(entries: readonly ImplementationEntry[]): EntryReading {
  const index = new EntryIndex();
  for (const entry of entries) index.add(entry);
  return index.reading();
}
