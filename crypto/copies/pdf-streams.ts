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

/**
 * Unpacks every stream of the file within limits, before a reader does it without any: a few kilobytes can unpack to all the
 * memory there is. Nothing of the file is believed, neither what its dictionaries say nor its lengths (proved by
 * test/unit/crypto/copies/pdf-copy.test.ts). @throws PdfError.
 */
export function checkStreams(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  checkWays(file);
  let streams = 0;
  let total = 0;
  for (let at = file.indexOf('stream'); at >= 0; at = file.indexOf('stream', at + 1)) {
    const start = at + 6 + (file[at + 6] === 0x0d ? 2 : 1);
    if (!isPacked(file.subarray(start))) continue;
    streams += 1;
    if (streams > MAX_STREAMS) throw new PdfError('has too many streams');
    total += unpackedSize(file.subarray(start), MAX_TOTAL - total, MAX_DEPTH);
  }
}

function unpackedSize(packed: Buffer, room: number, depth: number): number {
  if (depth === 0) throw new PdfError('is packed too deep');
  const unpacked = unpack(packed, Math.min(room, MAX_STREAM));
  checkWays(unpacked);
  const inner = isPacked(unpacked) ? unpackedSize(unpacked, room - unpacked.length, depth - 1) : 0;
  return unpacked.length + inner;
}

/** Without the header and the check sum, which readers pass over. */
function unpack(packed: Buffer, limit: number): Buffer {
  try {
    return inflateRawSync(packed.subarray(2), { maxOutputLength: Math.max(1, limit) });
  } catch (error) {
    if (error instanceof RangeError) throw new PdfError('unpacks to too much');
    return Buffer.alloc(0); // it is broken, and no more of it than the limit came out
  }
}

/** RFC 1950: deflate, and the header's own check. */
function isPacked(bytes: Buffer): boolean {
  const [first = 0, second = 0] = bytes;
  return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
}

/** Names may be written with #xx for any of their letters. */
function checkWays(bytes: Buffer): void {
  const text = bytes.toString('latin1');
  const plain = text.includes('#')
    ? text.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
  if (UNBOUNDED.test(plain)) throw new PdfError('is packed in a way that is not supported');
}
