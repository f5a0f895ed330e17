import { equalBytes, sha256, utf8 } from '#crypto/primitives';

/** A row to be kept, and the texts by which it is to be found. */
export interface PageRow {
  readonly bytes: Uint8Array;
  readonly keys: readonly string[];
}

/** Rows that came together, and what is to be known when they are there. */
export interface Page {
  readonly rows: readonly PageRow[];
  readonly note: string;
  /** Until a page that ends a set, those before it are a part of something. */
  readonly endsSet: boolean;
}

/** What a page's header says of it. */
export interface PageHeader {
  readonly endsSet: boolean;
  readonly rowCount: number;
  readonly rowBytes: number;
  readonly keyCount: number;
  readonly noteBytes: number;
}

/**
 * A page on disk. Numbers are unsigned, of 4 bytes, little-endian; only the keys are as the machine has them.
 *
 *   header   "TBP1", 1 if it ends a set, row count, row bytes, key count, note bytes
 *   digest   SHA-256 of all the rest, the first 16 bytes
 *   rows     each after its length
 *   keys     offset of a row, hash of a key; by hash, then by offset
 *   note     UTF-8
 */
const MAGIC = 0x31504254;
const DIGESTED = 24;
const DIGEST_BYTES = 16;
export const HEADER_BYTES = DIGESTED + DIGEST_BYTES;
const KEY_BYTES = 8;

export function encodePage({ rows, note, endsSet }: Page): {
  readonly header: PageHeader;
  readonly bytes: Buffer;
} {
  const keys: bigint[] = [];
  let rowBytes = 0;
  for (const row of rows) {
    for (const key of row.keys) keys.push((BigInt(hashOf(key)) << 32n) | BigInt(rowBytes));
    rowBytes += 4 + row.bytes.length;
  }
  const noted = utf8(note);
  const counts = { rowCount: rows.length, rowBytes, keyCount: keys.length, noteBytes: noted.length };
  const header = { endsSet, ...counts };
  const page = Buffer.alloc(sizeOf(header));
  const numbers = [MAGIC, Number(endsSet), ...Object.values(counts)];
  for (const [i, number] of numbers.entries()) page.writeUInt32LE(number, i * 4);
  let at = HEADER_BYTES;
  for (const { bytes } of rows) {
    at = page.writeUInt32LE(bytes.length, at);
    page.set(bytes, at);
    at += bytes.length;
  }
  page.set(new Uint8Array(BigUint64Array.from(keys).sort().buffer), at);
  page.set(noted, at + keys.length * KEY_BYTES);
  page.set(digestOf(page), DIGESTED);
  return { header, bytes: page };
}

/** @returns undefined for what is no header. */
export function readHeader(bytes: Buffer): PageHeader | undefined {
  if (bytes.length < HEADER_BYTES || bytes.readUInt32LE(0) !== MAGIC) return undefined;
  return {
    endsSet: bytes.readUInt32LE(4) === 1,
    rowCount: bytes.readUInt32LE(8),
    rowBytes: bytes.readUInt32LE(12),
    keyCount: bytes.readUInt32LE(16),
    noteBytes: bytes.readUInt32LE(20),
  };
}

export function sizeOf({ rowBytes, keyCount, noteBytes }: PageHeader): number {
  return HEADER_BYTES + rowBytes + keyCount * KEY_BYTES + noteBytes;
}

/** Whether the bytes are those that were written. */
export function isIntact(page: Buffer): boolean {
  return equalBytes(digestOf(page), page.subarray(DIGESTED, HEADER_BYTES));
}

function digestOf(page: Buffer): Uint8Array {
  const digested = Buffer.concat([page.subarray(0, DIGESTED), page.subarray(HEADER_BYTES)]);
  return sha256(digested).subarray(0, DIGEST_BYTES);
}

/** The keys of a page: pairs of an offset and a hash, and no object for any of them. */
export class PageKeys {
  readonly #pairs: Uint32Array;

  /** @param bytes as they lie on disk. */
  constructor(bytes: Uint8Array) {
    const own = new Uint32Array(bytes.length / 4);
    new Uint8Array(own.buffer).set(bytes);
    this.#pairs = own;
  }

  static bytes(count: number): number {
    return count * KEY_BYTES;
  }

  /** Offsets of the rows that may have the key, first to last: two texts may share a hash. */
  offsetsOf(key: string): number[] {
    const hash = hashOf(key);
    const offsets: number[] = [];
    for (let i = this.#first(hash); this.#pairs[i * 2 + 1] === hash; i++) {
      offsets.push(this.#pairs[i * 2] ?? 0);
    }
    return offsets;
  }

  #first(hash: number): number {
    let low = 0;
    let high = this.#pairs.length / 2;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#pairs[middle * 2 + 1] ?? 0) < hash) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
