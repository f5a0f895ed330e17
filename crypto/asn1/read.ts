/**
 * DER (X.690) as it is written once for each value: definite lengths in their shortest form, one value and nothing after it.
 * What is not DER is an error with its place, never a guess (proved by test/property/der.test.ts).
 */

/** Where the bytes stop being DER, or being what the reader asked for. */
export class DerError extends Error {
  override readonly name = 'DerError';
  /** Of the first byte of what is wrong, from the beginning of what was read. */
  readonly offset: number;

  constructor(offset: number, what: string) {
    super(`at byte ${offset}: ${what}`);
    this.offset = offset;
  }
}

export type TagClass = 'universal' | 'application' | 'context' | 'private';

export interface DerNode {
  readonly tagClass: TagClass;
  readonly tag: number;
  /** Of its first byte, from the beginning of what was read. */
  readonly offset: number;
  /** The whole of it as it stands, tag and length too: what a signature was made over. */
  readonly bytes: Uint8Array;
  readonly content: Uint8Array;
  /** What a constructed value is made of; undefined for a primitive one. */
  readonly children: readonly DerNode[] | undefined;
}

/** The universal tags that are spoken of by name (X.680 table 1). */
export const TAGS = {
  BOOLEAN: 1,
  INTEGER: 2,
  'BIT STRING': 3,
  'OCTET STRING': 4,
  NULL: 5,
  'OBJECT IDENTIFIER': 6,
  UTF8String: 12,
  SEQUENCE: 16,
  SET: 17,
  NumericString: 18,
  PrintableString: 19,
  IA5String: 22,
  UTCTime: 23,
  GeneralizedTime: 24,
  VisibleString: 26,
  BMPString: 30,
} as const;

export type TagName = keyof typeof TAGS;

export const CLASSES: readonly TagClass[] = ['universal', 'application', 'context', 'private'];

export const CONSTRUCTED = 0x20;

const HIGH_TAG = 31;

const MAX_BYTES = 16 * 1024 * 1024;
const MAX_DEPTH = 32;
const MAX_NODES = 20_000;

/**
 * @param maxNodes more of them only where a kind of value has more by its nature.
 * @throws DerError for anything but one value in DER, of at most 16 MiB, 20,000 nodes, 32 deep.
 */
export function readDer(bytes: Uint8Array, maxNodes = MAX_NODES): DerNode {
  if (bytes.length > MAX_BYTES) throw new DerError(0, `longer than ${MAX_BYTES} bytes`);
  const reader = { bytes, maxNodes, left: maxNodes };
  const node = readNode(reader, 0, bytes.length, 0);
  if (node.bytes.length < bytes.length) throw new DerError(node.bytes.length, 'bytes after the value');
  return node;
}

/**
 * The value at the beginning of a field of fixed size, which is filled up with zeros behind it; it is not read yet.
 * @throws DerError when anything else follows.
 */
export function unpadDer(bytes: Uint8Array): Uint8Array {
  const { start, length } = readLength(bytes, 1, bytes.length);
  const end = start + length;
  if (end > bytes.length) throw new DerError(0, 'longer than what holds it');
  if (bytes.subarray(end).some((byte) => byte !== 0)) throw new DerError(end, 'bytes after the value');
  return bytes.subarray(0, end);
}

interface Reader {
  readonly bytes: Uint8Array;
  readonly maxNodes: number;
  /** How many nodes there may still be. */
  left: number;
}

function readNode(reader: Reader, offset: number, end: number, depth: number): DerNode {
  if (depth > MAX_DEPTH) throw new DerError(offset, `nested more than ${MAX_DEPTH} deep`);
  if (reader.left-- === 0) throw new DerError(offset, `more than ${reader.maxNodes} values`);
  const { bytes } = reader;
  const first = byteAt(bytes, offset, end);
  const tag = first & HIGH_TAG;
  const tagClass = CLASSES[first >> 6] ?? 'universal';
  const isConstructed = (first & CONSTRUCTED) !== 0;
  checkTag(offset, tagClass, tag, isConstructed);
  const { start, length } = readLength(bytes, offset + 1, end);
  if (length > end - start) throw new DerError(offset, 'longer than what holds it');
  const stop = start + length;
  const children = isConstructed ? readChildren(reader, start, stop, depth + 1) : undefined;
  return Object.freeze({
    tagClass,
    tag,
    offset,
    bytes: bytes.subarray(offset, stop),
    content: bytes.subarray(start, stop),
    children,
  });
}

function readChildren(reader: Reader, start: number, stop: number, depth: number): readonly DerNode[] {
  const children: DerNode[] = [];
  for (let at = start; at < stop; ) {
    const child = readNode(reader, at, stop, depth);
    children.push(child);
    at += child.bytes.length;
  }
  return Object.freeze(children);
}

/** DER has no strings in pieces, and of the universal values only SEQUENCE and SET are made of others. */
function checkTag(offset: number, tagClass: TagClass, tag: number, isConstructed: boolean): void {
  if (tag === HIGH_TAG) throw new DerError(offset, 'a tag number above 30');
  if (tagClass !== 'universal') return;
  if (tag === 0) throw new DerError(offset, 'an end of contents, which DER has not');
  const mustBeConstructed = tag === TAGS.SEQUENCE || tag === TAGS.SET;
  if (isConstructed !== mustBeConstructed) throw new DerError(offset, 'in the form that DER does not use');
}

function readLength(bytes: Uint8Array, at: number, end: number): { start: number; length: number } {
  const first = byteAt(bytes, at, end);
  if (first < 0x80) return { start: at + 1, length: first };
  const count = first & 0x7f;
  if (count === 0) throw new DerError(at, 'an indefinite length');
  if (count > 4) throw new DerError(at, 'a length of more than 4 bytes');
  let length = 0;
  for (let i = 1; i <= count; i++) length = length * 256 + byteAt(bytes, at + i, end);
  if (length < 0x80 || length < 256 ** (count - 1)) throw new DerError(at, 'a length in a longer form');
  return { start: at + 1 + count, length };
}

function byteAt(bytes: Uint8Array, at: number, end: number): number {
  const byte = at < end ? bytes[at] : undefined;
  if (byte === undefined) throw new DerError(at, 'the end comes too early');
  return byte;
}
