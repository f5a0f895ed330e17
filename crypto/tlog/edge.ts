import { type Hash, rfc6962, type TreeHasher } from './hasher.js';
import { hashesAtTileLevel, TILE_WIDTH, tileWidth } from './tile.js';
import { readNodes, TileNodes, TreeView } from './tree.js';

/** A tile that has just become full and will never change again. */
export interface FullTile {
  readonly level: number;
  readonly index: number;
  readonly hashes: readonly Hash[];
  /** The hash over all of them. */
  readonly summit: Hash;
}

/**
 * The right edge of a growing tree: the one unfinished tile of each level, at most 255 hashes each. It is all that is
 * needed to append, to compute the root, and to prove what was appended since it was made.
 *
 * Kept in memory only. To append what may yet fail to be stored, append to a fork and keep whichever of the two is true.
 */
export class TreeEdge {
  #size: number;
  readonly #hasher: TreeHasher;
  readonly #unfinished: TileNodes[];
  /** Tiles finished since this edge was made: proofs of the leaves in them still need their nodes. */
  readonly #finished = new Map<string, TileNodes>();

  private constructor(size: number, unfinished: TileNodes[], hasher: TreeHasher) {
    this.#size = size;
    this.#unfinished = unfinished;
    this.#hasher = hasher;
  }

  static empty(hasher: TreeHasher = rfc6962): TreeEdge {
    return new TreeEdge(0, [], hasher);
  }

  /** @param hashes the hashes of the unfinished tile of each level, lowest level first. */
  static restore(size: number, hashes: readonly (readonly Hash[])[], hasher: TreeHasher = rfc6962): TreeEdge {
    for (let level = 0; level < hashes.length || hashesAtTileLevel(size, level) > 0; level++) {
      const expected = hashesAtTileLevel(size, level) % TILE_WIDTH;
      const given = hashes[level]?.length ?? 0;
      if (given !== expected) throw new RangeError(`level ${level} has ${given} hashes, not ${expected}`);
    }
    return new TreeEdge(
      size,
      hashes.map((tile) => new TileNodes(tile, hasher)),
      hasher,
    );
  }

  get size(): number {
    return this.#size;
  }

  /** A copy that can grow by itself; at most 255 references for each level. */
  fork(): TreeEdge {
    return new TreeEdge(
      this.#size,
      this.#unfinished.map((tile) => tile.copy()),
      this.#hasher,
    );
  }

  /** The hashes of the unfinished tile of a level; none where nothing is unfinished. */
  unfinished(level: number): readonly Hash[] {
    return this.#unfinished[level]?.hashes ?? [];
  }

  /** @returns the tiles that this leaf made full, lowest level first; mostly none. */
  append(leafHash: Hash): FullTile[] {
    const full: FullTile[] = [];
    let carried: Hash | undefined = leafHash;
    for (let level = 0; carried !== undefined; level++) {
      const tile: TileNodes = this.#tile(level);
      tile.push(carried);
      carried = tile.summit;
      if (carried !== undefined) full.push(this.#finish(level, tile, carried));
    }
    this.#size += 1;
    return full;
  }

  /** The tree as it stands now. Valid until the next append. */
  view(): TreeView {
    return new TreeView(
      this.#size,
      readNodes((level, index) => this.#lookUp(level, index)),
      this.#hasher,
    );
  }

  #tile(level: number): TileNodes {
    const tile = this.#unfinished[level] ?? new TileNodes([], this.#hasher);
    this.#unfinished[level] = tile;
    return tile;
  }

  #finish(level: number, tile: TileNodes, summit: Hash): FullTile {
    const index = Math.floor(hashesAtTileLevel(this.#size, level) / TILE_WIDTH);
    this.#finished.set(`${level}/${index}`, tile);
    this.#unfinished[level] = new TileNodes([], this.#hasher);
    return { level, index, hashes: tile.hashes, summit };
  }

  #lookUp(level: number, index: number): TileNodes {
    const isUnfinished = tileWidth(this.#size, level, index) < TILE_WIDTH;
    const tile = isUnfinished ? this.#unfinished[level] : this.#finished.get(`${level}/${index}`);
    if (tile === undefined) throw new RangeError(`tile ${level}/${index} is no longer at the edge`);
    return tile;
  }
}
