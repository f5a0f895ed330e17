import { Int32Column } from './columns.js';
import { dateOfDay, dayNumber } from './day.js';
import type { EntryLookup, ImplementationEntry } from './entry.js';
import { Interner } from './interner.js';
import { mix, RowIndex } from './row-index.js';
import { TermsTable } from './terms-table.js';

/** Stands for "still open" where a last day is a number. */
const OPEN = 0x7fff_ffff;
/** An implementation code: USCC of the authority 18, level 1, basic code 12. */
const ORG_END = 18;
const LEVEL_END = 19;

/**
 * The implementation list in columns: about 60 bytes for an entry, interned texts apart, and an object only for an answer.
 * It only grows, in the order of the changes. Whoever reads it reads up to a row (`EntryReading`), so that adding rows
 * changes nothing for readers until they are given a longer reading.
 */
export class EntryIndex {
  readonly #texts = new Interner();
  readonly #codes = new Interner();
  readonly #terms = new TermsTable();
  /** USCC and level. */
  readonly #authority = new Int32Column();
  readonly #item = new Int32Column();
  readonly #division = new Int32Column();
  readonly #name = new Int32Column();
  readonly #orgName = new Int32Column();
  readonly #from = new Int32Column();
  readonly #to = new Int32Column();
  readonly #term = new Int32Column();
  readonly #byImplementation = new RowIndex({
    hashOf: (row) => mix(this.#authority.at(row), this.#item.at(row)),
    isSame: (row, other) => this.#isSameImplementation(row, other),
  });
  readonly #byPlace = new RowIndex({
    hashOf: (row) => mix(this.#item.at(row), this.#division.at(row)),
    isSame: (row, other) =>
      this.#item.at(row) === this.#item.at(other) && this.#division.at(row) === this.#division.at(other),
  });

  get length(): number {
    return this.#authority.length;
  }

  /** Adds the versions of an entry in their order. */
  add(entry: ImplementationEntry): void {
    const row = this.length;
    this.#authority.push(this.#codes.intern(entry.implementationCode.slice(0, LEVEL_END)));
    this.#item.push(this.#codes.intern(entry.implementationCode.slice(LEVEL_END)));
    this.#division.push(this.#codes.intern(entry.divisionCode));
    this.#name.push(this.#texts.intern(entry.name));
    this.#orgName.push(this.#texts.intern(entry.competentOrgName));
    this.#from.push(dayNumber(entry.validFrom));
    this.#to.push(entry.validTo === undefined ? OPEN : dayNumber(entry.validTo));
    this.#term.push(this.#terms.intern(entry));
    this.#byImplementation.add(row);
    this.#byPlace.add(row);
  }

  /** What stands in the index now, whatever is added later. */
  reading(): EntryReading {
    return new EntryReading(this, this.length);
  }

  /** Entries in force on the day among the first `rows`. For `EntryReading`. */
  byImplementation(code: string, date: string, rows: number): ImplementationEntry[] {
    const authority = this.#codes.find(code.slice(0, LEVEL_END));
    const item = this.#codes.find(code.slice(LEVEL_END));
    if (authority === undefined || item === undefined) return [];
    const newest = this.#byImplementation.newest(
      mix(authority, item),
      (row) => this.#authority.at(row) === authority && this.#item.at(row) === item,
    );
    return this.#inForce(this.#byImplementation, newest, dayNumber(date), rows);
  }

  /** Entries in force on the day among the first `rows`. For `EntryReading`. */
  byPlace(basicCode: string, divisionCode: string, date: string, rows: number): ImplementationEntry[] {
    const item = this.#codes.find(basicCode);
    const division = this.#codes.find(divisionCode);
    if (item === undefined || division === undefined) return [];
    const newest = this.#byPlace.newest(
      mix(item, division),
      (row) => this.#item.at(row) === item && this.#division.at(row) === division,
    );
    return this.#inForce(this.#byPlace, newest, dayNumber(date), rows);
  }

  /** Walks from the newest row to the oldest, so that whatever supersedes a row has been seen before it. */
  #inForce(index: RowIndex, newest: number, day: number, rows: number): ImplementationEntry[] {
    const found: ImplementationEntry[] = [];
    const seen: Superseding[] = [];
    for (let row = newest; row >= 0; row = index.older(row)) {
      if (row >= rows) continue;
      const newer = seen.find((each) => this.#isSameEntry(each.row, row));
      const end = Math.min(this.#to.at(row), newer?.lastDayBefore ?? OPEN);
      if (this.#from.at(row) <= day && day <= end) found.unshift(this.#entry(row, end));
      if (this.#terms.of(this.#term.at(row)).version === undefined) continue; // supersedes nothing
      const lastDayBefore = this.#from.at(row) - 1;
      if (newer === undefined) seen.push({ row, lastDayBefore });
      else newer.lastDayBefore = Math.min(newer.lastDayBefore, lastDayBefore);
    }
    return found;
  }

  #isSameImplementation(row: number, other: number): boolean {
    return (
      this.#authority.at(row) === this.#authority.at(other) && this.#item.at(row) === this.#item.at(other)
    );
  }

  #isSameEntry(row: number, other: number): boolean {
    return this.#division.at(row) === this.#division.at(other) && this.#isSameImplementation(row, other);
  }

  #entry(row: number, end: number): ImplementationEntry {
    const authority = this.#codes.textOf(this.#authority.at(row));
    const basicCode = this.#codes.textOf(this.#item.at(row));
    return {
      implementationCode: authority + basicCode,
      basicCode,
      name: this.#texts.textOf(this.#name.at(row)),
      competentOrg: authority.slice(0, ORG_END),
      competentOrgName: this.#texts.textOf(this.#orgName.at(row)),
      divisionCode: this.#codes.textOf(this.#division.at(row)),
      validFrom: dateOfDay(this.#from.at(row)),
      validTo: end === OPEN ? undefined : dateOfDay(end),
      ...this.#terms.of(this.#term.at(row)),
    };
  }
}

/** What the newer versions of an entry leave to the older ones. */
interface Superseding {
  /** Any of them. */
  readonly row: number;
  lastDayBefore: number;
}

/** The index up to a row: what a reader sees does not change, however the index grows. */
export class EntryReading implements EntryLookup {
  readonly #index: EntryIndex;
  /** How many entries there are, all versions counted. */
  readonly length: number;

  constructor(index: EntryIndex, length: number) {
    this.#index = index;
    this.length = length;
  }

  byImplementation(implementationCode: string, date: string): readonly ImplementationEntry[] {
    return this.#index.byImplementation(implementationCode, date, this.length);
  }

  byPlace(basicCode: string, divisionCode: string, date: string): readonly ImplementationEntry[] {
    return this.#index.byPlace(basicCode, divisionCode, date, this.length);
  }
}
