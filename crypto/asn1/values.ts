import { hex, latin1 } from '#crypto/primitives';
import { DerError, type DerNode, TAGS, type TagName } from './read.js';

/** What a node says, read by its type. Each function throws a DerError when it is of another type or not in its DER form. */

export function isOf(node: DerNode | undefined, type: TagName): boolean {
  return node?.tagClass === 'universal' && node.tag === TAGS[type];
}

export function isContext(node: DerNode | undefined, tag: number): boolean {
  return node?.tagClass === 'context' && node.tag === tag;
}

/** @throws DerError. */
export function booleanOf(node: DerNode): boolean {
  const [value] = expect(node, 'BOOLEAN').content;
  if (node.content.length !== 1 || (value !== 0 && value !== 0xff)) throw fault(node, 'not a BOOLEAN of DER');
  return value === 0xff;
}

/** Two's complement, so negative numbers are negative. @throws DerError. */
export function integerOf(node: DerNode): bigint {
  const { content } = expect(node, 'INTEGER');
  const [first, second = 0] = content;
  if (first === undefined) throw fault(node, 'an INTEGER without digits');
  const isPadded = content.length > 1 && (first === 0 ? second < 0x80 : first === 0xff && second >= 0x80);
  if (isPadded) throw fault(node, 'an INTEGER in a longer form');
  const unsigned = BigInt(`0x${hex(content)}`);
  return BigInt.asIntN(content.length * 8, unsigned);
}

/** An INTEGER from 0 to 2³¹ - 1: a version, a size. @throws DerError. */
export function smallIntegerOf(node: DerNode): number {
  const value = integerOf(node);
  if (value < 0n || value > 0x7fffffffn) throw fault(node, 'an INTEGER out of range');
  return Number(value);
}

/** @throws DerError. */
export function octetsOf(node: DerNode): Uint8Array {
  return expect(node, 'OCTET STRING').content;
}

export interface Bits {
  readonly bytes: Uint8Array;
  /** Of the last byte, 0 to 7. */
  readonly unused: number;
}

/** @throws DerError. */
export function bitsOf(node: DerNode): Bits {
  const { content } = expect(node, 'BIT STRING');
  const [unused] = content;
  const bytes = content.subarray(1);
  if (unused === undefined || unused > 7 || (unused > 0 && bytes.length === 0)) {
    throw fault(node, 'a BIT STRING without its count of unused bits');
  }
  if (((bytes.at(-1) ?? 0) & ((1 << unused) - 1)) !== 0) throw fault(node, 'unused bits that are not zero');
  return { bytes, unused };
}

/** A BIT STRING of whole bytes: a key, a signature, a digest. @throws DerError. */
export function bitBytesOf(node: DerNode): Uint8Array {
  const { bytes, unused } = bitsOf(node);
  if (unused !== 0) throw fault(node, 'not whole bytes');
  return bytes;
}

/** In dots: `1.2.156.10197.1.501`. @throws DerError. */
export function oidOf(node: DerNode): string {
  const { content } = expect(node, 'OBJECT IDENTIFIER');
  const arcs: bigint[] = [];
  let arc = 0n;
  let isInside = false;
  for (const byte of content) {
    if (!isInside && byte === 0x80) throw fault(node, 'an arc in a longer form');
    arc = (arc << 7n) | BigInt(byte & 0x7f);
    isInside = byte >= 0x80;
    if (arc >= 1n << 128n) throw fault(node, 'an arc of more than 128 bits');
    if (isInside) continue;
    arcs.push(arc);
    arc = 0n;
  }
  const [first, ...rest] = arcs;
  if (first === undefined || isInside) throw fault(node, 'an OBJECT IDENTIFIER without an end');
  const root = first < 80n ? first / 40n : 2n; // X.690 section 8.19.4: two arcs in one
  return [root, first - root * 40n, ...rest].join('.');
}

/** UTCTime or GeneralizedTime, in UTC and to the second or finer; unix milliseconds. @throws DerError. */
export function timeOf(node: DerNode): number {
  const isShort = isOf(node, 'UTCTime');
  if (!isShort) expect(node, 'GeneralizedTime');
  const [, date = '', time = '', fraction = '0'] =
    (isShort ? UTC_TIME : GENERALIZED_TIME).exec(latin1(node.content)) ?? [];
  if (date === '') throw fault(node, 'not a time of DER');
  const iso = `${isShort ? century(date) : ''}${date}T${time}`.replace(TIME_PARTS, '$1-$2-$3T$4:$5:$6Z');
  const seconds = Date.parse(iso);
  // A date that is none, as 30 February, would roll over.
  if (Number.isNaN(seconds) || new Date(seconds).toISOString() !== iso.replace('Z', '.000Z')) {
    throw fault(node, 'not a time of the calendar');
  }
  return seconds + Math.floor(Number(`0.${fraction}`) * 1000);
}

const UTC_TIME = /^(\d{6})(\d{6})Z$/;
/** A fraction does not end in zero. */
const GENERALIZED_TIME = /^(\d{8})(\d{6})(?:\.(\d{0,8}[1-9]))?Z$/;
const TIME_PARTS = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/;

/** RFC 5280 section 4.1.2.5.1: years from 50 on are of the last century. */
function century(date: string): string {
  return date >= '50' ? '19' : '20';
}

/** Any of the string types, with only the characters that the type has. @throws DerError. */
export function textOf(node: DerNode): string {
  const decode = STRINGS.find(([type]) => isOf(node, type))?.[1];
  if (decode === undefined) throw fault(node, 'a text was expected');
  const text = decode(node.content);
  if (text === undefined) throw fault(node, 'characters that its type has not');
  return text;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const utf16 = new TextDecoder('utf-16be', { fatal: true, ignoreBOM: true });

const STRINGS: readonly (readonly [TagName, (bytes: Uint8Array) => string | undefined])[] = [
  ['UTF8String', (bytes) => decoded(utf8, bytes)],
  ['PrintableString', (bytes) => matching(/^[A-Za-z0-9 '()+,\-./:=?]*$/, bytes)],
  ['IA5String', (bytes) => matching(/^[\0-\x7f]*$/, bytes)],
  ['NumericString', (bytes) => matching(/^[0-9 ]*$/, bytes)],
  ['VisibleString', (bytes) => matching(/^[\x20-\x7e]*$/, bytes)],
  ['BMPString', (bytes) => decoded(utf16, bytes)],
];

function decoded(decoder: Pick<typeof utf8, 'decode'>, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

function matching(pattern: RegExp, bytes: Uint8Array): string | undefined {
  const text = latin1(bytes);
  return pattern.test(text) ? text : undefined;
}

function expect(node: DerNode, type: TagName): DerNode {
  if (isOf(node, type)) return node;
  throw fault(node, `${type} was expected, not ${nameOf(node)}`);
}

/** For the reader of an error. */
export function nameOf({ tagClass, tag }: DerNode): string {
  const known = Object.entries(TAGS).find(([, number]) => tagClass === 'universal' && number === tag);
  return known?.[0] ?? `${tagClass} [${tag}]`;
}

function fault(node: DerNode, what: string): DerError {
  return new DerError(node.offset, what);
}
