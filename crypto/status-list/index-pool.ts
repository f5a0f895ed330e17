import type { RandomBytes } from '#crypto/primitives';

const UINT32 = 2 ** 32;

/**
 * Which indexes of a shard are taken. The next one is drawn among all free ones with the same chance: neighbours in a list then
 * say nothing about who was issued a certificate before or after whom.
 */
export class IndexPool {
  /** One bit for each index, least significant first; for whoever keeps it. */
  readonly taken: Uint8Array;
  #free: number;

  /** @param taken what was kept, or nothing is taken; it is copied. */
  constructor(entries: number, taken: Uint8Array = new Uint8Array(entries / 8)) {
    if (taken.length * 8 !== entries)
      throw new RangeError(`${taken.length} bytes are not ${entries} entries`);
    this.taken = taken.slice();
    this.#free = entries - taken.reduce((sum, byte) => sum + ones(byte), 0);
  }

  get free(): number {
    return this.#free;
  }

  /** A free index, taken from now on; undefined when the shard is full. */
  take(random: RandomBytes): number | undefined {
    if (this.#free === 0) return undefined;
    const index = this.#freeIndex(below(this.#free, random));
    this.taken[index >> 3] = (this.taken[index >> 3] ?? 0) | (1 << (index & 7));
    this.#free--;
    return index;
  }

  /** The free index that has `rank` free ones before it. */
  #freeIndex(rank: number): number {
    let before = rank;
    for (let at = 0; at < this.taken.length; at++) {
      const byte = this.taken[at] ?? 0;
      const free = 8 - ones(byte);
      if (before < free) return at * 8 + freeBit(byte, before);
      before -= free;
    }
    throw new RangeError('the count of free indexes is wrong');
  }
}

function freeBit(byte: number, rank: number): number {
  let before = rank;
  for (let bit = 0; bit < 8; bit++) {
    if (((byte >> bit) & 1) === 0 && before-- === 0) return bit;
  }
  throw new RangeError('the byte has no such free bit');
}

/** How many bits of each byte are set. */
const ONES = Uint8Array.from(
  { length: 256 },
  (_, byte) => [...byte.toString(2)].filter((bit) => bit === '1').length,
);

function ones(byte: number): number {
  return ONES[byte] ?? 0;
}

/** A number below `limit`, all with the same chance: what would favour the first ones is drawn again. */
function below(limit: number, random: RandomBytes): number {
  const even = UINT32 - (UINT32 % limit);
  for (;;) {
    const number = Buffer.from(random(4)).readUInt32BE();
    if (number < even) return number % limit;
  }
}
