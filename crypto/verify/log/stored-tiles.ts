import { equalBytes } from '#crypto/primitives';
import { HASH_BYTES, parseTile, type TileAddress, tilePath } from '#crypto/tlog';
import type { Question } from '../questions.js';
import { Faults } from './faults.js';
import { type LogSource, MAX_PIECE_BYTES, type Piece } from './log-files.js';

/** A tile as it was found. */
export interface StoredTile {
  readonly path: string;
  /** One after the other. */
  readonly hashes: Uint8Array;
}

/** The tiles of a folder, held against what was computed; each is read once, and nothing is computed from them here. */
export class StoredTiles {
  readonly faults: Faults;
  readonly #folder: LogSource;

  constructor(folder: LogSource, question: Question) {
    this.#folder = folder;
    this.faults = new Faults(question);
  }

  /** A tile and what was exported of it before and after. @returns its first hashes; undefined when it cannot be read. */
  async take(tile: TileAddress): Promise<StoredTile | undefined> {
    const pieces = this.#folder.take('tile', tile);
    const whole = pieces.find(({ width }) => width >= tile.width);
    if (whole === undefined) {
      this.faults.missing(this.#folder.prefix + tilePath(tile));
      return undefined;
    }
    const length = tile.width * HASH_BYTES;
    const hashes = (await this.#read(whole))?.subarray(0, length);
    if (hashes === undefined) return undefined;
    for (const part of pieces) {
      const others = part === whole ? undefined : (await this.#read(part))?.subarray(0, length);
      if (others !== undefined) this.#hold({ path: part.path, hashes: others }, hashes);
    }
    return { path: whole.path, hashes };
  }

  /** Every hash of the tile must be the one computed. */
  async check(tile: Omit<TileAddress, 'width'>, computed: Uint8Array): Promise<void> {
    const stored = await this.take({ ...tile, width: computed.length / HASH_BYTES });
    if (stored !== undefined) this.#hold(stored, computed);
  }

  /** A hash of a tile that has not been taken yet. */
  async peek(tile: TileAddress, at: number): Promise<Uint8Array | undefined> {
    const piece = this.#folder.pieces('tile', tile).find(({ width }) => width >= tile.width);
    const bytes = piece && (await this.#folder.read('tile', piece));
    if (bytes === 'MISSING') return undefined;
    return bytes?.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES);
  }

  wrong(path: string, at: number): void {
    this.faults.wrong(path, `第 ${at} 个哈希与条目不符`, `hash ${at} does not follow from the entries`);
  }

  #hold({ path, hashes }: StoredTile, computed: Uint8Array): void {
    const at = differenceIn(hashes, computed);
    if (at !== undefined) this.wrong(path, at);
  }

  async #read(piece: Piece): Promise<Uint8Array | undefined> {
    const bytes = await this.#folder.read('tile', piece);
    if (bytes === 'MISSING') {
      this.faults.missing(piece.path);
      return undefined;
    }
    if (bytes !== undefined && parseTile(bytes)?.length === piece.width) return bytes;
    const due = piece.width * HASH_BYTES;
    const size = bytes?.length ?? piece.size ?? `> ${MAX_PIECE_BYTES.tile}`;
    this.faults.wrong(piece.path, `应为 ${due} 字节，实为 ${size}`, `has ${size} bytes, not ${due}`);
    return undefined;
  }
}

/** @returns the first hash that differs, in as many as both have. */
export function differenceIn(one: Uint8Array, other: Uint8Array): number | undefined {
  const end = Math.min(one.length, other.length);
  if (equalBytes(one.subarray(0, end), other.subarray(0, end))) return undefined;
  for (let at = 0; ; at += HASH_BYTES) {
    if (!equalBytes(one.subarray(at, at + HASH_BYTES), other.subarray(at, at + HASH_BYTES)))
      return at / HASH_BYTES;
  }
}
