import { formatLogOpenedLeaf, type LogOpenedLeaf, parseLeaf } from '#crypto/evidence';
import type { Runtime } from '#hub/runtime';
import { compose, type Database, logStore } from '#hub/store';
import { LEADER_LOCK } from './sequencer.js';

/** How a database stands to becoming the home of a log that goes on from another. */
export type OpeningStage = 'EMPTY' | 'OPENED' | 'HAS_A_LOG' | 'LED';

/** A log that was closed, as its folder was verified. */
export interface ClosedLog {
  readonly final: LogOpenedLeaf['previous'];
  /** What the numbers between platforms came to: the new log counts on from them. */
  readonly pairs: readonly logStore.PairRow[];
}

export interface OpeningParts {
  readonly db: Database;
  readonly runtime: Pick<Runtime, 'now' | 'newId'>;
  readonly hubId: string;
}

/**
 * Makes the first entry of a log that is yet to be founded: it commits to the whole of the one before. Only where no hub has ever
 * led, for nothing may stand before that entry.
 * @returns how the database stood before.
 */
export async function openLogAfter(
  { db, runtime, hubId }: OpeningParts,
  { final, pairs }: ClosedLog,
): Promise<OpeningStage> {
  return db.transaction('log.open', async (tx) => {
    // Held until the commit: no hub can found the log meanwhile and log something else first.
    if (!(await logStore.keepFromLeading(tx, LEADER_LOCK))) return 'LED';
    const stage = stageOf(await logStore.readFirstLeaf(tx), await logStore.readState(tx));
    if (stage !== 'EMPTY') return stage;
    const leafId = runtime.newId();
    const body = formatLogOpenedLeaf({ at: runtime.now(), hub: hubId, id: leafId, previous: final });
    const counted = pairs.length === 0 ? [] : [logStore.advancePairs(pairs)];
    const write = compose([logStore.insertPending([{ leafId, body }]), ...counted]);
    if (write !== undefined) tx.send(write);
    // COMMIT POINT: log.open. A crash before leaves the database without a log; after it the leaf is the first in the queue, and
    // the command given again adds no second one (proved by test/fault/log-opening.test.ts).
    return stage;
  });
}

/** The same without changing anything. */
export async function openingStage(db: Database): Promise<OpeningStage> {
  return stageOf(await logStore.readFirstLeaf(db), await logStore.readState(db));
}

function stageOf(first: Uint8Array | undefined, state: logStore.LogState | undefined): OpeningStage {
  const leaf = first && parseLeaf(first);
  if (leaf?.type === 'LogOpened') return 'OPENED';
  return first === undefined && state === undefined ? 'EMPTY' : 'HAS_A_LOG';
}
