import { equalBytes } from '#crypto/primitives';
import { bundlePath, HASH_BYTES, type Hash, rfc6962, TILE_WIDTH, tileWidth } from '#crypto/tlog';
import { PairCheck, type PairFault } from '../pair-numbers.js';
import { type BundleExaminer, type ExaminedBundle, type OwnEntry, unpackPairs } from './examine-bundle.js';
import type { Faults } from './faults.js';
import type { LogFolder } from './log-files.js';
import { Spine } from './spine.js';
import { StoredEntries } from './stored-entries.js';
import { differenceIn, type StoredTile, StoredTiles } from './stored-tiles.js';

/**
 * Walks through a log from its first entry to its last and computes every hash anew from the entries: tiles are held against
 * what was computed, never used for it, but where the entries themselves cannot be read. No hash is believed because its tile
 * was looked at before; what counts in the end is whether the root is the one that was signed (proved by
 * test/unit/crypto/verify/log.test.ts and test/fuzz/tampering.long.test.ts, which turns every byte over).
 *
 * Memory does not grow with the log: a few bundles, the right edge, and the names of the files.
 */

export interface FsckTask {
  readonly folder: LogFolder;
  /** Of the tree that was signed. */
  readonly size: number;
  readonly root: Hash;
  /** Smaller sizes whose roots are asked for. */
  readonly sizes: readonly number[];
  readonly examine: BundleExaminer;
  /** What a log came to from which this one goes on, by its origin, when that one was checked before. */
  readonly pairsOf?: (origin: string) => ReadonlyMap<string, number> | undefined;
  /** Told of entries that were read. */
  readonly onEntries: (count: number) => void;
}

export interface FsckFindings {
  readonly entries: Faults;
  readonly tiles: Faults;
  /** Of the sizes that were asked for and of the whole, as far as the entries could be followed. */
  readonly roots: ReadonlyMap<number, Hash>;
  readonly kinds: Kinds;
  /** What is wrong with the numbers of acts between platforms; undefined when not all acts could be read. */
  readonly pairs: PairFindings | undefined;
  /** What the log says of itself, in its order. */
  readonly own: readonly OwnEntry[];
}

export interface PairFindings {
  readonly count: number;
  readonly first: readonly PairFault[];
  /** The last number of each pair. */
  readonly last: ReadonlyMap<string, number>;
}

export interface Kinds {
  readonly known: number;
  readonly unknown: number;
  /** Positions of the first of unknown kind. */
  readonly first: readonly number[];
}

/** Bundles that are examined at a time, if there is somebody who can do so. */
const AHEAD = 8;

export async function fsck(task: FsckTask): Promise<FsckFindings> {
  const walk = new Walk(task);
  const bundles = Math.ceil(task.size / TILE_WIDTH);
  const ahead: Promise<ExaminedBundle | undefined>[] = [];
  let next = 0;
  for (let index = 0; index < bundles; index++) {
    while (next < bundles && ahead.length < AHEAD) ahead.push(walk.examine(next++));
    if (!walk.take(index, await ahead.shift())) break;
  }
  await Promise.all(ahead); // nothing is left under way
  return walk.finish();
}

const FIRST = 3;

/** An honest log has a few, whatever it lives through. */
export const MAX_OWN = 1_000;

class Walk {
  readonly #task: FsckTask;
  readonly #entries: StoredEntries;
  readonly #tiles: StoredTiles;
  readonly #spine = new Spine();
  readonly #roots = new Map<number, Hash>();
  /** Not reached yet, the nearest first. */
  readonly #asked: number[];
  readonly #first: number[] = [];
  readonly #own: OwnEntry[] = [];
  #pairs = new PairCheck();
  readonly #firstPairs: PairFault[] = [];
  #pairFaults = 0;
  #hasSkipped = false;
  #known = 0;
  #unknown = 0;

  constructor(task: FsckTask) {
    this.#task = task;
    this.#entries = new StoredEntries(task.folder, task.examine);
    this.#tiles = new StoredTiles(task.folder);
    const sizes = [...new Set([...task.sizes, task.size])].filter((size) => size <= task.size);
    this.#asked = sizes.sort((a, b) => a - b);
    this.#noteRoots(0, new Uint8Array(0));
  }

  examine(index: number): Promise<ExaminedBundle | undefined> {
    return this.#entries.take(index, this.#widthOf(index));
  }

  /** @returns false where the tree cannot be followed any further. */
  take(index: number, examined: ExaminedBundle | undefined): boolean {
    const width = this.#widthOf(index);
    const stored = this.#tiles.take({ level: 0, index, width });
    const computed = examined?.hashes.subarray(0, width * HASH_BYTES);
    const leaves = this.#choose(index, computed, stored);
    if (leaves === undefined) {
      this.#hasSkipped = true;
      return false;
    }
    if (examined !== undefined && leaves === computed) this.#noteKinds(index, width, examined);
    else this.#hasSkipped = true;
    this.#noteRoots(index * TILE_WIDTH, leaves);
    if (width === TILE_WIDTH) {
      const isOwn = leaves === computed && examined?.summit !== undefined;
      const grown = this.#spine.add(isOwn ? examined.summit : rfc6962.summit(leaves));
      for (const tile of grown) this.#tiles.check(tile, tile.hashes);
    }
    this.#task.onEntries(width);
    return true;
  }

  finish(): FsckFindings {
    if (this.#roots.has(this.#task.size))
      for (const tile of this.#spine.unfinished()) this.#tiles.check(tile, tile.hashes);
    return {
      entries: this.#entries.faults,
      tiles: this.#tiles.faults,
      roots: this.#roots,
      kinds: { known: this.#known, unknown: this.#unknown, first: this.#first },
      pairs: this.#hasSkipped
        ? undefined
        : { count: this.#pairFaults, first: this.#firstPairs, last: this.#pairs.last },
      own: this.#own,
    };
  }

  #widthOf(index: number): number {
    return tileWidth(this.#task.size, 0, index);
  }

  /** Entries and tile must agree. Where they do not, or the entries cannot be read, it is found out which of them was signed. */
  #choose(
    index: number,
    computed: Uint8Array | undefined,
    stored: StoredTile | undefined,
  ): Uint8Array | undefined {
    if (computed === undefined || stored === undefined) return computed ?? stored?.hashes;
    const at = differenceIn(computed, stored.hashes);
    if (at === undefined) return computed;
    if (!this.#leadsOn(index, stored.hashes) || this.#leadsOn(index, computed)) {
      this.#tiles.wrong(stored.path, at);
      return computed;
    }
    const path = bundlePath(index, this.#widthOf(index));
    const entry = index * TILE_WIDTH + at;
    this.#entries.faults.wrong(
      path,
      `第 ${entry} 条不是日志中的那一条`,
      `entry ${entry} is not the one in the log`,
    );
    return stored.hashes;
  }

  /** Whether these leaves lead to what the next level says, or in the last bundle to the root that was signed. */
  #leadsOn(index: number, leaves: Uint8Array): boolean {
    const { size, root } = this.#task;
    if (index * TILE_WIDTH + leaves.length / HASH_BYTES === size)
      return equalBytes(this.#spine.rootWith(leaves), root);
    const above = Math.floor(index / TILE_WIDTH);
    const address = { level: 1, index: above, width: tileWidth(size, 1, above) };
    const expected = this.#tiles.peek(address, index % TILE_WIDTH);
    return expected !== undefined && equalBytes(rfc6962.summit(leaves), expected);
  }

  /** @param leaves that come after the first `before`; those before the last whole tile are in the spine. */
  #noteRoots(before: number, leaves: Uint8Array): void {
    const end = before + leaves.length / HASH_BYTES;
    for (let size = this.#asked[0]; size !== undefined && size <= end; size = this.#asked[0]) {
      this.#roots.set(size, this.#spine.rootWith(leaves.subarray(0, (size - before) * HASH_BYTES)));
      this.#asked.shift();
    }
  }

  #noteKinds(index: number, width: number, examined: ExaminedBundle): void {
    const unknown = examined.unknown.filter((at) => at < width);
    this.#known += width - unknown.length;
    this.#unknown += unknown.length;
    for (const at of unknown) if (this.#first.length < FIRST) this.#first.push(index * TILE_WIDTH + at);
    for (const { index: at, leaf } of examined.own) {
      if (at < width) this.#noteOwn({ index: index * TILE_WIDTH + at, leaf });
    }
    for (const [at, number] of unpackPairs(examined.pairs)) {
      if (at < width) this.#notePair(this.#pairs.takeNumber(index * TILE_WIDTH + at, number));
    }
  }

  #noteOwn(entry: OwnEntry): void {
    if (this.#own.length < MAX_OWN) this.#own.push(entry);
    if (entry.index !== 0 || entry.leaf.type !== 'LogOpened') return;
    const before = this.#task.pairsOf?.(entry.leaf.previous.origin);
    this.#pairs = new PairCheck(before ?? 'UNKNOWN');
  }

  #notePair(faults: readonly PairFault[]): void {
    this.#pairFaults += faults.length;
    if (this.#firstPairs.length < FIRST) this.#firstPairs.push(...faults);
  }
}
