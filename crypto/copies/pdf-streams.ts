import { inflateRawSync } from 'node:zlib';
import { PdfError } from '#crypto/pdf';

/** What is unpacked of one file, and of one stream in it, at most. */
const MAX_TOTAL = 256 * 1024 ** 2;
const MAX_STREAM = 64 * 1024 ** 2;
const MAX_STREAMS = 20_000;
/** A stream may be packed in itself; deeper than this nobody does it. */
const MAX_DEPTH = 3;

/** Ways of packing that a reader would follow without a bound; certificates have no use for them. */
const UNBOUNDED = /\/(?:LZWDecode|RunLengthDecode|ASCIIHexDecode|ASCII85Decode)(?![A-Za-z0-9])/;

/** Deflate makes no more of a byte. */
const MAX_RATIO = 1_032;

/**
 * Unpacks one stream of a file after the other within limits, before a reader does it without any: a few kilobytes can unpack to
 * all the memory there is. What their dictionaries say is not believed (proved by test/unit/crypto/copies/pdf-copy.test.ts).
 */
export class Unpacked {
  #size = 0;
  #streams = 0;

  /** @returns how many bytes come out of it at most. @throws PdfError. */
  add(stream: Uint8Array): number {
    const packed = Buffer.from(stream.buffer, stream.byteOffset, stream.length);
    if (!isPacked(packed)) return packed.length;
    this.#streams += 1;
    if (this.#streams > MAX_STREAMS) throw new PdfError('has too many streams');
    const size = unpackedSize(packed, MAX_TOTAL - this.#size, MAX_DEPTH);
    this.#size += size;
    return size;
  }
}

function unpackedSize(packed: Buffer, room: number, depth: number): number {
  if (depth === 0) throw new PdfError('is packed too deep');
  const limit = Math.min(room, MAX_STREAM);
  const unpacked = unpack(packed, limit);
  if (unpacked === undefined) return Math.min(limit, packed.length * MAX_RATIO);
  checkWays(unpacked);
  const inner = isPacked(unpacked) ? unpackedSize(unpacked, room - unpacked.length, depth - 1) : 0;
  return unpacked.length + inner;
}

/**
 * Without the header and the check sum, which readers pass over. @returns undefined when it is broken: as much of it as the limit
 * allows may have come out before.
 */
function unpack(packed: Buffer, limit: number): Buffer | undefined {
  try {
    return inflateRawSync(packed.subarray(2), { maxOutputLength: Math.max(1, limit) });
  } catch (error) {
    if (error instanceof RangeError) throw new PdfError('unpacks to too much');
    return undefined;
  }
}

/** RFC 1950: deflate, and the header's own check. */
function isPacked(bytes: Buffer): boolean {
  const [first = 0, second = 0] = bytes;
  return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
}

/** Names may be written with #xx for any of their letters. @throws PdfError. */
export function checkWays(bytes: Buffer): void {
  const text = bytes.toString('latin1');
  const plain = text.includes('#')
    ? text.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
  if (UNBOUNDED.test(plain)) throw new PdfError('is packed in a way that is not supported');
}
