import { compareBytes, concat, utf8 } from '#crypto/primitives';
import { CLASSES, CONSTRUCTED, TAGS, type TagClass, type TagName } from './read.js';

/** Writes DER. Each function gives a whole value, so that they nest: `derSequence(derInteger(4), derOid('1.2.3'))`. */

export function derSequence(...elements: readonly Uint8Array[]): Uint8Array {
  return universal('SEQUENCE', concat(...elements));
}

/** In the order that DER asks of a SET OF. */
export function derSet(...members: readonly Uint8Array[]): Uint8Array {
  return universal('SET', concat(...[...members].sort(compareBytes)));
}

export function derBoolean(value: boolean): Uint8Array {
  return universal('BOOLEAN', Uint8Array.of(value ? 0xff : 0));
}

export function derInteger(value: number | bigint): Uint8Array {
  const number = BigInt(value);
  let length = 1;
  while (BigInt.asIntN(length * 8, number) !== number) length++;
  return universal('INTEGER', bigEndian(BigInt.asUintN(length * 8, number), length));
}

export function derOctets(bytes: Uint8Array): Uint8Array {
  return universal('OCTET STRING', bytes);
}

/** @param unused bits at the end of the last byte, which are zero. */
export function derBits(bytes: Uint8Array, unused = 0): Uint8Array {
  return universal('BIT STRING', concat(Uint8Array.of(unused), bytes));
}

/** @param oid in dots. */
export function derOid(oid: string): Uint8Array {
  const [root = 0n, second = 0n, ...rest] = oid.split('.').map(BigInt);
  return universal('OBJECT IDENTIFIER', concat(...[root * 40n + second, ...rest].map(arcBytes)));
}

export type StringType = 'UTF8String' | 'PrintableString' | 'IA5String';

export function derText(type: StringType, text: string): Uint8Array {
  return universal(type, utf8(text));
}

/** @param at unix milliseconds; the second counts. */
export function derTime(type: 'UTCTime' | 'GeneralizedTime', at: number): Uint8Array {
  const digits = new Date(at).toISOString().replace(/\.\d+Z$|[-:T]/g, '');
  return universal(type, utf8(`${type === 'UTCTime' ? digits.slice(2) : digits}Z`));
}

/** An explicit context tag. */
export function derTagged(tag: number, inner: Uint8Array): Uint8Array {
  return derValue('context', tag, true, inner);
}

/** Any value at all, right or wrong. */
export function derValue(
  tagClass: TagClass,
  tag: number,
  isConstructed: boolean,
  content: Uint8Array,
): Uint8Array {
  const first = (CLASSES.indexOf(tagClass) << 6) | (isConstructed ? CONSTRUCTED : 0) | tag;
  return concat(Uint8Array.of(first), lengthBytes(content.length), content);
}

function universal(type: TagName, content: Uint8Array): Uint8Array {
  return derValue('universal', TAGS[type], type === 'SEQUENCE' || type === 'SET', content);
}

function lengthBytes(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const count = Math.ceil((32 - Math.clz32(length)) / 8);
  return concat(Uint8Array.of(0x80 | count), bigEndian(BigInt(length), count));
}

function bigEndian(value: bigint, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => Number((value >> BigInt(8 * (length - 1 - i))) & 0xffn));
}

function arcBytes(arc: bigint): Uint8Array {
  const septets = [Number(arc & 0x7fn)];
  for (let left = arc >> 7n; left > 0n; left >>= 7n) septets.unshift(Number(left & 0x7fn) | 0x80);
  return Uint8Array.from(septets);
}
