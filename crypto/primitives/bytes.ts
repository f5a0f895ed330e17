import { timingSafeEqual } from 'node:crypto';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const markingDecoder = new TextDecoder('utf-8', { ignoreBOM: true });

export function utf8(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}

/** @throws TypeError when the bytes are not UTF-8. A byte order mark is kept, so that it shows. */
export function utf8Text(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** What is not UTF-8 becomes a mark, by which no signature holds. A byte order mark is kept. */
export function markedText(bytes: Uint8Array): string {
  return markingDecoder.decode(bytes);
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts);
}

/** Takes the same time wherever the first difference stands. Lengths are not secret. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Which comes first in the order of the bytes: below, at or above 0. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  return Buffer.compare(a, b);
}

/** Each byte as the character of its number. */
export function latin1(bytes: Uint8Array): string {
  return asBuffer(bytes).toString('latin1');
}

export function hex(bytes: Uint8Array): string {
  return asBuffer(bytes).toString('hex');
}

/** @returns undefined unless the text is an even number of lower- or upper-case hex digits. */
export function fromHex(text: string): Uint8Array | undefined {
  return /^(?:[0-9a-fA-F]{2})*$/.test(text) ? Buffer.from(text, 'hex') : undefined;
}

export function base64(bytes: Uint8Array): string {
  return asBuffer(bytes).toString('base64');
}

export function base64url(bytes: Uint8Array): string {
  return asBuffer(bytes).toString('base64url');
}

/**
 * RFC 4648 section 4 with padding, in its one canonical spelling: whatever would not be written back the same is
 * refused, so that one value has one text.
 */
export function fromBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

/** RFC 4648 section 5 without padding, in its one canonical spelling. */
export function fromBase64url(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
