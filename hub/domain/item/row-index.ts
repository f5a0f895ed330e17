import { Int32Column } from './columns.js';

/** What is common to the rows of one index: how their keys hash, and when two rows have the same key. */
export interface RowKey {
  /** Any 32-bit number. */
  hashOf(row: number): number;
  isSame(row: number, other: number): boolean;
}

const NONE = -1;
const FIRST_SLOTS = 1 << 10;

/**
 * Finds rows by a key that the rows themselves hold: open addressing with linear probing over row numbers, and no object for
 * any row. Rows of one key form a chain from the newest to the oldest. Rows are never taken out, so nothing needs a grave.
 */
export class RowIndex {
  readonly #key: RowKey;
  /** Row number + 1 of the newest row of a key; 0 is free. The length is a power of two, at most three quarters are taken. */
  #slots = new Int32Array(FIRST_SLOTS);
  #taken = 0;
  /** By row: the next older row of the same key. */
  readonly #older = new Int32Column();

  constructor(key: RowKey) {
    this.#key = key;
  }

  /** Rows come in the order of their numbers. */
  add(row: number): void {
    if ((this.#taken + 1) * 4 > this.#slots.length * 3) this.#grow();
    const slot = this.#slotOf(this.#key.hashOf(row), (other) => this.#key.isSame(row, other));
    const newest = (this.#slots[slot] ?? 0) - 1;
    if (newest === NONE) this.#taken++;
    this.#older.push(newest);
    this.#slots[slot] = row + 1;
  }

  /** @returns the newest row of a key, or -1. */
  newest(hash: number, matches: (row: number) => boolean): number {
    return (this.#slots[this.#slotOf(hash, matches)] ?? 0) - 1;
  }

  /** @returns the next older row of the same key, or -1. */
  older(row: number): number {
    return this.#older.at(row);
  }

  /** Where the key stands, or the free slot where it would. */
  #slotOf(hash: number, matches: (row: number) => boolean): number {
    const last = this.#slots.length - 1;
    let slot = scatter(hash) & last;
    for (;;) {
      const row = (this.#slots[slot] ?? 0) - 1;
      if (row === NONE || matches(row)) return slot;
      slot = (slot + 1) & last;
    }
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Int32Array(before.length * 2);
    const last = this.#slots.length - 1;
    for (const taken of before) {
      if (taken === 0) continue;
      let slot = scatter(this.#key.hashOf(taken - 1)) & last;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & last;
      this.#slots[slot] = taken;
    }
  }
}

/** One number of two, for keys of several columns. */
export function mix(a: number, b: number): number {
  return (Math.imul(a, 0x9e3779b1) ^ (b + 0x7f4a7c15 + (a << 6) + (a >>> 2))) | 0;
}

/** Every bit of the hash has its say in the low ones (the finish of MurmurHash3). */
function scatter(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
