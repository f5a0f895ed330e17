import { equalBytes } from '#crypto/primitives';
import type { TreeEdge } from '#crypto/tlog';
import { compose, type Database, logStore } from '#hub/store';
import { type GrownEdge, growEdge, restoreEdge } from './edges.js';
import type { LogReader } from './reader.js';
import type { SignedTree } from './signed-tree.js';
import { SHA256_TREE, SM3_TREE } from './tree.js';

/** Entries of one commit: sixteen tiles, a few megabytes. */
const BATCH = 4_096;

export interface CatchUpOptions {
  readonly db: Database;
  readonly sha256: LogReader;
  readonly sm3: SignedTree;
  readonly isClosing: () => boolean;
  /** Told how far it has got, and how far it has to go. */
  readonly onProgress: (size: number, of: number) => void;
}

/**
 * Brings the SM3 tree up to what the log has: where it is newly kept, or was not for a while. It goes on where it was left,
 * and two processes that try it do not harm each other.
 *
 * Nothing of what it stores can be taken back. So it grows the SHA-256 tree beside it, from where both are stored, and every
 * tile of that must be the one stored: entries that were changed do not get into the SM3 tree (proved by
 * test/fault/sm3-tree.test.ts).
 */
export async function catchUp(options: CatchUpOptions): Promise<void> {
  const { db, sha256, sm3, isClosing, onProgress } = options;
  let state = await sha256.state();
  let edge = await restoreEdge(sm3.reader, state.sm3.size);
  let beside = await restoreEdge(sha256, state.sm3.size);
  while (state.sm3.size < state.size && !isClosing()) {
    onProgress(state.sm3.size, state.size);
    // Ends with a full tile, or with the log: so everything stored has been compared.
    const to = Math.min(state.size, (Math.floor(state.sm3.size / BATCH) + 1) * BATCH);
    const entries = await logStore.readEntries(db, state.log, state.sm3.size, to);
    const compared = growEdge(state.log, beside, SHA256_TREE, entries);
    await checkTiles(db, state.log, compared);
    if (to === state.size) checkRoot(compared.edge, state);
    const grown = growEdge(state.log, edge, SM3_TREE, entries);
    const tree = { size: to, root: grown.edge.view().root() };
    const head = { ...tree, note: sm3.sign(tree) };
    await store(db, state, grown, head);
    [edge, beside, state] = [grown.edge, compared.edge, { ...state, sm3: head }];
  }
  onProgress(state.sm3.size, state.size);
}

async function store(
  db: Database,
  state: logStore.LogState,
  grown: GrownEdge,
  next: logStore.TreeHead,
): Promise<void> {
  await db.transaction('log.catchup', async (tx) => {
    const write = compose([...grown.writes, logStore.advanceSm3(state, next)]);
    if (write !== undefined) tx.send(write);
    // COMMIT POINT: log.catchup. A crash leaves a shorter SM3 tree that is right (proved by test/fault/sm3-tree.test.ts).
  });
}

async function checkTiles(db: Database, log: number, { tiles }: GrownEdge): Promise<void> {
  for (const { level, tileIndex, hashes } of tiles) {
    const stored = await logStore.readTile(db, log, SHA256_TREE.name, level, tileIndex);
    if (stored === undefined || !equalBytes(stored, hashes)) {
      throw new Error(
        `the stored entries do not give tile ${level}/${tileIndex} of the log: refusing to sign`,
      );
    }
  }
}

function checkRoot(edge: TreeEdge, { size, root }: logStore.LogState): void {
  if (edge.size === size && equalBytes(edge.view().root(), root)) return;
  throw new Error(`the stored entries do not give the signed root of size ${size}: refusing to sign`);
}
