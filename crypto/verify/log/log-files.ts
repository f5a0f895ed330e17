import { MAX_ENTRY_BYTES, parseTilePath, TILE_WIDTH, type TileAddress } from '#crypto/tlog';

/** A log as files under their C2SP paths, as `tongban log export` writes them. Anybody may have made it. */
export interface LogFiles {
  /** Every file, once; slashes between the steps of its path. */
  readonly list: Iterable<ListedFile>;
  /** @returns the bytes of a file that is listed. */
  read(path: string): Uint8Array;
}

export interface ListedFile {
  readonly path: string;
  readonly size: number;
}

/** A log that cannot be read at all. */
export class LogFilesError extends Error {}

export type PieceKind = 'tile' | 'entries';

/** What there is of one tile or entry bundle: the full one, or parts of it left by exports of before. */
export interface Piece {
  readonly width: number;
  readonly path: string;
  readonly size: number;
}

export const CHECKPOINT_FILE = 'checkpoint';

const MAX_BYTES: Readonly<Record<PieceKind, number>> = {
  tile: TILE_WIDTH * 32,
  entries: TILE_WIDTH * (2 + MAX_ENTRY_BYTES),
};

/** The tiles and bundles of a folder by their places. What was looked at is taken out, so that what is left is the rest. */
export class LogFolder {
  /** What its paths begin with among the files. */
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

  /** The log that stands in a folder of this one. */
  under(prefix: string): LogFolder {
    const list = this.takeOthers((path) => path.startsWith(prefix));
    return new LogFolder({ list, read: (path) => this.#files.read(path) }, prefix);
  }

  /** Files that are no tiles, with their whole paths; they are looked at now. */
  takeOthers(isWanted: (path: string) => boolean): readonly ListedFile[] {
    const taken = [...this.#others.values()].filter(({ path }) => isWanted(path));
    for (const { path } of taken) this.#others.delete(path);
    return taken;
  }

  /** @returns undefined for a file that is larger, unread. */
  readOther({ path, size }: ListedFile, maxBytes: number): Uint8Array | undefined {
    return size > maxBytes ? undefined : this.#files.read(path);
  }

  /** @returns undefined when there is none. */
  checkpoint(): string | undefined {
    const path = this.prefix + CHECKPOINT_FILE;
    if (!this.#others.delete(path)) return undefined;
    return Buffer.from(this.#files.read(path)).toString();
  }

  /** The widest last. */
  pieces(kind: PieceKind, tile: Omit<TileAddress, 'width'>): readonly Piece[] {
    const pieces = this.#pieces.get(placeOf(kind, tile)) ?? [];
    return pieces.sort((a, b) => a.width - b.width);
  }

  /** The same, and they are looked at now. */
  take(kind: PieceKind, tile: Omit<TileAddress, 'width'>): readonly Piece[] {
    const pieces = this.pieces(kind, tile);
    this.#pieces.delete(placeOf(kind, tile));
    return pieces;
  }

  /** @returns undefined for a file that is larger than any of its kind, unread. */
  read(kind: PieceKind, { path, size }: Piece): Uint8Array | undefined {
    return size > MAX_BYTES[kind] ? undefined : this.#files.read(path);
  }

  /** A file of this path that was taken already. */
  readAgain(path: string): Uint8Array {
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
