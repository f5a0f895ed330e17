import { equalBytes } from '#crypto/primitives';
import {
  type Checkpoint,
  type Hash,
  parseTile,
  readNodes,
  TileNodes,
  type TreeHasher,
  TreeView,
  tilesForProofs,
  verifyConsistency,
} from '#crypto/tlog';
import type { LogFolder } from '../log/log-files.js';

/** The root that the newer tree has at the older size, and the proof of it. */
export interface OlderTree {
  readonly root: Hash;
  readonly proof: readonly Hash[];
}

/**
 * Looked up in the tiles of a folder. They are believed no further than they lead to the root of the newer checkpoint.
 * @returns undefined when they do not, or are not all there.
 */
export async function olderTree(
  folder: LogFolder,
  hasher: TreeHasher,
  oldSize: number,
  newer: Checkpoint,
): Promise<OlderTree | undefined> {
  const tiles = new Map<string, TileNodes>();
  for (const { level, index, width } of tilesForProofs(newer.size, [oldSize - 1])) {
    const piece = folder.pieces('tile', { level, index }).find((each) => each.width >= width);
    const bytes = piece && (await folder.read('tile', piece));
    const hashes = bytes && parseTile(bytes);
    if (hashes === undefined || hashes.length < width) return undefined;
    tiles.set(`${level}/${index}`, new TileNodes(hashes.slice(0, width), hasher));
  }
  const read = readNodes((level, index) => tiles.get(`${level}/${index}`) ?? NO_TILE);
  const view = new TreeView(newer.size, read, hasher);
  const proof = view.consistencyPath(oldSize);
  const root = new TreeView(oldSize, read, hasher).root();
  const claim = { oldSize, oldRoot: root, newSize: newer.size, newRoot: newer.root, proof };
  return equalBytes(view.root(), newer.root) && verifyConsistency(claim, hasher)
    ? { root, proof }
    : undefined;
}

const NO_TILE = new TileNodes();
