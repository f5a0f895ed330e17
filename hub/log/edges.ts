import { type FullTile, TreeEdge } from '#crypto/tlog';
import { type Fragment, logStore } from '#hub/store';
import type { LogReader } from './reader.js';
import { SHA256_TREE, SM3_TREE, type Tree } from './tree.js';

/** The right edges of the trees over the entries: of the SHA-256 tree always, of the SM3 tree where it is kept. */
export class Edges {
  /** The number of the log. */
  readonly log: number;
  readonly sha256: TreeEdge;
  readonly sm3: TreeEdge | undefined;

  constructor(log: number, sha256: TreeEdge, sm3: TreeEdge | undefined) {
    this.log = log;
    this.sha256 = sha256;
    this.sm3 = sm3;
  }

  /** @returns copies that have grown by these leaves, and the writes that store the tiles they made full. */
  grow(leaves: readonly logStore.Leaf[]): { readonly edges: Edges; readonly writes: readonly Fragment[] } {
    const sha256 = growEdge(this.log, this.sha256, SHA256_TREE, leaves);
    const sm3 = this.sm3 && growEdge(this.log, this.sm3, SM3_TREE, leaves);
    return {
      edges: new Edges(this.log, sha256.edge, sm3?.edge),
      writes: [...sha256.writes, ...(sm3?.writes ?? [])],
    };
  }
}

export interface GrownEdge {
  readonly edge: TreeEdge;
  readonly tiles: readonly logStore.TileRow[];
  readonly writes: readonly Fragment[];
}

/** @returns a copy that has grown by these leaves. */
export function growEdge(
  log: number,
  edge: TreeEdge,
  tree: Tree,
  leaves: readonly Pick<logStore.Leaf, 'body'>[],
): GrownEdge {
  const grown = edge.fork();
  const tiles = leaves.flatMap(({ body }) => grown.append(tree.hasher.leaf(body))).map(toTileRow);
  const writes = tiles.length === 0 ? [] : [logStore.insertTiles(log, tree.name, tiles)];
  return { edge: grown, tiles, writes };
}

/** The edge of the tree at this size, as stored. */
export async function restoreEdge(reader: LogReader, size: number): Promise<TreeEdge> {
  return TreeEdge.restore(size, await reader.edge(size), reader.tree.hasher);
}

function toTileRow(tile: FullTile): logStore.TileRow {
  return {
    level: tile.level,
    tileIndex: tile.index,
    hashes: Buffer.concat(tile.hashes),
    summit: tile.summit,
  };
}
