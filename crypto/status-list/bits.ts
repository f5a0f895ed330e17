import { deflateSync, inflateSync } from 'node:zlib';
import { base64url, fromBase64url } from '#crypto/primitives';

/** How many bits the status of one certificate takes. */
export type StatusBits = 1 | 2 | 4 | 8;

export const STATUS_BITS: readonly StatusBits[] = [1, 2, 4, 8];

/** Statuses one behind the other, the first in the least significant bits (draft-ietf-oauth-status-list §4.1). */
export class StatusBitmap {
  readonly bits: StatusBits;
  readonly bytes: Uint8Array;

  constructor(bits: StatusBits, bytes: Uint8Array) {
    this.bits = bits;
    this.bytes = bytes;
  }

  /** All statuses 0. @throws RangeError unless the entries fill whole bytes. */
  static empty(bits: StatusBits, entries: number): StatusBitmap {
    const bytes = (bits * entries) / 8;
    if (!Number.isSafeInteger(bytes) || bytes < 1)
      throw new RangeError(`${entries} entries do not fill bytes`);
    return new StatusBitmap(bits, new Uint8Array(bytes));
  }

  get entries(): number {
    return (this.bytes.length * 8) / this.bits;
  }

  /** @returns undefined beyond the list. */
  get(index: number): number | undefined {
    if (!this.#holds(index)) return undefined;
    const at = index * this.bits;
    return ((this.bytes[at >> 3] ?? 0) >> (at & 7)) & this.#mask;
  }

  /** @throws RangeError beyond the list, or for a status that does not fit. */
  set(index: number, status: number): void {
    if (!this.#holds(index)) throw new RangeError(`the list has no entry ${index}`);
    if (!Number.isInteger(status) || status < 0 || status > this.#mask) {
      throw new RangeError(`a status of ${this.bits} bits cannot be ${status}`);
    }
    const at = index * this.bits;
    const shift = at & 7;
    const others = (this.bytes[at >> 3] ?? 0) & ~(this.#mask << shift);
    this.bytes[at >> 3] = others | (status << shift);
  }

  get #mask(): number {
    return (1 << this.bits) - 1;
  }

  #holds(index: number): boolean {
    return Number.isInteger(index) && index >= 0 && index < this.entries;
  }
}

/** `lst`: the bytes as zlib writes them, in base64url. Level 9 makes it a tenth smaller and takes ten times as long. */
export function deflateList({ bytes }: StatusBitmap): string {
  return base64url(deflateSync(bytes, { level: 6 }));
}

/** What zlib tells with `info`: how much of its input it used. */
interface Inflated {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

/** @returns undefined for anything but one zlib stream of at most `maxBytes` bytes; a bomb is stopped there. */
export function inflateList(lst: string, bits: StatusBits, maxBytes: number): StatusBitmap | undefined {
  const deflated = fromBase64url(lst);
  if (deflated === undefined) return undefined;
  try {
    const result: unknown = inflateSync(deflated, { maxOutputLength: maxBytes, info: true });
    const { buffer, engine } = result as Inflated; // with `info`, which the types do not know
    const isWhole = engine.bytesWritten === deflated.length && buffer.length > 0;
    return isWhole ? new StatusBitmap(bits, buffer) : undefined;
  } catch {
    return undefined; // what zlib has to say of hostile bytes would help nobody
  }
}
