/** A byte that stands so many places before the last of those that are taken at once. */
const [LAST, THIRD, SECOND, FIRST] = tables();

/**
 * The check sum of zip files (APPNOTE 4.4.7). It finds damage, not intent.
 * @param before of what came before these bytes.
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let sum = ~before;
  let at = 0;
  for (; at + 4 <= bytes.length; at += 4) {
    sum ^= view.getInt32(at, true);
    sum = entry(FIRST, sum) ^ entry(SECOND, sum >>> 8) ^ entry(THIRD, sum >>> 16) ^ entry(LAST, sum >>> 24);
  }
  for (; at < bytes.length; at++) sum = (sum >>> 8) ^ entry(LAST, sum ^ view.getUint8(at));
  return ~sum >>> 0;
}

function entry(table: Int32Array, byte: number): number {
  return table[byte & 0xff] ?? 0;
}

function tables(): readonly [Int32Array, Int32Array, Int32Array, Int32Array] {
  const last = Int32Array.from({ length: 256 }, (_, byte) => {
    let rest = byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
    return rest;
  });
  const earlier = (table: Int32Array) => table.map((sum) => (sum >>> 8) ^ entry(last, sum));
  const third = earlier(last);
  const second = earlier(third);
  return [last, third, second, earlier(second)];
}
