import { type Hash, rfc6962, type TreeHasher } from './hasher.js';
import { hashesAtTileLevel, TILE_HEIGHT, TILE_WIDTH, type TileAddress, tileWidth } from './tile.js';

/**
 * Building roots and proofs. A node (level, index) is complete when all its 2^level leaves are there; complete nodes never
 * change, so they are read from tiles. The at most one incomplete node of each level, at the right edge, is computed.
 */

/** Reads a complete node; level 0 are leaf hashes. */
export type NodeReader = (level: number, index: number) => Hash;

/** Roots and proofs of one tree size. Remembers the incomplete nodes, so that many proofs cost little. */
export class TreeView {
  readonly size: number;
  readonly #read: NodeReader;
  readonly #hasher: TreeHasher;
  readonly #incomplete = new Map<number, Hash>();

  constructor(size: number, read: NodeReader, hasher: TreeHasher = rfc6962) {
    this.size = size;
    this.#read = read;
    this.#hasher = hasher;
  }

  root(): Hash {
    return this.size === 0 ? this.#hasher.empty : this.#node(height(this.size), 0);
  }

  /** RFC 6962 section 2.1.1. @throws RangeError for an index outside the tree. */
  inclusionPath(index: number): Hash[] {
    if (!(index >= 0 && index < this.size))
      throw new RangeError(`no entry ${index} in a log of ${this.size}`);
    const path: Hash[] = [];
    let position = index;
    for (let level = 0; span(level) < this.size; level++) {
      const sibling = position % 2 === 0 ? position + 1 : position - 1;
      if (sibling * span(level) < this.size) path.push(this.#node(level, sibling));
      position = Math.floor(position / 2);
    }
    return path;
  }

  /** RFC 6962 section 2.1.2. @throws RangeError when the old size is greater. */
  consistencyPath(oldSize: number): Hash[] {
    if (!(oldSize >= 0 && oldSize <= this.size))
      throw new RangeError(`no size ${oldSize} in a log of ${this.size}`);
    if (oldSize === 0 || oldSize === this.size) return [];
    let level = 0;
    let position = oldSize - 1;
    while (position % 2 === 1) {
      position = Math.floor(position / 2);
      level++;
    }
    const path: Hash[] = position === 0 ? [] : [this.#node(level, position)];
    for (; span(level) < this.size; level++) {
      const sibling = position % 2 === 0 ? position + 1 : position - 1;
      if (sibling * span(level) < this.size) path.push(this.#node(level, sibling));
      position = Math.floor(position / 2);
    }
    return path;
  }

  #node(level: number, index: number): Hash {
    const isComplete = (index + 1) * span(level) <= this.size;
    return isComplete ? this.#read(level, index) : this.#incompleteNode(level, index);
  }

  /** The one node of this level whose leaves are only partly there. */
  #incompleteNode(level: number, index: number): Hash {
    const known = this.#incomplete.get(level);
    if (known !== undefined) return known;
    const left = this.#node(level - 1, 2 * index);
    const hasRight = (2 * index + 1) * span(level - 1) < this.size;
    const hash = hasRight ? this.#hasher.node(left, this.#node(level - 1, 2 * index + 1)) : left;
    this.#incomplete.set(level, hash);
    return hash;
  }
}

/** The complete nodes inside one tile: the hashes given, and everything that can be computed above them. */
export class TileNodes {
  #levels: Hash[][] = Array.from({ length: TILE_HEIGHT + 1 }, () => []);
  readonly #hasher: TreeHasher;

  constructor(hashes: readonly Hash[] = [], hasher: TreeHasher = rfc6962) {
    this.#hasher = hasher;
    for (const hash of hashes) this.push(hash);
  }

  copy(): TileNodes {
    const copy = new TileNodes([], this.#hasher);
    copy.#levels = this.#levels.map((nodes) => [...nodes]);
    return copy;
  }

  get width(): number {
    return this.hashes.length;
  }

  get hashes(): readonly Hash[] {
    return this.#levels[0] ?? [];
  }

  /** The hash over all 256; undefined until the tile is full. */
  get summit(): Hash | undefined {
    return this.#levels[TILE_HEIGHT]?.[0];
  }

  push(hash: Hash): void {
    if (this.width === TILE_WIDTH) throw new RangeError('the tile is full');
    let carried = hash;
    for (const nodes of this.#levels) {
      nodes.push(carried);
      if (nodes.length % 2 === 1) return;
      const left = nodes[nodes.length - 2];
      if (left === undefined) return;
      carried = this.#hasher.node(left, carried);
    }
  }

  /** @param rise 0 for the tile's own hashes, up to 7. @throws RangeError when the node is not complete. */
  node(rise: number, index: number): Hash {
    const hash = this.#levels[rise]?.[index];
    if (hash === undefined) throw new RangeError(`no node ${rise}/${index} in a tile of ${this.width}`);
    return hash;
  }
}

/** Reads nodes out of tiles. `tile` must know every tile that `tilesForProofs` names for the same size. */
export function readNodes(tile: (level: number, index: number) => TileNodes): NodeReader {
  return (level, index) => {
    const tileLevel = Math.floor(level / TILE_HEIGHT);
    const rise = level % TILE_HEIGHT;
    const perTile = span(TILE_HEIGHT - rise);
    return tile(tileLevel, Math.floor(index / perTile)).node(rise, index % perTile);
  };
}

/** The tiles that hold every complete node needed for the paths of these leaves in a tree of this size. */
export function tilesForProofs(size: number, leaves: readonly number[]): TileAddress[] {
  const tiles = new Map<string, TileAddress>();
  for (let level = 0; hashesAtTileLevel(size, level) > 0; level++) {
    const edge = hashesAtTileLevel(size, level) - 1;
    for (const position of [...leaves.map((leaf) => hashesAtTileLevel(leaf, level)), edge]) {
      const index = Math.floor(Math.min(position, edge) / TILE_WIDTH);
      tiles.set(`${level}/${index}`, { level, index, width: tileWidth(size, level, index) });
    }
  }
  return [...tiles.values()];
}

const SPANS = Array.from({ length: 54 }, (_, level) => 2 ** level);

/** Leaves under a complete node: 2^level. Looked up, because proofs ask for it all the time. */
function span(level: number): number {
  return SPANS[level] ?? 2 ** level;
}

/** The least h with 2^h >= size. */
function height(size: number): number {
  let level = 0;
  while (span(level) < size) level++;
  return level;
}
