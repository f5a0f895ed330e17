import { markedText } from '#crypto/primitives';
import { MAX_ENTRY_BYTES, MAX_NOTE_BYTES, parseTilePath, TILE_WIDTH, type TileAddress } from '#crypto/tlog';

/** Some have it at hand, others have to fetch it. */
export type Eventually<T> = T | Promise<T>;

/** A log as files under their C2SP paths, as `tongban log export` writes them. Anybody may have made it. */
export interface LogFiles {
  /** Every file, once; slashes between the steps of its path. */
  readonly list: Iterable<ListedFile>;
  /** @returns the bytes of a file that is listed. */
  read(path: string): Eventually<Uint8Array>;
}

export interface ListedFile {
  readonly path: string;
  readonly size: number;
}

/** A log that cannot be read at all. */
export class LogFilesError extends Error {}

export type PieceKind = 'tile' | 'entries';

/** One tree of a log, wherever its files are. What was taken is out of it, so that what is left is the rest. */
export interface LogSource {
  /** What its paths begin with. */
  readonly prefix: string;
  /** The log that stands in a folder of this one. */
  under(prefix: string): LogSource;
  /** Files that are no tiles, with their whole paths; they are looked at now. */
  takeOthers(isWanted: (path: string) => boolean): Eventually<readonly ListedFile[]>;
  /** @returns undefined for a file that is larger. */
  readOther(file: ListedFile, maxBytes: number): Eventually<Uint8Array | 'MISSING' | undefined>;
  /** @returns undefined when there is none. */
  checkpoint(): Eventually<string | undefined>;
  /** Those of a place that there are, or are said to be; the widest last. */
  pieces(kind: PieceKind, tile: TileAddress): readonly Piece[];
  /** The same, and they are looked at now. */
  take(kind: PieceKind, tile: TileAddress): readonly Piece[];
  /** @returns undefined for a file that is larger than any of its kind. */
  read(kind: PieceKind, piece: Piece): Eventually<Uint8Array | 'MISSING' | undefined>;
  /** A file of this path that was taken already. */
  readAgain(path: string): Eventually<Uint8Array>;
  /** @returns undefined where nobody can tell what else there is. */
  rest(): { readonly pieces: readonly string[]; readonly others: readonly string[] } | undefined;
}

/** What there is of one tile or entry bundle: the full one, or parts of it left by exports of before. */
export interface Piece {
  readonly width: number;
  readonly path: string;
  /** Undefined where it is known only when it is read. */
  readonly size?: number | undefined;
}

export const CHECKPOINT_FILE = 'checkpoint';

export const MAX_PIECE_BYTES: Readonly<Record<PieceKind, number>> = {
  tile: TILE_WIDTH * 32,
  entries: TILE_WIDTH * (2 + MAX_ENTRY_BYTES),
};

/** The tiles and bundles of a folder by their places. */
export class LogFolder implements LogSource {
  readonly prefix: string;
  readonly #files: LogFiles;
  readonly #pieces = new Map<string, Piece[]>();
  readonly #others = new Map<string, ListedFile>();

  constructor(files: LogFiles, prefix = '') {
    this.#files = files;
    this.prefix = prefix;
    for (const { path, size } of files.list) {
      const parsed = parseTilePath(path.slice(prefix.length));
      if (parsed === undefined) this.#others.set(path, { path, size });
      else this.#piecesAt(parsed.kind, parsed.tile).push({ width: parsed.tile.width, path, size });
    }
  }

  under(prefix: string): LogFolder {
    const list = this.takeOthers((path) => path.startsWith(prefix));
    return new LogFolder({ list, read: (path) => this.#files.read(path) }, prefix);
  }

  takeOthers(isWanted: (path: string) => boolean): readonly ListedFile[] {
    const taken = [...this.#others.values()].filter(({ path }) => isWanted(path));
    for (const { path } of taken) this.#others.delete(path);
    return taken;
  }

  readOther({ path, size }: ListedFile, maxBytes: number): Eventually<Uint8Array | undefined> {
    return size > maxBytes ? undefined : this.#files.read(path);
  }

  async checkpoint(): Promise<string | undefined> {
    const path = this.prefix + CHECKPOINT_FILE;
    const file = this.#others.get(path);
    if (file === undefined) return undefined;
    this.#others.delete(path);
    return file.size > MAX_NOTE_BYTES ? '' : markedText(await this.#files.read(path)); // no note is larger
  }

  pieces(kind: PieceKind, tile: Omit<TileAddress, 'width'>): readonly Piece[] {
    const pieces = this.#pieces.get(placeOf(kind, tile)) ?? [];
    return pieces.sort((a, b) => a.width - b.width);
  }

  take(kind: PieceKind, tile: Omit<TileAddress, 'width'>): readonly Piece[] {
    const pieces = this.pieces(kind, tile);
    this.#pieces.delete(placeOf(kind, tile));
    return pieces;
  }

  read(kind: PieceKind, { path, size = 0 }: Piece): Eventually<Uint8Array | undefined> {
    return size > MAX_PIECE_BYTES[kind] ? undefined : this.#files.read(path);
  }

  readAgain(path: string): Eventually<Uint8Array> {
    return this.#files.read(this.prefix + path);
  }

  /** Tiles and bundles that nobody has taken, and files that are neither. */
  rest(): { readonly pieces: readonly string[]; readonly others: readonly string[] } {
    const pieces = [...this.#pieces.values()].flatMap((each) => each.map(({ path }) => path));
    return { pieces: pieces.sort(), others: [...this.#others.keys()].sort() };
  }

  #piecesAt(kind: PieceKind, tile: TileAddress): Piece[] {
    const place = placeOf(kind, tile);
    const pieces = this.#pieces.get(place) ?? [];
    this.#pieces.set(place, pieces);
    return pieces;
  }
}

function placeOf(kind: PieceKind, { level, index }: Omit<TileAddress, 'width'>): string {
  return `${kind} ${level} ${index}`;
}
