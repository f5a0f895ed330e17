const CHUNK_BITS = 15;
const CHUNK = 1 << CHUNK_BITS;
const MASK = CHUNK - 1;
/** Of the first chunk, which doubles: the catalogue of a county costs no more than it is. */
const FIRST = 1 << 6;

/**
 * A column of 32-bit numbers that only grows. It grows by chunks: but for the first nothing is ever copied, so a million rows
 * cost their own size and no more while they are read in.
 */
export class Int32Column {
  readonly #chunks: Int32Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    const at = this.#length & MASK;
    if (at === 0) this.#chunks.push(new Int32Array(this.#length === 0 ? FIRST : CHUNK));
    else if (at === this.#length) this.#growFirst(at);
    this.#chunkOf(this.#length)[at] = value;
    this.#length++;
  }

  #growFirst(length: number): void {
    const first = this.#chunkOf(0);
    if (length < first.length) return;
    this.#chunks[0] = new Int32Array(length * 2);
    this.#chunks[0].set(first);
  }

  /** 0 beyond the end. */
  at(row: number): number {
    return this.#chunks[row >> CHUNK_BITS]?.[row & MASK] ?? 0;
  }

  set(row: number, value: number): void {
    this.#chunkOf(row)[row & MASK] = value;
  }

  #chunkOf(row: number): Int32Array {
    const chunk = this.#chunks[row >> CHUNK_BITS];
    if (chunk === undefined) throw new RangeError(`row ${row} of ${this.#length}`);
    return chunk;
  }
}
