import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bitsOf,
  booleanOf,
  DerError,
  type DerNode,
  derBits,
  derBoolean,
  derInteger,
  derOctets,
  derOid,
  derSequence,
  derSet,
  derTagged,
  derText,
  derTime,
  derValue,
  integerOf,
  isOf,
  octetsOf,
  oidOf,
  readDer,
  textOf,
  timeOf,
} from '#crypto/asn1';
import { hex } from '#crypto/primitives';
import { mutationsOf } from '../kit/mutation.js';

/** Each kind of value, with the function that reads it and the one that writes it. */
const KINDS = [
  { type: 'INTEGER', of: (node: DerNode) => derInteger(integerOf(node)) },
  { type: 'BOOLEAN', of: (node: DerNode) => derBoolean(booleanOf(node)) },
  { type: 'OCTET STRING', of: (node: DerNode) => derOctets(octetsOf(node)) },
  { type: 'BIT STRING', of: (node: DerNode) => derBits(bitsOf(node).bytes, bitsOf(node).unused) },
  { type: 'OBJECT IDENTIFIER', of: (node: DerNode) => derOid(oidOf(node)) },
  { type: 'UTF8String', of: (node: DerNode) => derText('UTF8String', textOf(node)) },
  { type: 'IA5String', of: (node: DerNode) => derText('IA5String', textOf(node)) },
  { type: 'UTCTime', of: (node: DerNode) => derTime('UTCTime', timeOf(node)) },
] as const;

const arc = fc.bigInt({ min: 0n, max: (1n << 100n) - 1n });
const second = fc.integer({ min: 0, max: 2 ** 31 }).map((seconds) => seconds * 1000);

const { value } = fc.letrec<{ value: Uint8Array }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.bigInt().map(derInteger),
    fc.boolean().map(derBoolean),
    fc.uint8Array({ maxLength: 300 }).map(derOctets),
    fc.uint8Array().map((bytes) => derBits(bytes)),
    fc.array(arc, { maxLength: 4 }).map((arcs) => derOid(['1', '2', ...arcs].join('.'))),
    fc.string({ unit: 'binary' }).map((text) => derText('UTF8String', text)),
    second.map((at) => derTime('GeneralizedTime', at)),
    second.map((at) => derTime('UTCTime', at)),
    fc.array(tie('value'), { maxLength: 4 }).map((elements) => derSequence(...elements)),
    fc.array(tie('value'), { maxLength: 4 }).map((members) => derSet(...members)),
    fc.tuple(fc.nat({ max: 30 }), tie('value')).map(([tag, inner]) => derTagged(tag, inner)),
  ),
}));

/** What was read, written down again by what it says and not by what it kept. */
function rewritten(node: DerNode): Uint8Array {
  const { tagClass, tag, children } = node;
  const content = children === undefined ? node.content : Buffer.concat(children.map(rewritten));
  return derValue(tagClass, tag, children !== undefined, content);
}

/** Every value in it whose type has a reader: either it is refused, or it has no other spelling. */
function checkSpelling(node: DerNode): void {
  node.children?.forEach(checkSpelling);
  const kind = KINDS.find(({ type }) => isOf(node, type));
  if (kind === undefined) return;
  try {
    expect(hex(kind.of(node))).toBe(hex(node.bytes));
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
  }
}

function readOrRefuse(bytes: Uint8Array): DerNode | undefined {
  try {
    return readDer(bytes);
  } catch (error) {
    if (error instanceof DerError) return undefined;
    throw error;
  }
}

describe('DER', () => {
  it('gives back every value that was written', () => {
    fc.assert(
      fc.property(value, (bytes) => {
        const node = readDer(bytes);
        expect(hex(rewritten(node))).toBe(hex(bytes));
        checkSpelling(node);
      }),
      { numRuns: 300 },
    );
  });

  it('gives back integers, identifiers, texts and times as they were', () => {
    fc.assert(
      fc.property(fc.bigInt(), arc, fc.string({ unit: 'binary' }), second, (number, last, text, at) => {
        expect(integerOf(readDer(derInteger(number)))).toBe(number);
        expect(oidOf(readDer(derOid(`2.${last}.${last}`)))).toBe(`2.${last}.${last}`);
        expect(textOf(readDer(derText('UTF8String', text)))).toBe(text);
        expect(timeOf(readDer(derTime('GeneralizedTime', at)))).toBe(at);
      }),
    );
  });

  it('has one spelling for each value, whatever was changed in it; what is not DER is refused and breaks nothing', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      value.chain((written) => mutationsOf(written)),
      fc
        .tuple(fc.constantFrom(1, 2, 3, 6, 12, 22, 23, 24), fc.uint8Array({ maxLength: 15 }))
        .map(([tag, content]) => derValue('universal', tag, false, content)),
    );
    let read = 0;
    fc.assert(
      fc.property(bytes, (garbage) => {
        const node = readOrRefuse(garbage);
        if (node === undefined) return;
        read++;
        expect(hex(rewritten(node))).toBe(hex(garbage));
        checkSpelling(node);
      }),
      { numRuns: 2000 },
    );
    expect(read).toBeGreaterThan(100);
  });

  it('ends nowhere but at its end', () => {
    fc.assert(
      fc.property(value, fc.nat(), (bytes, cut) => {
        expect(readOrRefuse(bytes.subarray(0, cut % bytes.length))).toBeUndefined();
      }),
    );
  });
});
