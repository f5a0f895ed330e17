import fc from 'fast-check';

/** Arbitraries for what an attacker, or a bad line, makes of bytes that were good. */

/** The bytes after one to three changes: a bit turned over, bytes put in, taken out or doubled, the end cut off. */
export function mutationsOf(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  return fc
    .array(fc.tuple(change, fc.nat(), fc.nat({ max: 16 }), fc.uint8Array({ minLength: 1, maxLength: 4 })), {
      minLength: 1,
      maxLength: 3,
    })
    .map((changes) =>
      changes.reduce<Buffer>((altered, [kind, position, length, inserted]) => {
        const at = altered.length === 0 ? 0 : position % altered.length;
        return kind(altered, at, length + 1, inserted);
      }, Buffer.from(bytes)),
    )
    .filter((altered) => !altered.equals(bytes));
}

/** The same of a text; what is not UTF-8 any more is left out. */
export function textMutationsOf(text: string): fc.Arbitrary<string> {
  return mutationsOf(Buffer.from(text))
    .map((bytes) => bytes.toString())
    .filter((altered) => altered !== text);
}

type Change = (bytes: Buffer, at: number, length: number, inserted: Uint8Array) => Buffer;

const change = fc.constantFrom<Change>(
  (bytes, at, length) => bytes.map((byte, i) => (i === at ? byte ^ (1 << (length % 8)) : byte)) as Buffer,
  (bytes, at, _, inserted) => Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at)]),
  (bytes, at, length) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]),
  (bytes, at, length) => Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)]),
  (bytes, at) => bytes.subarray(0, at),
);
