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
  readonly #files: LogFiles;
  readonly #pieces = new Map<string, Piece[]>();
  readonly #others = new Set<string>();

  constructor(files: LogFiles) {
    this.#files = files;
    for (const { path, size } of files.list) {
      const parsed = parseTilePath(path);
      if (parsed === undefined) this.#others.add(path);
      else this.#piecesAt(parsed.kind, parsed.tile).push({ width: parsed.tile.width, path, size });
    }
  }

  /** @throws LogFilesError when there is none. */
  checkpoint(): string {
    if (!this.#others.delete(CHECKPOINT_FILE)) throw new LogFilesError('checkpoint is missing');
    return Buffer.from(this.#files.read(CHECKPOINT_FILE)).toString();
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

  /** Tiles and bundles that nobody has taken, and files that are neither. */
  rest(): { readonly pieces: readonly string[]; readonly others: readonly string[] } {
    const pieces = [...this.#pieces.values()].flatMap((each) => each.map(({ path }) => path));
    return { pieces: pieces.sort(), others: [...this.#others].sort() };
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
