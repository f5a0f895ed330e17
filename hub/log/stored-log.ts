import { equalBytes } from '#crypto/primitives';
import { openCheckpoint, TreeEdge } from '#crypto/tlog';
import { type Database, logStore } from '#hub/store';
import { Edges, restoreEdge } from './edges.js';
import type { SignedTree } from './signed-tree.js';
import { SM3_TREE } from './tree.js';

export interface StoredLog {
  readonly db: Database;
  readonly sha256: SignedTree;
  /** Where the SM3 tree is kept too. */
  readonly sm3: SignedTree | undefined;
}

/**
 * Checks that what is stored is the log that this key has signed, before anything is signed on top of it.
 * @throws Error that says what does not fit.
 */
export async function checkStored({ db, sha256, sm3 }: StoredLog, state: logStore.LogState): Promise<Edges> {
  const edge = await checkHead(sha256, state);
  const [beyond] = await logStore.readEntries(db, state.log, state.size, state.size + 1);
  if (beyond !== undefined) {
    throw new Error(`the log has entries beyond its signed size ${state.size}: refusing to sign`);
  }
  if (sm3 === undefined || state.size === 0)
    return new Edges(state.log, edge, sm3 && TreeEdge.empty(SM3_TREE.hasher));
  if (state.sm3.size !== state.size) {
    throw new Error(`the SM3 tree has ${state.sm3.size} of ${state.size} entries: it is brought up first`);
  }
  return new Edges(state.log, edge, await checkHead(sm3, state.sm3));
}

async function checkHead(
  { reader, log }: SignedTree,
  { size, root, note }: logStore.TreeHead,
): Promise<TreeEdge> {
  const signed = openCheckpoint(note, log);
  if (typeof signed === 'string') {
    throw new Error(
      `the stored checkpoint is not one of ${log.name} under this log key (${signed}): refusing to sign`,
    );
  }
  const edge = await restoreEdge(reader, size);
  const stored = edge.view().root();
  if (signed.size === size && equalBytes(signed.root, stored) && equalBytes(root, stored)) return edge;
  throw new Error(`the stored entries do not give the signed root of size ${signed.size}: refusing to sign`);
}
