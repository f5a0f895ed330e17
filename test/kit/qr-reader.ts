import { inflateSync } from 'node:zlib';

/**
 * Reads QR codes as they were drawn, by ISO/IEC 18004 alone: what draws them is not asked. Version 3 with correction Q in the
 * alphanumeric mode, as the codes of holders are; nothing is corrected, a single wrong module is an error.
 */

const SIZE = 29;
const QUIET = 4;
const BLOCKS = 2;
const DATA_PER_BLOCK = 17;
const CHECKS_PER_BLOCK = 18;
const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/** Whether a place is dark, the quiet zone included. */
type Picture = (row: number, column: number) => boolean;

export function readQrPng(png: Uint8Array): string {
  const { width, pixel } = readPng(Buffer.from(png));
  const scale = width / (SIZE + 2 * QUIET);
  if (!Number.isInteger(scale)) throw new Error(`${width} pixels are not whole modules`);
  return readQr((row, column) => {
    const middle = (place: number) => Math.floor((place + 0.5) * scale);
    return pixel(middle(row), middle(column)) < 128;
  });
}

/** Strokes of one module's height: M x y.5 h length, m gap 0. */
export function readQrSvg(svg: string): string {
  const path = /stroke="#000000" d="([^"]+)"/.exec(svg)?.[1] ?? '';
  const dark = new Set<string>();
  let [x, y] = [0, 0];
  for (const [, command, first = '', second = ''] of path.matchAll(/([Mmh])(-?[\d.]+)(?: ([\d.]+))?/g)) {
    if (command === 'M') [x, y] = [Number(first), Math.floor(Number(second))];
    else if (command === 'm') x += Number(first);
    else for (let end = x + Number(first); x < end; x += 1) dark.add(`${y} ${x}`);
  }
  return readQr((row, column) => dark.has(`${row} ${column}`));
}

/** Half blocks, black on white. */
export function readQrText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is about the colours of a terminal
  const lines = [...text.matchAll(/^\u001b\[38;5;16;48;5;231m(.*)\u001b\[0m$/gm)].map(([, line = '']) => [
    ...line,
  ]);
  return readQr((row, column) => {
    const half = lines[Math.floor(row / 2)]?.[column];
    return half === '█' || half === (row % 2 === 0 ? '▀' : '▄');
  });
}

function readQr(picture: Picture): string {
  for (let i = 0; i < SIZE + 2 * QUIET; i += 1) {
    for (let edge = 0; edge < QUIET; edge += 1) {
      const far = SIZE + 2 * QUIET - 1 - edge;
      const around = [picture(i, edge), picture(i, far), picture(edge, i), picture(far, i)];
      if (around.includes(true)) throw new Error('the quiet zone is not white');
    }
  }
  const module: Picture = (row, column) => picture(row + QUIET, column + QUIET);
  const mask = maskOf(module);
  const words = codewords(module, mask);
  const blocks = Array.from({ length: BLOCKS }, (_, block) => words.filter((_, i) => i % BLOCKS === block));
  for (const block of blocks) checkBlock(block);
  return textOf(blocks.flatMap((block) => block.slice(0, DATA_PER_BLOCK)));
}

/** The format beside the first finder: correction Q, and which mask. */
function maskOf(module: Picture): number {
  const places = [
    ...[0, 1, 2, 3, 4, 5, 7, 8].map((column) => [8, column] as const),
    ...[7, 5, 4, 3, 2, 1, 0].map((row) => [row, 8] as const),
  ];
  const format =
    places.reduce((bits, [row, column]) => (bits << 1) | Number(module(row, column)), 0) ^ 0x5412;
  let rest = format;
  for (let bit = 14; bit >= 10; bit -= 1) if ((rest >> bit) & 1) rest ^= 0x537 << (bit - 10);
  if (rest !== 0) throw new Error('the format does not check');
  if (format >> 13 !== 0b11) throw new Error('the correction is not Q');
  return (format >> 10) & 0b111;
}

const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (i, j) => (i + j) % 2 === 0,
  (i) => i % 2 === 0,
  (_, j) => j % 3 === 0,
  (i, j) => (i + j) % 3 === 0,
  (i, j) => (Math.floor(i / 2) + Math.floor(j / 3)) % 2 === 0,
  (i, j) => ((i * j) % 2) + ((i * j) % 3) === 0,
  (i, j) => (((i * j) % 2) + ((i * j) % 3)) % 2 === 0,
  (i, j) => (((i + j) % 2) + ((i * j) % 3)) % 2 === 0,
];

/** Finders with their separators and formats, timing, and the one alignment pattern. */
function isFunction(row: number, column: number): boolean {
  const isFinder = (row < 9 && (column < 9 || column >= SIZE - 8)) || (row >= SIZE - 8 && column < 9);
  const isAlignment = Math.abs(row - 22) <= 2 && Math.abs(column - 22) <= 2;
  return isFinder || isAlignment || row === 6 || column === 6;
}

/** Two columns at a time from the right, up and down in turns. */
function codewords(module: Picture, mask: number): number[] {
  const bits: boolean[] = [];
  const pairs = [...Array(SIZE).keys()].filter((column) => column !== 6).reverse();
  for (let pair = 0; pair < pairs.length; pair += 2) {
    for (let step = 0; step < SIZE; step += 1) {
      const row = pair % 4 === 0 ? SIZE - 1 - step : step;
      for (const column of pairs.slice(pair, pair + 2)) {
        if (!isFunction(row, column)) bits.push(module(row, column) !== MASKS[mask]?.(row, column));
      }
    }
  }
  const count = BLOCKS * (DATA_PER_BLOCK + CHECKS_PER_BLOCK);
  return Array.from({ length: count }, (_, i) =>
    bits.slice(8 * i, 8 * i + 8).reduce((byte, bit) => (byte << 1) | Number(bit), 0),
  );
}

/** Reed-Solomon over GF(256) with 0x11d: every syndrome of an undamaged block is zero. */
function checkBlock(block: readonly number[]): void {
  let root = 1;
  for (let syndrome = 0; syndrome < CHECKS_PER_BLOCK; syndrome += 1) {
    const at = root;
    if (block.reduce((sum, word) => times(sum, at) ^ word, 0) !== 0)
      throw new Error('a block does not check');
    root = times(root, 2);
  }
}

function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ (product & 0x80 ? 0x11d : 0);
    if ((b >> bit) & 1) product ^= a;
  }
  return product;
}

function textOf(words: readonly number[]): string {
  const bits = words.map((word) => word.toString(2).padStart(8, '0')).join('');
  let at = 0;
  const take = (count: number) => {
    at += count;
    return Number.parseInt(bits.slice(at - count, at), 2);
  };
  if (take(4) !== 0b0010) throw new Error('not the alphanumeric mode');
  let text = '';
  for (let left = take(9); left > 0; left -= 2) {
    const value = take(left === 1 ? 6 : 11);
    if (left > 1) text += ALPHANUMERIC[Math.floor(value / 45)];
    text += ALPHANUMERIC[value % 45];
  }
  return text;
}

/** Eight bits with or without colour and alpha. @returns how bright the first channel is. */
function readPng(png: Buffer): { readonly width: number; pixel(row: number, column: number): number } {
  const chunks: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') {
      chunks.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
    }
  }
  const width = png.readUInt32BE(16);
  const channels = { 0: 1, 2: 3, 4: 2, 6: 4 }[png.readUInt8(25)] ?? 0;
  if (png.readUInt8(24) !== 8 || channels === 0) throw new Error('another kind of PNG');
  const raw = inflateSync(Buffer.concat(chunks));
  const line = width * channels;
  const rows: Buffer[] = [];
  for (let row = 0; row * (line + 1) < raw.length; row += 1) {
    const [filter = 0, ...bytes] = raw.subarray(row * (line + 1), (row + 1) * (line + 1));
    rows.push(unfiltered(filter, Buffer.from(bytes), rows.at(-1) ?? Buffer.alloc(line), channels));
  }
  return { width, pixel: (row, column) => rows[row]?.[column * channels] ?? 255 };
}

function unfiltered(filter: number, bytes: Buffer, above: Buffer, channels: number): Buffer {
  for (let i = 0; i < bytes.length; i += 1) {
    const left = i < channels ? 0 : (bytes[i - channels] ?? 0);
    const up = above[i] ?? 0;
    const corner = i < channels ? 0 : (above[i - channels] ?? 0);
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
    bytes[i] = ((bytes[i] ?? 0) + guess) & 0xff;
  }
  return bytes;
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const [a, b, c] = [left, up, corner].map((each) => Math.abs(estimate - each)) as [number, number, number];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
