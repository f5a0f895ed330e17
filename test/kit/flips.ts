/** The same bytes with one bit turned over, for every bit that is asked for. */
export function* flipsOf(bytes: Uint8Array, bits: readonly number[]): Generator<[number, Uint8Array]> {
  for (const at of bytes.keys()) {
    for (const bit of bits) {
      const flipped = Uint8Array.from(bytes);
      flipped[at] = (bytes[at] ?? 0) ^ (1 << bit);
      yield [at * 8 + bit, flipped];
    }
  }
}
