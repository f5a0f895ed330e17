import { equalBytes } from '#crypto/primitives';
import {
  bundlePath,
  type FullTile,
  HASH_BYTES,
  type Hash,
  hashesAtTileLevel,
  parseBundle,
  parseTile,
  TILE_WIDTH,
  TreeEdge,
  tilePath,
  tileWidth,
} from '#crypto/tlog';
import type { BundleExaminer, ExaminedBundle } from './examine-bundle.js';
import { Faults } from './faults.js';
import type { LogFolder, Piece } from './log-files.js';

/**
 * Walks through a log from its first entry to its last and computes every hash anew from the entries: tiles are held against
 * what was computed, never used for it, but where the entries themselves cannot be read. No hash is believed because its tile
 * was looked at before; what counts in the end is whether the root is the one that was signed (proved by
 * test/unit/crypto/verify/log.test.ts, which turns every byte over).
 *
 * Memory does not grow with the log: one bundle, the right edge, and the names of the files.
 */

export interface FsckTask {
  readonly folder: LogFolder;
  /** Of the tree that was signed. */
  readonly size: number;
  readonly root: Hash;
  /** Smaller sizes whose roots are asked for. */
  readonly sizes: readonly number[];
  readonly examine: BundleExaminer;
  /** Told of entries that were read. */
  readonly onEntries: (count: number) => void;
}

export interface FsckFindings {
  readonly entries: Faults;
  readonly tiles: Faults;
  /** Of the sizes that were asked for and of the whole, as far as the entries could be followed. */
  readonly roots: ReadonlyMap<number, Hash>;
  readonly kinds: {
    readonly known: number;
    readonly unknown: readonly number[];
    readonly unknownCount: number;
  };
}

/** Bundles that are examined at a time, if somebody can do so. */
const AHEAD = 6;

export async function fsck(task: FsckTask): Promise<FsckFindings> {
  const walk = new Walk(task);
  const bundles = Math.ceil(task.size / TILE_WIDTH);
  const ahead: Promise<ReadBundle>[] = [];
  let next = 0;
  for (let index = 0; index < bundles; index++) {
    while (next < bundles && ahead.length < AHEAD) ahead.push(walk.read(next++));
    const read = await ahead.shift();
    if (read === undefined || !walk.take(index, read)) break;
  }
  await Promise.all(ahead); // nothing is left under way
  return walk.finish();
}

interface ReadBundle {
  readonly piece: Piece | undefined;
  readonly bytes: Uint8Array | undefined;
  readonly examined: ExaminedBundle | undefined;
}

interface StoredTile {
  readonly path: string;
  readonly hashes: readonly Hash[];
}

const MAX_UNKNOWN_TOLD = 3;

class Walk {
  readonly #task: FsckTask;
  readonly #entries = new Faults('ENTRIES');
  readonly #tiles = new Faults('TILES');
  readonly #roots = new Map<number, Hash>();
  readonly #asked: number[];
  readonly #unknown: number[] = [];
  #unknownCount = 0;
  #known = 0;
  #edge = TreeEdge.empty();

  constructor(task: FsckTask) {
    this.#task = task;
    this.#asked = [...new Set([...task.sizes, task.size])].filter((size) => size <= task.size);
    this.#asked.sort((a, b) => a - b);
    this.#noteRoots();
  }

  async read(index: number): Promise<ReadBundle> {
    const width = tileWidth(this.#task.size, 0, index);
    const pieces = this.#task.folder.take('entries', { level: 0, index });
    const piece = pieces.find((each) => each.width >= width);
    if (piece === undefined) {
      this.#entries.missing(bundlePath(index, width));
      return { piece, bytes: undefined, examined: undefined };
    }
    const bytes = this.#task.folder.read('entries', piece);
    const examined = bytes === undefined ? undefined : await this.#task.examine(bytes);
    if (bytes !== undefined && examined !== undefined) this.#checkParts(pieces, piece, bytes);
    return { piece, bytes, examined };
  }

  /** @returns false where the tree cannot be followed any further. */
  take(index: number, { piece, examined }: ReadBundle): boolean {
    const width = tileWidth(this.#task.size, 0, index);
    const stored = this.#readTile(0, index, width);
    const computed = this.#wholeBundle(piece, examined, width);
    const leaves = this.#leavesOf(index, computed, stored);
    if (leaves === undefined) return false;
    this.#noteKinds(index, width, computed === leaves ? examined : undefined);
    for (const leaf of leaves) this.#append(leaf);
    this.#edge = this.#edge.fork(); // forgets the tiles that are finished
    this.#task.onEntries(width);
    return true;
  }

  finish(): FsckFindings {
    if (this.#edge.size === this.#task.size) this.#checkEdge();
    return {
      entries: this.#entries,
      tiles: this.#tiles,
      roots: this.#roots,
      kinds: { known: this.#known, unknown: this.#unknown, unknownCount: this.#unknownCount },
    };
  }

  #wholeBundle(
    piece: Piece | undefined,
    examined: ExaminedBundle | undefined,
    width: number,
  ): readonly Hash[] | undefined {
    if (piece === undefined) return undefined;
    const count = (examined?.hashes.length ?? 0) / HASH_BYTES;
    if (examined === undefined) this.#entries.wrong(piece.path, '不是完整的条目', 'is not whole entries');
    else if (count !== piece.width)
      this.#entries.wrong(
        piece.path,
        `有 ${count} 条，应为 ${piece.width} 条`,
        `has ${count} entries, not ${piece.width}`,
      );
    else return hashesIn(examined.hashes).slice(0, width);
    return undefined;
  }

  /** Entries and tile must agree. Where they do not, or the entries cannot be read, it is found out which of them was signed. */
  #leavesOf(
    index: number,
    computed: readonly Hash[] | undefined,
    stored: StoredTile | undefined,
  ): readonly Hash[] | undefined {
    if (computed === undefined) return stored?.hashes;
    const at = stored === undefined ? -1 : differenceOf(computed, stored.hashes);
    if (stored === undefined || at < 0) return computed;
    if (this.#leadsOn(index, stored.hashes) && !this.#leadsOn(index, computed)) {
      const path = bundlePath(index, computed.length);
      const entry = index * TILE_WIDTH + at;
      this.#entries.wrong(
        path,
        `第 ${entry} 条不是日志中的那一条`,
        `entry ${entry} is not the one in the log`,
      );
      return stored.hashes;
    }
    this.#tiles.wrong(stored.path, ...otherHash(at));
    return computed;
  }

  /** Whether with these leaves the tree becomes the one that the next level says, or at its end the one that was signed. */
  #leadsOn(index: number, leaves: readonly Hash[]): boolean {
    const edge = this.#edge.fork();
    const full = leaves.flatMap((leaf) => edge.append(leaf));
    if (edge.size === this.#task.size) return equalBytes(edge.view().root(), this.#task.root);
    const above = { level: 1, index: Math.floor(index / TILE_WIDTH) };
    const width = tileWidth(this.#task.size, above.level, above.index);
    const piece = this.#task.folder.pieces('tile', above).find((each) => each.width >= width);
    const stored = piece && parseTile(this.#task.folder.read('tile', piece) ?? new Uint8Array(0));
    const summit = full[0]?.summit;
    const expected = stored?.[index % TILE_WIDTH];
    return summit !== undefined && expected !== undefined && equalBytes(summit, expected);
  }

  /** What was exported before and after agrees to the byte, as far as both go. */
  #checkParts(pieces: readonly Piece[], whole: Piece, bytes: Uint8Array): void {
    for (const part of pieces) {
      if (part === whole) continue;
      const beginning = this.#task.folder.read('entries', part);
      const isWhole = beginning !== undefined && parseBundle(beginning)?.length === part.width;
      if (!isWhole || !isBeginning(beginning, bytes))
        this.#entries.wrong(part.path, `与 ${whole.path} 不同`, `does not agree with ${whole.path}`);
    }
  }

  #append(leaf: Hash): void {
    for (const tile of this.#edge.append(leaf)) if (tile.level > 0) this.#checkTile(tile);
    if (this.#edge.size === this.#asked[0]) this.#noteRoots();
  }

  #noteRoots(): void {
    while (this.#asked[0] === this.#edge.size) {
      this.#roots.set(this.#edge.size, this.#edge.view().root());
      this.#asked.shift();
    }
  }

  #noteKinds(index: number, width: number, examined: ExaminedBundle | undefined): void {
    if (examined === undefined) return;
    const unknown = examined.unknown.filter((at) => at < width);
    this.#known += width - unknown.length;
    this.#unknownCount += unknown.length;
    for (const at of unknown)
      if (this.#unknown.length < MAX_UNKNOWN_TOLD) this.#unknown.push(index * TILE_WIDTH + at);
  }

  #checkTile({ level, index, hashes }: Pick<FullTile, 'level' | 'index' | 'hashes'>): void {
    const stored = this.#readTile(level, index, hashes.length);
    const at = stored === undefined ? -1 : differenceOf(hashes, stored.hashes);
    if (stored !== undefined && at >= 0) this.#tiles.wrong(stored.path, ...otherHash(at));
  }

  /** The unfinished tiles above the leaves: their hashes are those of the finished tiles below. */
  #checkEdge(): void {
    const { size } = this.#task;
    for (let level = 1; hashesAtTileLevel(size, level) > 0; level++) {
      const index = Math.floor(hashesAtTileLevel(size, level) / TILE_WIDTH);
      const hashes = this.#edge.unfinished(level);
      if (hashes.length > 0) this.#checkTile({ level, index, hashes });
    }
  }

  /** A tile and its narrower parts, each held against the widest. @returns its first hashes; undefined when it cannot be read. */
  #readTile(level: number, index: number, width: number): StoredTile | undefined {
    const pieces = this.#task.folder.take('tile', { level, index });
    const piece = pieces.find((each) => each.width >= width);
    if (piece === undefined) {
      this.#tiles.missing(tilePath({ level, index, width }));
      return undefined;
    }
    const hashes = this.#parseTile(piece);
    if (hashes === undefined) return undefined;
    for (const part of pieces) {
      const others = part === piece ? undefined : this.#parseTile(part);
      const at = others === undefined ? -1 : differenceOf(hashes.slice(0, width), others.slice(0, width));
      if (at >= 0)
        this.#tiles.wrong(
          part.path,
          `第 ${at} 个哈希与 ${piece.path} 不同`,
          `hash ${at} is another than in ${piece.path}`,
        );
    }
    return { path: piece.path, hashes: hashes.slice(0, width) };
  }

  #parseTile(piece: Piece): readonly Hash[] | undefined {
    const bytes = this.#task.folder.read('tile', piece);
    const hashes = bytes === undefined ? undefined : parseTile(bytes);
    if (hashes?.length === piece.width) return hashes;
    const size = `${piece.size} B`;
    this.#tiles.wrong(
      piece.path,
      `应为 ${piece.width * HASH_BYTES} B，实为 ${size}`,
      `is ${size}, not ${piece.width * HASH_BYTES}`,
    );
    return undefined;
  }
}

function otherHash(at: number): readonly [string, string] {
  return [`第 ${at} 个哈希与条目不符`, `hash ${at} does not follow from the entries`];
}

function hashesIn(bytes: Uint8Array): Hash[] {
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, i) =>
    bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES),
  );
}

/** @returns the first place where they differ, in as many as both have; -1 when there is none. */
function differenceOf(one: readonly Hash[], other: readonly Hash[]): number {
  return one.findIndex((hash, i) => {
    const against = other[i];
    return against !== undefined && Buffer.compare(hash, against) !== 0;
  });
}

function isBeginning(part: Uint8Array, whole: Uint8Array): boolean {
  const length = Math.min(part.length, whole.length);
  return Buffer.compare(part.subarray(0, length), whole.subarray(0, length)) === 0;
}
