import {
  bundlePath,
  encodeBundle,
  HASH_BYTES,
  MAX_NOTE_BYTES,
  parseBundle,
  TILE_WIDTH,
  type TileAddress,
  tilePath,
} from '#crypto/tlog';
import {
  CHECKPOINT_FILE,
  type ListedFile,
  type LogSource,
  MAX_PIECE_BYTES,
  type Piece,
  type PieceKind,
} from '#crypto/verify/log';
import { FalseLogError } from '#hub/log';
import type { ServedFiles } from './served-files.js';

type Served = Uint8Array | 'MISSING' | undefined;

/** Tiles on their way, or not looked at yet: those beside the entry bundles that the verifier examines ahead. */
const MAX_AHEAD = 64;

/**
 * One tree of a log that somebody serves, as the verifier reads it: each file when its turn comes, and none is kept. What files
 * there are follows from the size that was signed; nothing that the server says of itself is believed.
 */
export class ServedTree implements LogSource {
  readonly prefix: string;
  readonly #files: ServedFiles;
  readonly #note: Uint8Array | undefined;
  readonly #ahead = new Map<string, Promise<Served>>();

  /** @param note its checkpoint, which was read already. */
  constructor(files: ServedFiles, prefix: string, note: Uint8Array | undefined) {
    this.#files = files;
    this.prefix = prefix;
    this.#note = note;
  }

  /** @returns undefined where the server has none. */
  static readNote(files: ServedFiles, prefix: string): Promise<Uint8Array | undefined> {
    return files.readIfThere(prefix + CHECKPOINT_FILE, MAX_NOTE_BYTES);
  }

  under(prefix: string): LogSource {
    return new ServedTree(this.#files, this.prefix + prefix, undefined);
  }

  checkpoint(): string | undefined {
    return this.#note && Buffer.from(this.#note).toString();
  }

  async takeOthers(_isWanted: (path: string) => boolean): Promise<readonly ListedFile[]> {
    return [];
  }

  readOther({ path }: ListedFile, maxBytes: number): Promise<Served> {
    return this.#get(path, maxBytes);
  }

  pieces(kind: PieceKind, { level, index, width }: TileAddress): readonly Piece[] {
    return [{ width, path: this.prefix + pathOf(kind, { level, index, width }) }];
  }

  take(kind: PieceKind, tile: TileAddress): readonly Piece[] {
    return this.pieces(kind, tile);
  }

  read(kind: PieceKind, { path, width }: Piece): Promise<Served> {
    const ahead = this.#ahead.get(path);
    this.#ahead.delete(path);
    return ahead ?? this.#piece(kind, path, width);
  }

  /** Begins to read a tile of the lowest level, which will be asked for. */
  expect({ index, width }: TileAddress): void {
    const path = this.prefix + tilePath({ level: 0, index, width });
    const read = this.#piece('tile', path, width);
    read.catch(() => {}); // told to whoever asks for it
    this.#ahead.set(path, read);
    const [oldest] = this.#ahead.keys();
    if (this.#ahead.size > MAX_AHEAD && oldest !== undefined) this.#ahead.delete(oldest);
  }

  readAgain(path: string): Promise<Uint8Array> {
    return this.#files.read(this.prefix + path, MAX_PIECE_BYTES.entries);
  }

  /** What else it has, a server does not say. */
  rest(): undefined {
    return undefined;
  }

  /** Of an unfinished tile that has been filled meanwhile a server need keep the whole one only (C2SP tlog-tiles). */
  async #piece(kind: PieceKind, path: string, width: number): Promise<Served> {
    const found = await this.#get(path, MAX_PIECE_BYTES[kind]);
    if (found !== 'MISSING' || width === TILE_WIDTH) return found;
    const whole = await this.#get(path.replace(/\.p\/\d+$/, ''), MAX_PIECE_BYTES[kind]);
    return typeof whole === 'object' ? beginning(kind, whole, width) : whole;
  }

  async #get(path: string, maxBytes: number): Promise<Served> {
    try {
      return (await this.#files.readIfThere(path, maxBytes)) ?? 'MISSING';
    } catch (error) {
      if (error instanceof FalseLogError) return undefined;
      throw error;
    }
  }
}

function pathOf(kind: PieceKind, tile: TileAddress): string {
  return kind === 'tile' ? tilePath(tile) : bundlePath(tile.index, tile.width);
}

/** What cannot be read as it should is handed on as it is. */
function beginning(kind: PieceKind, whole: Uint8Array, width: number): Uint8Array {
  if (kind === 'tile') return whole.subarray(0, width * HASH_BYTES);
  const entries = parseBundle(whole);
  return entries === undefined ? whole : encodeBundle(entries.slice(0, width));
}
