import type { HandlingMode } from '../case/lifecycle.js';
import { parseItemCode } from '../codes/item-code.js';

/** How one authority performs an item (实施清单, one row), valid from one day to another. */
export interface ImplementationEntry {
  readonly implementationCode: string;
  readonly basicCode: string;
  readonly name: string;
  /** USCC. */
  readonly competentOrg: string;
  readonly competentOrgName: string;
  /** The peer through which this authority is reached. */
  readonly platform: string;
  readonly divisionCode: string;
  readonly modes: readonly HandlingMode[];
  /** YYYY-MM-DD, inclusive. */
  readonly validFrom: string;
  /** YYYY-MM-DD, inclusive; absent while open. */
  readonly validTo: string | undefined;
  readonly source: string;
}

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

/** How routing finds entries; every answer holds only what is in force on the day. @param date YYYY-MM-DD. */
export interface EntryLookup {
  byImplementation(implementationCode: string, date: string): readonly ImplementationEntry[];
  byPlace(basicCode: string, divisionCode: string, date: string): readonly ImplementationEntry[];
}

/** An immutable reading of the implementation list. Nothing is guessed: one entry answers, or none. */
export class Catalogue implements EntryLookup {
  readonly #byImplementation = new Map<string, ImplementationEntry[]>();
  readonly #byPlace = new Map<string, ImplementationEntry[]>();

  constructor(entries: readonly ImplementationEntry[]) {
    for (const entry of entries) {
      append(this.#byImplementation, entry.implementationCode, entry);
      append(this.#byPlace, placeKey(entry.basicCode, entry.divisionCode), entry);
    }
  }

  byImplementation(implementationCode: string, date: string): readonly ImplementationEntry[] {
    return inForce(this.#byImplementation.get(implementationCode), date);
  }

  byPlace(basicCode: string, divisionCode: string, date: string): readonly ImplementationEntry[] {
    return inForce(this.#byPlace.get(placeKey(basicCode, divisionCode)), date);
  }

  resolve(query: ItemQuery): Resolution {
    const code = parseItemCode(query.itemCode);
    if (typeof code === 'string') return { kind: 'malformed', detail: code };
    if (code.kind === 'CASE_SERIAL')
      return { kind: 'malformed', detail: 'a case serial is not an item code' };
    if (code.implementation !== undefined) {
      return only(this.byImplementation(code.implementation.code, query.date), query);
    }
    if (query.divisionCode === undefined) {
      return { kind: 'malformed', detail: 'a basic code needs the division of the place that is to decide' };
    }
    return only(this.byPlace(code.basicCode, query.divisionCode, query.date), query);
  }
}

function only([entry, ...others]: readonly ImplementationEntry[], query: ItemQuery): Resolution {
  if (entry === undefined)
    return { kind: 'unmapped', detail: `no authority is known for ${describe(query)}` };
  if (others.length > 0)
    return { kind: 'unmapped', detail: `several authorities are known for ${describe(query)}` };
  return { kind: 'resolved', entry };
}

function inForce(entries: readonly ImplementationEntry[] | undefined, date: string): ImplementationEntry[] {
  return (entries ?? []).filter(
    ({ validFrom, validTo }) => validFrom <= date && (validTo === undefined || date <= validTo),
  );
}

function describe(query: ItemQuery): string {
  const place = query.divisionCode === undefined ? '' : ` in ${query.divisionCode}`;
  return `item ${query.itemCode}${place} on ${query.date}`;
}

function placeKey(basicCode: string, divisionCode: string): string {
  return `${basicCode}@${divisionCode}`;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
