import { formatKeyChangedLeaf } from '#crypto/evidence';
import { openCheckpoint } from '#crypto/tlog';
import type { Runtime } from '#hub/runtime';
import { compose, type Database, logKeys, logStore, type Tx } from '#hub/store';
import type { TreeSigners } from './signers.js';
import { SHA256_TREE, SM3_TREE } from './tree.js';

/** How far the change of a key has got. */
export type KeyStage =
  | 'NONE' // no key is here that takes its place
  | 'NOT_SIGNING' // the head of the log does not bear the new key's line yet
  | 'READY' // it does; the log does not say so yet
  | 'QUEUED' // the leaf waits for its index
  | 'ANNOUNCED'; // the log says so: the old key can be taken away

export interface KeyStanding {
  readonly stage: KeyStage;
  readonly oldVkey: string;
  readonly newVkey: string | undefined;
  /** Of the leaf. */
  readonly index: number | undefined;
}

export interface AnnouncementParts {
  readonly db: Database;
  readonly runtime: Pick<Runtime, 'now' | 'newId'>;
  readonly hubId: string;
  /** SM3: undefined where that tree is not kept; the SM2 lines on the log's own checkpoints are then nobody's to announce. */
  readonly signers: { readonly sha256: TreeSigners; readonly sm3: TreeSigners | undefined };
}

/** Of the key of each tree. */
export async function keyStandings({ db, signers }: AnnouncementParts): Promise<KeyStanding[]> {
  const state = await logStore.readState(db);
  return standingsOf(signers, state, await logKeys.readKeyChanges(db, state?.log ?? 0));
}

/**
 * Has the log say that its keys are being changed, each once it signs already. Whoever leads must then read which keys are due
 * before it signs on, so no process that lacks the new one can log anything from here on.
 * @returns those that were announced now.
 */
export async function announceKeys(parts: AnnouncementParts): Promise<KeyStanding[]> {
  const { db, signers } = parts;
  return db.transaction('log.rotate', async (tx) => {
    await logKeys.holdLog(tx);
    const state = await logStore.readState(tx);
    if (state === undefined || state.closing !== null) return []; // it would come to stand in the next log
    const standings = standingsOf(signers, state, await logKeys.readKeyChanges(tx, state.log));
    const ready = standings.filter(({ stage }) => stage === 'READY');
    if (ready.length === 0) return [];
    for (const { oldVkey, newVkey } of ready) announce(tx, parts, state.size, oldVkey, newVkey ?? '');
    logKeys.deposeLeader(tx);
    // COMMIT POINT: log.rotate. A crash before leaves nothing of it, and the command is given again; after it the leaf waits in
    // the queue as every other (proved by test/fault/log-keys.test.ts).
    return ready;
  });
}

function announce(
  tx: Tx,
  { runtime, hubId }: AnnouncementParts,
  from: number,
  oldVkey: string,
  newVkey: string,
): void {
  const leafId = runtime.newId();
  const leaf = { at: runtime.now(), from, hub: hubId, id: leafId, new: newVkey, old: oldVkey };
  logKeys.insertKeyChange(tx, { leafId, oldVkey, newVkey });
  const write = compose([logStore.insertPending([{ leafId, body: formatKeyChangedLeaf(leaf) }])]);
  if (write !== undefined) tx.send(write);
}

function standingsOf(
  { sha256, sm3 }: AnnouncementParts['signers'],
  state: logStore.LogState | undefined,
  changes: readonly logKeys.KeyChange[],
): KeyStanding[] {
  const noteOf = (tree: typeof SHA256_TREE) => (state === undefined ? '' : tree.headOf(state).note);
  return [
    standingOf(sha256, noteOf(SHA256_TREE), changes),
    ...(sm3 === undefined ? [] : [standingOf(sm3, noteOf(SM3_TREE), changes)]),
  ];
}

function standingOf({ own }: TreeSigners, note: string, changes: readonly logKeys.KeyChange[]): KeyStanding {
  const [old, next] = own;
  const about = { oldVkey: old.vkey, newVkey: next?.vkey, index: undefined };
  if (next === undefined) return { ...about, stage: 'NONE' };
  const change = changes.find(({ oldVkey, newVkey }) => oldVkey === old.vkey && newVkey === next.vkey);
  if (change !== undefined) {
    const { index } = change;
    return index === null ? { ...about, stage: 'QUEUED' } : { ...about, stage: 'ANNOUNCED', index };
  }
  const isSigning = typeof openCheckpoint(note, next.verifier, [old.verifier]) !== 'string';
  return { ...about, stage: isSigning ? 'READY' : 'NOT_SIGNING' };
}
