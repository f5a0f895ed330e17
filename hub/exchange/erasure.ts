import { commit, type ErasureGround, erasedEntries, formatErasureLeaf, SALT_BYTES } from '#crypto/evidence';
import { hasOpenConsultation, hasOpenRemedy, isFinal, isHeldBack, owesCheck } from '#domain/case';
import { dayOf } from '#domain/rules';
import type { Runtime } from '#hub/runtime';
import {
  cases,
  commitmentBars,
  compose,
  type Database,
  erasures,
  events,
  inbox,
  logStore,
  refusals,
  type Tx,
} from '#hub/store';
import { MOST_REFUSALS } from './case-reading.js';

/** Whose contents are to be destroyed, and who answers for it. */
export interface ErasureRequest {
  readonly caseNo: string;
  readonly ground: ErasureGround;
  /** USCC of the organisation. */
  readonly decidedBy: string;
  /** Only looks what it would come to. */
  readonly isDryRun: boolean;
}

export interface ErasureSettings {
  readonly hubId: string;
  /** How long the contents of a case are kept after its last event, unless they are there unlawfully. */
  readonly retentionMs: number;
  readonly runtime: Pick<Runtime, 'now' | 'newId' | 'random'>;
}

/**
 * Why nothing is erased: no such case; erased before; something can still happen in it; somebody has yet to acknowledge; the log has
 * not got to all of it; it must still be kept.
 */
export type ErasureRefusal = 'NO_CASE' | 'ERASED_BEFORE' | 'OPEN' | 'UNDELIVERED' | 'UNLOGGED' | 'RETAINED';

export interface Erasure {
  /** Positions in the log of the leaves that can be opened no more. */
  readonly entries: readonly number[];
  /** Files that no other case names. */
  readonly files: number;
  /** Of the leaf that says so; undefined when nothing was done. */
  readonly leafId: string | undefined;
}

/**
 * Destroys what opens a case's events, together with the leaf that says so. What the log holds stays provable; what it was about
 * nobody can say or confirm any more.
 */
export function eraseCase(
  db: Pick<Database, 'transaction'>,
  request: ErasureRequest,
  settings: ErasureSettings,
): Promise<Erasure | ErasureRefusal> {
  return db.transaction('case.erase', async (tx) => {
    const erasure = await plan(tx, request, settings);
    if (typeof erasure === 'string' || request.isDryRun) return erasure;
    const { entries, files } = erasure;
    const leafId = destroy(tx, request, entries, settings);
    // COMMIT POINT: case.erase. Before it everything can be read; after it nothing can, and the leaf waits in the queue of the
    // log. Bytes of files go afterwards: a crash leaves them to the next command (proved by test/fault/erasure.test.ts).
    return { entries, files, leafId };
  });
}

/** Whether anybody has still something to do in the case. */
function isGoingOn(row: cases.CaseRow): boolean {
  const { consultations, earlyActs = [], pledge, rating } = row.facets;
  const isOwed = hasOpenRemedy(rating) || hasOpenConsultation(consultations) || owesCheck(pledge);
  return !isOver(row) || isOwed || earlyActs.some(isHeldBack);
}

async function plan(
  tx: Tx,
  { caseNo, ground }: ErasureRequest,
  { retentionMs, runtime }: ErasureSettings,
): Promise<Erasure | ErasureRefusal> {
  const [row] = await cases.lockCases(tx, [caseNo]);
  if (row === undefined) return 'NO_CASE';
  if ((await erasures.findErasure(tx, caseNo)) !== undefined) return 'ERASED_BEFORE';
  const bars = await commitmentBars.barsSomebody(tx, caseNo, dayOf(runtime.now()));
  if (isGoingOn(row) || bars) return 'OPEN';
  if (await inbox.isWaitedFor(tx, caseNo)) return 'UNDELIVERED';
  if (ground !== 'UNLAWFUL' && runtime.now() < row.updatedAt + retentionMs) return 'RETAINED';
  const rows = [
    ...(await events.listEvents(tx, caseNo)),
    ...(await refusals.listRefusals(tx, caseNo, MOST_REFUSALS)),
  ];
  const places = await logStore.findPlaces(
    tx,
    rows.map(({ leafId }) => leafId),
  );
  if (places.size < rows.length) return 'UNLOGGED';
  const entries = [...places.values()].sort((a, b) => a - b);
  return { entries, files: await erasures.countOwnFiles(tx, caseNo), leafId: undefined };
}

/** Of what was revoked, nothing is handed out any more. */
function isOver({ state, facets }: cases.CaseRow): boolean {
  return isFinal(state) || (state === 'CONCLUDED' && facets.pledge?.state === 'REVOKED');
}

/** @returns the id of the leaf. */
function destroy(
  tx: Tx,
  { caseNo, ground, decidedBy }: ErasureRequest,
  entries: readonly number[],
  { hubId, runtime }: ErasureSettings,
): string {
  const [leafId, salt, at] = [runtime.newId(), runtime.random(SALT_BYTES), runtime.now()];
  const leaf = formatErasureLeaf({
    at,
    count: entries.length,
    decidedBy,
    erased: commit('erased', salt, erasedEntries(caseNo, entries)),
    ground,
    hub: hubId,
    id: leafId,
    type: 'Erasure',
    v: 1,
  });
  const forget = compose([commitmentBars.deleteBars([caseNo])]);
  if (forget !== undefined) tx.send(forget);
  erasures.eraseCase(tx, { caseNo, leafId, salt, entries, ground, decidedBy, erasedAt: at }, leaf);
  return leafId;
}

/** Where uploaded files lie. */
export interface DiscardingFolder {
  remove(sha256: string): Promise<void>;
}

/**
 * Removes the bytes of files that erasures have left behind. Trying again is always safe. A file that is uploaded anew in the very
 * moment in which it goes must be uploaded once more, and its uploader is told so (proved by test/fault/erasure.test.ts).
 * @returns how many files went.
 */
export async function finishErasures(db: Database, folder: DiscardingFolder): Promise<number> {
  let gone = 0;
  for (const sha256 of await erasures.listDiscarded(db)) {
    await db.transaction('file.discard', async (tx) => {
      if (!(await erasures.takeDiscarded(tx, sha256))) return;
      await folder.remove(sha256);
      gone += 1;
      // COMMIT POINT: file.discard. Whoever brings the file back waits for it, and looks again; a crash before it leaves the file to
      // the next command (proved by test/fault/erasure.test.ts).
    });
  }
  return gone;
}
