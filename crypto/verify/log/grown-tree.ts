import { equalBytes } from '#crypto/primitives';
import { HASH_BYTES, type Hash, TILE_WIDTH, type TreeHasher, tileWidth } from '#crypto/tlog';
import type { Question } from '../questions.js';
import type { HashedBundle } from './examine-bundle.js';
import type { LogSource } from './log-files.js';
import { type GrownTile, Spine } from './spine.js';
import { type StoredTile, StoredTiles } from './stored-tiles.js';

/** A tree that was signed, and the folder with its tiles. */
export interface SignedTree {
  readonly folder: LogSource;
  readonly size: number;
  readonly root: Hash;
  /** Smaller sizes whose roots are asked for. */
  readonly sizes: readonly number[];
}

/** Bundles whose leaf hashes are kept: what is asked of a tree that was a little smaller is answered from them. */
const RECENT = 64;

/** One of the trees over the entries, computed from them, with the tiles that are there held against it. */
export class GrownTree {
  /** Of the sizes that were asked for and of the whole, as far as the entries could be followed. */
  readonly roots = new Map<number, Hash>();
  readonly tiles: StoredTiles | undefined;
  readonly #hasher: TreeHasher;
  readonly #signed: SignedTree | undefined;
  readonly #spine: Spine;
  /** Not reached yet, the nearest first. */
  readonly #asked: number[];
  /** Leaf hashes, by bundle. */
  readonly #recent = new Map<number, Uint8Array>();
  #size = 0;

  /** @param signed undefined for a tree whose roots alone are wanted. */
  constructor(hasher: TreeHasher, signed: SignedTree | undefined, question: Question) {
    this.#hasher = hasher;
    this.#signed = signed;
    this.#spine = new Spine(hasher);
    this.tiles = signed && new StoredTiles(signed.folder, question);
    const sizes = signed === undefined ? [] : [...signed.sizes, signed.size];
    this.#asked = [...new Set(sizes)].filter((size) => size <= (signed?.size ?? 0)).sort((a, b) => a - b);
    this.#noteRoots(new Uint8Array(0));
  }

  /** Its leaves so far. */
  get size(): number {
    return this.#size;
  }

  /** The stored leaf hashes of a bundle, each tile once; undefined where there are none, or none that can be read. */
  async stored(index: number): Promise<StoredTile | undefined> {
    const width = tileWidth(this.#signed?.size ?? 0, 0, index);
    return width === 0 ? undefined : this.tiles?.take({ level: 0, index, width });
  }

  /** Appends a bundle. @param leaves full, but for the last. */
  async grow({ hashes, summit }: HashedBundle): Promise<void> {
    const index = Math.floor(this.#size / TILE_WIDTH);
    this.#noteRoots(hashes);
    this.#recent.set(index, hashes);
    this.#recent.delete(index - RECENT);
    this.#size += hashes.length / HASH_BYTES;
    if (hashes.length < TILE_WIDTH * HASH_BYTES) return;
    for (const tile of this.#spine.add(summit ?? this.#hasher.summit(hashes))) await this.#checkTile(tile);
  }

  async finish(): Promise<void> {
    if (this.#signed === undefined || !this.roots.has(this.#signed.size)) return;
    for (const tile of this.#spine.unfinished()) await this.#checkTile(tile);
  }

  /** Whether these leaves of the next bundle lead to what the next level says, or in the last bundle to the root that was signed. */
  async leadsOn(leaves: Uint8Array): Promise<boolean> {
    if (this.#signed === undefined) return false;
    const { size, root } = this.#signed;
    const index = Math.floor(this.#size / TILE_WIDTH);
    if (this.#size + leaves.length / HASH_BYTES === size) {
      return equalBytes(this.#spine.rootWith(leaves), root);
    }
    const above = Math.floor(index / TILE_WIDTH);
    const address = { level: 1, index: above, width: tileWidth(size, 1, above) };
    const expected = await this.tiles?.peek(address, index % TILE_WIDTH);
    return expected !== undefined && equalBytes(this.#hasher.summit(leaves), expected);
  }

  /** Leaf hashes of a bundle, while they are still kept. */
  recent(index: number): Uint8Array | undefined {
    return this.#recent.get(index);
  }

  /** Whether this is what was in a full bundle. */
  isBundle(index: number, { summit }: HashedBundle): boolean {
    const known = this.#spine.summitOf(index);
    return known !== undefined && summit !== undefined && equalBytes(summit, known);
  }

  /** @param size one that the tree has had. @param leaves of the bundle in which that size ends. */
  rootAt(size: number, leaves: Uint8Array): Hash {
    const beyond = size % TILE_WIDTH;
    return this.#spine.rootWith(leaves.subarray(0, beyond * HASH_BYTES), size - beyond);
  }

  /** It may have grown beyond what was signed. */
  async #checkTile({ level, index, hashes }: GrownTile): Promise<void> {
    const width = tileWidth(this.#signed?.size ?? 0, level, index);
    if (width > 0) await this.tiles?.check({ level, index }, hashes.subarray(0, width * HASH_BYTES));
  }

  /** @param leaves that come next. */
  #noteRoots(leaves: Uint8Array): void {
    const before = this.#size;
    const end = before + leaves.length / HASH_BYTES;
    for (let size = this.#asked[0]; size !== undefined && size <= end; size = this.#asked[0]) {
      this.roots.set(size, this.#spine.rootWith(leaves.subarray(0, (size - before) * HASH_BYTES)));
      this.#asked.shift();
    }
  }
}
