import {
  bundlePath,
  type Checkpoint,
  HASH_BYTES,
  type Hash,
  rfc6962,
  sm3Tree,
  TILE_WIDTH,
  tileWidth,
} from '#crypto/tlog';
import { PairCheck, type PairFault } from '../pair-numbers.js';
import { type CrossRootFindings, CrossRoots } from './cross-roots.js';
import {
  type BundleExaminer,
  type ExaminedBundle,
  type HashedBundle,
  type OwnEntry,
  unpackPairs,
} from './examine-bundle.js';
import type { Faults } from './faults.js';
import { GrownTree, type SignedTree } from './grown-tree.js';
import { SignerCheck } from './signers.js';
import { StoredEntries } from './stored-entries.js';
import { differenceIn, type StoredTile } from './stored-tiles.js';

/**
 * Walks through a log from its first entry to its last and computes every hash anew from the entries: tiles are held against
 * what was computed, never used for it, but where the entries themselves cannot be read. No hash is believed because its tile
 * was looked at before; what counts in the end is whether the root is the one that was signed (proved by
 * test/unit/crypto/verify/log.test.ts and test/fuzz/tampering.long.test.ts, which turns every byte over). The SM3 tree is
 * computed beside it, whether its tiles are there or not: leaves bind the roots of both to each other.
 *
 * In memory are a few bundles, the names of the files, and for each bundle the hash over it in both trees.
 */

export interface FsckTask {
  /** With the entries. */
  readonly sha256: SignedTree;
  /** Where its tiles are to be looked at. */
  readonly sm3: SignedTree | undefined;
  readonly examine: BundleExaminer;
  /** What the log came to from which this one goes on, when the whole of that one was checked before. */
  readonly before?: (previous: Pick<Checkpoint, 'origin' | 'size'>) => CameTo | undefined;
  /** Told of entries that were read. */
  readonly onEntries: (count: number) => void;
}

/** What the next log goes on from; undefined when not all entries could be read. */
export interface CameTo {
  /** The last number of each pair of platforms. */
  readonly pairs: ReadonlyMap<string, number> | undefined;
  /** Of the platforms' keys. */
  readonly signers: SignerCheck | undefined;
}

export interface FsckFindings {
  readonly entries: Faults;
  readonly sha256: CheckedTree;
  readonly sm3: CheckedTree;
  readonly kinds: Kinds;
  /** Undefined when not all leaves could be read. */
  readonly crossRoots: CrossRootFindings | undefined;
  /** What is wrong with the numbers of acts between platforms; undefined when not all acts could be read. */
  readonly pairs: PairFindings | undefined;
  /** What the log says of itself, in its order. */
  readonly own: readonly OwnEntry[];
  /** Of the platforms' keys; undefined when not all entries could be read. */
  readonly signers: SignerCheck | undefined;
}

export interface PairFindings {
  readonly count: number;
  readonly first: readonly PairFault[];
  /** The last number of each pair. */
  readonly last: ReadonlyMap<string, number>;
}

export interface CheckedTree {
  /** Undefined when they were not to be looked at. */
  readonly tiles: Faults | undefined;
  /** Of the sizes that were asked for and of the whole, as far as the entries could be followed. */
  readonly roots: ReadonlyMap<number, Hash>;
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
  const bundles = Math.ceil(task.sha256.size / TILE_WIDTH);
  const ahead: Promise<ExaminedBundle | undefined>[] = [];
  let next = 0;
  for (let index = 0; index < bundles; index++) {
    while (next < bundles && ahead.length < AHEAD) ahead.push(begun(walk.examine(next++)));
    if (!(await walk.take(index, await ahead.shift()))) break;
  }
  await Promise.all(ahead); // nothing is left under way
  return walk.finish();
}

/** It may fail before anybody waits for it. */
function begun<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {});
  return work;
}

const FIRST = 3;

/** An honest log has a few, whatever it lives through. */
export const MAX_OWN = 1_000;

class Walk {
  readonly #task: FsckTask;
  readonly #entries: StoredEntries;
  readonly #sha256: GrownTree;
  readonly #sm3: GrownTree;
  readonly #crossRoots: CrossRoots;
  readonly #first: number[] = [];
  readonly #own: OwnEntry[] = [];
  #signers = new SignerCheck();
  #pairs = new PairCheck();
  readonly #firstPairs: PairFault[] = [];
  #pairFaults = 0;
  #hasSkipped = false;
  #known = 0;
  #unknown = 0;

  constructor(task: FsckTask) {
    this.#task = task;
    this.#entries = new StoredEntries(task.sha256.folder, task.examine);
    this.#sha256 = new GrownTree(rfc6962, task.sha256, 'TILES');
    this.#sm3 = new GrownTree(sm3Tree, task.sm3, 'SM3_TREE');
    this.#crossRoots = new CrossRoots({ sha256: this.#sha256, sm3: this.#sm3 }, this.#entries);
  }

  examine(index: number): Promise<ExaminedBundle | undefined> {
    return this.#entries.take(index, this.#widthOf(index));
  }

  /** @returns false where the tree cannot be followed any further. */
  async take(index: number, examined: ExaminedBundle | undefined): Promise<boolean> {
    const width = this.#widthOf(index);
    const computed = examined && cut(examined.sha256, width);
    const leaves = await this.#choose(index, computed, await this.#sha256.stored(index));
    if (leaves === undefined) {
      this.#hasSkipped = true;
      return false;
    }
    const own = leaves === computed ? examined : undefined;
    await this.#sha256.grow(leaves);
    await this.#growSm3(index, width, own && cut(own.sm3, width));
    if (own === undefined) this.#hasSkipped = true;
    else await this.#noteLeaves(index, width, own);
    this.#task.onEntries(width);
    return true;
  }

  async finish(): Promise<FsckFindings> {
    await this.#sha256.finish();
    await this.#sm3.finish();
    return {
      entries: this.#entries.faults,
      sha256: { tiles: this.#sha256.tiles?.faults, roots: this.#sha256.roots },
      sm3: { tiles: this.#sm3.tiles?.faults, roots: this.#sm3.roots },
      kinds: { known: this.#known, unknown: this.#unknown, first: this.#first },
      crossRoots: this.#hasSkipped ? undefined : this.#crossRoots,
      pairs: this.#hasSkipped
        ? undefined
        : { count: this.#pairFaults, first: this.#firstPairs, last: this.#pairs.last },
      own: this.#own,
      signers: this.#hasSkipped ? undefined : this.#signers,
    };
  }

  #widthOf(index: number): number {
    return tileWidth(this.#task.sha256.size, 0, index);
  }

  /** Entries and tile must agree. Where they do not, or the entries cannot be read, it is found out which of them was signed. */
  async #choose(
    index: number,
    computed: HashedBundle | undefined,
    stored: StoredTile | undefined,
  ): Promise<HashedBundle | undefined> {
    const given = stored && { hashes: stored.hashes, summit: undefined };
    if (computed === undefined || stored === undefined || given === undefined) return computed ?? given;
    const at = differenceIn(computed.hashes, stored.hashes);
    if (at === undefined) return computed;
    if (!(await this.#sha256.leadsOn(stored.hashes)) || (await this.#sha256.leadsOn(computed.hashes))) {
      this.#sha256.tiles?.wrong(stored.path, at);
      return computed;
    }
    const path = bundlePath(index, this.#widthOf(index));
    const entry = index * TILE_WIDTH + at;
    this.#entries.faults.wrong(
      path,
      `第 ${entry} 条不是日志中的那一条`,
      `entry ${entry} is not the one in the log`,
    );
    return given;
  }

  /** The SHA-256 tree has told whether these are the entries; where they are not, only a whole tile leads on. */
  async #growSm3(index: number, width: number, computed: HashedBundle | undefined): Promise<void> {
    const stored = await this.#sm3.stored(index);
    if (this.#sm3.size !== index * TILE_WIDTH) return; // it broke off before
    const at = computed && stored && differenceIn(computed.hashes, stored.hashes);
    if (stored !== undefined && at !== undefined) this.#sm3.tiles?.wrong(stored.path, at);
    if (computed !== undefined) await this.#sm3.grow(computed);
    else if (stored?.hashes.length === width * HASH_BYTES)
      await this.#sm3.grow({ hashes: stored.hashes, summit: undefined });
  }

  async #noteLeaves(index: number, width: number, examined: ExaminedBundle): Promise<void> {
    const before = index * TILE_WIDTH;
    const unknown = examined.unknown.filter((at) => at < width);
    this.#known += width - unknown.length;
    this.#unknown += unknown.length;
    for (const at of unknown) if (this.#first.length < FIRST) this.#first.push(before + at);
    for (const { index: at, leaf } of examined.own) {
      if (at < width) this.#noteOwn({ index: before + at, leaf });
    }
    for (const { index: at, mention } of examined.keys) {
      if (at >= width) continue;
      if ('actor' in mention) this.#signers.takeSigning(before + at, mention);
      else this.#signers.takeEntry(before + at, mention);
    }
    for (const [at, number] of unpackPairs(examined.pairs)) {
      if (at < width) this.#notePair(this.#pairs.takeNumber(before + at, number));
    }
    for (const bound of examined.crossRoots) {
      if (bound.place < width) await this.#crossRoots.check(before + bound.place, bound);
    }
  }

  #noteOwn(entry: OwnEntry): void {
    if (this.#own.length < MAX_OWN) this.#own.push(entry);
    if (entry.index !== 0 || entry.leaf.type !== 'LogOpened') return;
    const before = this.#task.before?.(entry.leaf.previous);
    this.#pairs = new PairCheck(before?.pairs ?? 'UNKNOWN');
    this.#signers = new SignerCheck(before?.signers ?? 'UNKNOWN');
  }

  #notePair(faults: readonly PairFault[]): void {
    this.#pairFaults += faults.length;
    if (this.#firstPairs.length < FIRST) this.#firstPairs.push(...faults);
  }
}

/** The first so many leaves of a bundle. */
function cut({ hashes, summit }: HashedBundle, width: number): HashedBundle {
  return { hashes: hashes.subarray(0, width * HASH_BYTES), summit };
}
