import type { RandomBytes } from '#crypto/primitives';
import type { NoteSigner } from '#crypto/tlog';
import type { TransparencyLog } from '#hub/exchange';
import {
  type Announcer,
  type Database,
  type Listener,
  LOG_CHANNEL,
  logStore,
  PENDING_CHANNEL,
} from '#hub/store';
import { HighWater } from './high-water.js';
import { Inclusion } from './inclusion.js';
import { Publisher, type Publishing, witnessesOf } from './publisher.js';
import { LogReader } from './reader.js';
import { RollbackGuard } from './rollback.js';
import { Sequencer } from './sequencer.js';
import { Stamper, type TimeStamping } from './stamper.js';

export interface LogOptions {
  readonly db: Database;
  readonly announcer: Announcer;
  readonly origin: string;
  readonly signers: readonly [NoteSigner, ...NoteSigner[]];
  readonly maxLeaves: number;
  /** Waiting leaves above which nothing more is taken in. */
  readonly backlogLimit: number;
  /** Undefined: what is committed is published, and nobody else looks at it. */
  readonly publishing?: Publishing;
  /** Undefined: nobody is asked for time stamps. */
  readonly timeStamping?: TimeStamping | undefined;
  readonly random: RandomBytes;
  /** Where this host keeps the largest checkpoint that it has signed; outside the database. */
  readonly highWaterFile: string;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Milliseconds that never run backwards. */
  readonly elapsed: () => number;
  readonly onAlarm: (text: string) => void;
  readonly onError: (error: Error) => void;
}

/** The transparency log of this process: it reads, proves, and leads or follows. */
export interface RunningLog extends TransparencyLog {
  readonly reader: LogReader;
  readonly isLeading: () => boolean;
  /** Leaves that waited for their index a moment ago. */
  readonly backlog: () => number;
  /** For how long there have been leaves that no published checkpoint covers; milliseconds. */
  readonly unwitnessedMs: () => number;
  /** For how long there have been published entries that no time stamp covers; milliseconds. */
  readonly unstampedMs: () => number;
  close(): Promise<void>;
}

export async function openLog(options: LogOptions): Promise<RunningLog> {
  const { db, announcer, elapsed, onError } = options;
  const { publishing } = options;
  const reader = new LogReader(db, publishing !== undefined);
  const logKey = options.signers[0].verifier;
  const highWater = new HighWater(options.highWaterFile, logKey);
  const guard = new RollbackGuard({
    ...{ reader, highWater, log: logKey, witnesses: witnessesOf(publishing?.policy) },
    witnessTimeoutMs: publishing?.witnessTimeoutMs ?? 0,
  });
  const inclusion = new Inclusion({ db, reader, backlogLimit: options.backlogLimit, elapsed, onError });
  const sequencer = new Sequencer({
    db,
    announcer,
    reader,
    origin: options.origin,
    signers: options.signers,
    maxLeaves: options.maxLeaves,
    guard: () => guard.check(),
    onSequenced: (batch) => inclusion.onSequenced(batch),
    onTakenOver: () => inclusion.onGrown(),
    onError,
  });
  const listener: Listener = await db.listen([PENDING_CHANNEL, LOG_CHANNEL], (channel) => {
    if (channel === PENDING_CHANNEL) sequencer.wake();
    else if (!sequencer.isLeading) inclusion.onGrown();
  });
  const publisher = new Publisher({
    ...{ db, reader, log: logKey, highWater, publishing, elapsed, onError },
    now: options.now,
    isLeading: () => sequencer.isLeading,
    onAhead: () => sequencer.reconsider(),
    onAlarm: options.onAlarm,
  });
  const { timeStamping, now, random, onAlarm } = options;
  const isLeading = () => sequencer.isLeading;
  const stamper =
    timeStamping &&
    new Stamper({ db, reader, timeStamping, isLeading, random, now, elapsed, onAlarm, onError });
  sequencer.start();
  publisher.start();
  stamper?.start();
  return {
    reader,
    isLeading: () => sequencer.isLeading,
    backlog: () => inclusion.backlog,
    expect: (leafId) => inclusion.expect(leafId),
    find: (leafIds) => inclusion.find(leafIds),
    prove: (leafIds) => inclusion.prove(leafIds),
    unwitnessedMs: () => publisher.unwitnessedMs,
    unstampedMs: () => stamper?.unstampedMs ?? 0,
    isBehind: () => inclusion.isBehind() || publisher.isOverdue,
    hasQueue: async (tx) => (await logStore.countPending(tx, 1)) > 0,
    append: (leaves, mustQueue) => sequencer.append(leaves, mustQueue),
    close: async () => {
      await stamper?.close();
      await publisher.close();
      await sequencer.close();
      inclusion.close();
      await listener.close();
    },
  };
}
