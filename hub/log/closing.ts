import { type ClosingReason, formatLogClosedLeaf } from '#crypto/evidence';
import type { Runtime } from '#hub/runtime';
import { compose, type Database, logKeys, logStore } from '#hub/store';

/** How far the end of a log has got. */
export type ClosingStage = 'NOT_FOUNDED' | 'OPEN' | 'CLOSING' | 'CLOSED';

export interface ClosingParts {
  readonly db: Database;
  readonly runtime: Pick<Runtime, 'now' | 'newId'>;
  readonly hubId: string;
}

/**
 * Ends the log: its last leaf goes into the queue, and whoever leads signs nothing after it. Once begun it cannot be taken back.
 * @returns how it stood before.
 */
export async function closeLog(
  { db, runtime, hubId }: ClosingParts,
  reason: ClosingReason,
): Promise<ClosingStage> {
  return db.transaction('log.close', async (tx) => {
    await logKeys.holdLog(tx);
    const stage = closingStage(await logStore.readState(tx));
    if (stage !== 'OPEN') return stage;
    const leafId = runtime.newId();
    const body = formatLogClosedLeaf({ at: runtime.now(), hub: hubId, id: leafId, reason });
    const write = compose([logStore.insertPending([{ leafId, body }])]);
    if (write !== undefined) tx.send(write);
    logStore.beginClosing(tx, leafId);
    // COMMIT POINT: log.close. A crash before leaves the log open; after it the leaf waits in the queue, and the command given
    // again adds no second one (proved by test/fault/log-closing.test.ts).
    return stage;
  });
}

export function closingStage(state: logStore.LogState | undefined): ClosingStage {
  if (state === undefined) return 'NOT_FOUNDED';
  if (state.isClosed) return 'CLOSED';
  return state.closing === null ? 'OPEN' : 'CLOSING';
}
