import { Inflate } from 'fflate';

/** A byte becomes at most 1032 (RFC 1951), so this much gives no more than 17 MB before it is counted. */
const PIECE_BYTES = 16 * 1024;

/** @returns undefined unless the stream (RFC 1951) is whole and gives exactly so many bytes; never holds many more than those. */
export function inflate(deflated: Uint8Array, size: number): Uint8Array | undefined {
  const content = new Uint8Array(size);
  let at = 0;
  const stream = new Inflate((chunk) => {
    if (at + chunk.length > size) throw new RangeError('more bytes than were declared');
    content.set(chunk, at);
    at += chunk.length;
  });
  try {
    for (let from = 0; from < deflated.length; from += PIECE_BYTES) {
      const end = from + PIECE_BYTES;
      stream.push(deflated.subarray(from, end), end >= deflated.length);
    }
  } catch {
    return undefined; // for a reader of zip files there is one kind of wrong stream
  }
  return at === size ? content : undefined;
}
