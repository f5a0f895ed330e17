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
import { Inclusion } from './inclusion.js';
import { LogReader } from './reader.js';
import { Sequencer } from './sequencer.js';

export interface LogOptions {
  readonly db: Database;
  readonly announcer: Announcer;
  readonly origin: string;
  readonly signers: readonly [NoteSigner, ...NoteSigner[]];
  readonly maxLeaves: number;
  /** Waiting leaves above which nothing more is taken in. */
  readonly backlogLimit: number;
  /** Milliseconds that never run backwards. */
  readonly elapsed: () => number;
  readonly onError: (error: Error) => void;
}

/** The transparency log of this process: it reads, proves, and leads or follows. */
export interface RunningLog extends TransparencyLog {
  readonly reader: LogReader;
  readonly isLeading: () => boolean;
  /** Leaves that waited for their index a moment ago. */
  readonly backlog: () => number;
  close(): Promise<void>;
}

export async function openLog(options: LogOptions): Promise<RunningLog> {
  const { db, announcer, elapsed, onError } = options;
  const reader = new LogReader(db);
  const inclusion = new Inclusion({ db, reader, backlogLimit: options.backlogLimit, elapsed, onError });
  const sequencer = new Sequencer({
    db,
    announcer,
    reader,
    origin: options.origin,
    signers: options.signers,
    maxLeaves: options.maxLeaves,
    onSequenced: (batch) => inclusion.onSequenced(batch),
    onTakenOver: () => inclusion.onGrown(),
    onError,
  });
  const listener: Listener = await db.listen([PENDING_CHANNEL, LOG_CHANNEL], (channel) => {
    if (channel === PENDING_CHANNEL) sequencer.wake();
    else if (!sequencer.isLeading) inclusion.onGrown();
  });
  sequencer.start();
  return {
    reader,
    isLeading: () => sequencer.isLeading,
    backlog: () => inclusion.backlog,
    expect: (leafId) => inclusion.expect(leafId),
    find: (leafIds) => inclusion.find(leafIds),
    isBehind: () => inclusion.isBehind(),
    hasQueue: async (tx) => (await logStore.countPending(tx, 1)) > 0,
    append: (leaves, mustQueue) => sequencer.append(leaves, mustQueue),
    close: async () => {
      await sequencer.close();
      inclusion.close();
      await listener.close();
    },
  };
}
