import {
  HASH_BYTES,
  type Hash,
  hashesAtTileLevel,
  TILE_WIDTH,
  TreeEdge,
  type TreeHasher,
} from '#crypto/tlog';

/** A tile above the leaves that has just become full. */
export interface GrownTile {
  readonly level: number;
  readonly index: number;
  readonly hashes: Uint8Array;
}

/**
 * A tree that grows by whole tiles, without its leaves: every hash from the first level above them on, so that the root can be
 * told of any size that it has had. An eighth of a byte for each leaf.
 */
export class Spine {
  readonly #hasher: TreeHasher;
  /** By level less one: its tiles in their order, the last one not full. */
  readonly #levels: { readonly tiles: Uint8Array[]; count: number }[] = [];

  constructor(hasher: TreeHasher) {
    this.#hasher = hasher;
  }

  /** Leaves. */
  get size(): number {
    return (this.#levels[0]?.count ?? 0) * TILE_WIDTH;
  }

  /** @param summit over 256 leaves. @returns the tiles above that this made full, lowest first. */
  add(summit: Hash): GrownTile[] {
    const grown: GrownTile[] = [];
    let carried: Hash | undefined = summit;
    for (let level = 1; carried !== undefined; level++) {
      const row = this.#row(level);
      const index = Math.floor(row.count / TILE_WIDTH);
      const tile = row.tiles[index] ?? new Uint8Array(TILE_WIDTH * HASH_BYTES);
      row.tiles[index] = tile;
      tile.set(carried, (row.count++ % TILE_WIDTH) * HASH_BYTES);
      carried = undefined;
      if (row.count % TILE_WIDTH === 0) {
        grown.push({ level, index, hashes: tile });
        carried = this.#hasher.summit(tile);
      }
    }
    return grown;
  }

  /** The hash over the leaves of a bundle that was added. */
  summitOf(bundle: number): Hash | undefined {
    return this.#levels[0] && bundle < this.#levels[0].count ? this.#hashesOf(1, bundle, 1)[0] : undefined;
  }

  /** The unfinished tiles, lowest first. */
  unfinished(): GrownTile[] {
    return this.#levels.flatMap(({ tiles, count }, i) => {
      const [index, width] = [Math.floor(count / TILE_WIDTH), count % TILE_WIDTH];
      const hashes = tiles[index]?.subarray(0, width * HASH_BYTES);
      return hashes === undefined || width === 0 ? [] : { level: i + 1, index, hashes };
    });
  }

  /**
   * The root with these leaves, at most 256 of them, after the first so many.
   * @param before whole tiles of leaves, no more than were added.
   */
  rootWith(leaves: Uint8Array, before = this.size): Hash {
    const levels = this.#levels.map((_, i) => {
      const count = hashesAtTileLevel(before, i + 1);
      const width = count % TILE_WIDTH;
      return this.#hashesOf(i + 1, count - width, width);
    });
    const edge = TreeEdge.restore(before, [[], ...levels], this.#hasher);
    for (const leaf of hashesIn(leaves)) edge.append(leaf);
    return edge.view().root();
  }

  /** In one tile. */
  #hashesOf(level: number, first: number, count: number): Hash[] {
    const tile = this.#levels[level - 1]?.tiles[Math.floor(first / TILE_WIDTH)] ?? new Uint8Array(0);
    const at = (first % TILE_WIDTH) * HASH_BYTES;
    return hashesIn(tile.subarray(at, at + count * HASH_BYTES));
  }

  #row(level: number) {
    const known = this.#levels[level - 1];
    if (known !== undefined) return known;
    const made = { tiles: [], count: 0 };
    this.#levels.push(made);
    return made;
  }
}

function hashesIn(bytes: Uint8Array): Hash[] {
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, i) =>
    bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES),
  );
}
