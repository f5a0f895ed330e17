import { HASH_BYTES, type Hash, rfc6962, TILE_WIDTH, TreeEdge } from '#crypto/tlog';

/** A tile above the leaves that has just become full. */
export interface GrownTile {
  readonly level: number;
  readonly index: number;
  readonly hashes: Uint8Array;
}

/** The right edge of a tree that grows by whole tiles: the unfinished tiles above the leaves, and nothing else is kept. */
export class Spine {
  /** By level less one: hashes, one after the other. */
  readonly #levels: { readonly hashes: Buffer; filled: number; index: number }[] = [];
  #leaves = 0;

  get size(): number {
    return this.#leaves;
  }

  /** @param summit over 256 leaves. @returns the tiles above that this made full, lowest first. */
  add(summit: Hash): GrownTile[] {
    this.#leaves += TILE_WIDTH;
    const grown: GrownTile[] = [];
    let carried: Hash | undefined = summit;
    for (let level = 1; carried !== undefined; level++) {
      const tile = this.#level(level);
      tile.hashes.set(carried, tile.filled++ * HASH_BYTES);
      carried = undefined;
      if (tile.filled === TILE_WIDTH) {
        const hashes = Buffer.from(tile.hashes);
        grown.push({ level, index: tile.index++, hashes });
        carried = rfc6962.summit(hashes);
        tile.filled = 0;
      }
    }
    return grown;
  }

  /** The unfinished tiles, lowest first. */
  unfinished(): GrownTile[] {
    return this.#levels
      .map(({ hashes, filled, index }, i) => {
        return { level: i + 1, index, hashes: hashes.subarray(0, filled * HASH_BYTES) };
      })
      .filter(({ hashes }) => hashes.length > 0);
  }

  /** The root with these leaves after what was added; at most 256 of them. */
  rootWith(leaves: Uint8Array): Hash {
    const levels = this.#levels.map(({ hashes, filled }) =>
      hashesIn(hashes.subarray(0, filled * HASH_BYTES)),
    );
    const edge = TreeEdge.restore(this.#leaves, [[], ...levels]);
    for (const leaf of hashesIn(leaves)) edge.append(leaf);
    return edge.view().root();
  }

  #level(level: number) {
    const known = this.#levels[level - 1];
    if (known !== undefined) return known;
    const made = { hashes: Buffer.alloc(TILE_WIDTH * HASH_BYTES), filled: 0, index: 0 };
    this.#levels.push(made);
    return made;
  }
}

function hashesIn(bytes: Uint8Array): Hash[] {
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, i) =>
    bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES),
  );
}
