import { type ClosingReason, formatLogClosedLeaf, type NamedLog } from '#crypto/evidence';
import type { Runtime } from '#hub/runtime';
import { compose, type Database, logKeys, logStore, type Tx } from '#hub/store';

/** How far the end of a log has got. */
export type ClosingStage = 'NOT_FOUNDED' | 'OPEN' | 'CLOSING' | 'CLOSED';

export interface ClosingParts {
  readonly db: Database;
  readonly runtime: Pick<Runtime, 'now' | 'newId'>;
  readonly hubId: string;
}

/**
 * Ends the log: its last leaf goes into the queue, and whoever leads signs nothing after it. Once begun it cannot be taken back.
 * @param next the log that is to come after it; may be named later, or nobody follows it by what the entry says.
 * @returns how it stood before.
 */
export async function closeLog(
  { db, runtime, hubId }: ClosingParts,
  reason: ClosingReason,
  next?: NamedLog,
): Promise<ClosingStage> {
  return db.transaction('log.close', async (tx) => {
    await logKeys.holdLog(tx);
    const state = await logStore.readState(tx);
    const stage = closingStage(state);
    if (state !== undefined && next !== undefined) await nameNext(tx, state.log, next.origin);
    if (stage !== 'OPEN') return stage;
    const leafId = runtime.newId();
    const about = { at: runtime.now(), hub: hubId, id: leafId };
    // Whoever has the key could name a log of his own: nobody is to believe that of a key that has leaked.
    const named = reason === 'KEY_COMPROMISED' ? undefined : next;
    const body = formatLogClosedLeaf({ ...about, next: named, reason });
    const write = compose([logStore.insertPending([{ leafId, body }])]);
    if (write !== undefined) tx.send(write);
    logStore.beginClosing(tx, leafId);
    // COMMIT POINT: log.close. A crash before leaves the log open; after it the leaf waits in the queue, and the command given
    // again adds no second one (proved by test/fault/log-closing.test.ts).
    return stage;
  });
}

/** How the present log stands to one that is to come after it. */
export interface LogStanding {
  /** TURNED: it is that one. */
  readonly stage: ClosingStage | 'TURNED';
  /** Of the present log, and its number. */
  readonly present: { readonly log: number; readonly origin: string } | undefined;
}

export async function logStanding(db: Database, next: string): Promise<LogStanding> {
  const state = await logStore.readState(db);
  const present = state && { log: state.log, origin: state.origin };
  return { stage: state?.origin === next && state.log > 0 ? 'TURNED' : closingStage(state), present };
}

/** @throws Error where another is named already, or a log goes by that name. */
async function nameNext(tx: Tx, log: number, origin: string): Promise<void> {
  const named = await logStore.readNext(tx, log);
  if (named === origin) return;
  if (named !== undefined) throw new Error(`已定下一日志 · the next log is named already: ${named}`);
  const states = await logStore.readStates(tx);
  if (states.some((each) => each.origin === origin))
    throw new Error(`--origin: 新日志须另取名称 · the new log needs a name of its own, not ${origin}`);
  logStore.nameNext(tx, log, origin);
}

export function closingStage(state: logStore.LogState | undefined): ClosingStage {
  if (state === undefined) return 'NOT_FOUNDED';
  if (state.isClosed) return 'CLOSED';
  return state.closing === null ? 'OPEN' : 'CLOSING';
}
