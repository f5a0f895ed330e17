import { concat } from '#crypto/primitives';
import type { Hash } from './hasher.js';
import { HASH_BYTES } from './hasher.js';

/** Tiles of C2SP tlog-tiles: 256 hashes high and wide. */
export const TILE_WIDTH = 256;
export const TILE_HEIGHT = 8;

/** Largest entry a bundle can carry: its length stands in 16 bits. */
export const MAX_ENTRY_BYTES = 65_535;

/** A full tile when `width` is 256, else a prefix of it. */
export interface TileAddress {
  readonly level: number;
  readonly index: number;
  readonly width: number;
}

/** How many hashes the tile level has in a tree of this size. */
export function hashesAtTileLevel(size: number, level: number): number {
  return Math.floor(size / TILE_WIDTH ** level);
}

/** How wide tile `index` of `level` is in a tree of this size; 0 when it does not exist. */
export function tileWidth(size: number, level: number, index: number): number {
  const width = hashesAtTileLevel(size, level) - index * TILE_WIDTH;
  return Math.max(0, Math.min(TILE_WIDTH, width));
}

/**
 * The tiles of a tree of this size, level by level.
 * @param since leaves out those that were full already in a tree of this earlier size.
 */
export function* tilesOf(size: number, since = 0): Generator<TileAddress> {
  for (let level = 0; hashesAtTileLevel(size, level) > 0; level++) {
    const first = Math.floor(hashesAtTileLevel(since, level) / TILE_WIDTH);
    const end = Math.ceil(hashesAtTileLevel(size, level) / TILE_WIDTH);
    for (let index = first; index < end; index++) {
      yield { level, index, width: tileWidth(size, level, index) };
    }
  }
}

/** `tile/<L>/<N>[.p/<W>]`. */
export function tilePath(tile: TileAddress): string {
  return `tile/${tile.level}/${indexPath(tile.index)}${partial(tile.width)}`;
}

/** `tile/entries/<N>[.p/<W>]`. */
export function bundlePath(index: number, width: number): string {
  return `tile/entries/${indexPath(index)}${partial(width)}`;
}

const PATH = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** What a path under the log's prefix names. Only the one canonical spelling of each path is understood. */
export function parseTilePath(path: string): { kind: 'tile' | 'entries'; tile: TileAddress } | undefined {
  const match = PATH.exec(path);
  if (match === null) return undefined;
  const [, kind = '', digits = '', widthText] = match;
  const index = Number(digits.replaceAll(/[x/]/g, ''));
  const width = widthText === undefined ? TILE_WIDTH : Number(widthText);
  const level = kind === 'entries' ? 0 : Number(kind);
  const tile = { level, index, width };
  const canonical = kind === 'entries' ? bundlePath(index, width) : tilePath(tile);
  const inRange = level <= 63 && width <= TILE_WIDTH && Number.isSafeInteger(index);
  return inRange && canonical === path ? { kind: kind === 'entries' ? 'entries' : 'tile', tile } : undefined;
}

/** @throws RangeError for an entry that a bundle cannot carry. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const entry of entries) {
    if (entry.length > MAX_ENTRY_BYTES)
      throw new RangeError(`an entry of ${entry.length} bytes is too large`);
    parts.push(Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry);
  }
  return concat(...parts);
}

/** @returns undefined when the bytes are not whole entries to the last byte. */
export function parseBundle(bytes: Uint8Array): Uint8Array[] | undefined {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const high = bytes[at];
    const low = bytes[at + 1];
    if (high === undefined || low === undefined) return undefined;
    const end = at + 2 + high * 256 + low;
    if (end > bytes.length) return undefined;
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return entries;
}

/** @returns undefined unless the bytes are 1 to 256 whole hashes. */
export function parseTile(bytes: Uint8Array): Hash[] | undefined {
  const count = bytes.length / HASH_BYTES;
  if (!Number.isInteger(count) || count < 1 || count > TILE_WIDTH) return undefined;
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES));
}

/** N in groups of three digits, all but the last prefixed by x: 1234067 is x001/x234/067. */
function indexPath(index: number): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const groups = padded.match(/\d{3}/g) ?? [];
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
}

function partial(width: number): string {
  return width === TILE_WIDTH ? '' : `.p/${width}`;
}
