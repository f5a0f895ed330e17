import type { RandomBytes } from '#crypto/primitives';
import type { TransparencyLog } from '#hub/exchange';
import {
  type Announcer,
  type Database,
  type Listener,
  LOG_CHANNEL,
  logStore,
  PENDING_CHANNEL,
} from '#hub/store';
import { witnessesOf } from './cosigners.js';
import { CrossRoots } from './cross-roots.js';
import { HighWater } from './high-water.js';
import { Inclusion } from './inclusion.js';
import { type KeptTree, Publisher, type Publishing } from './publisher.js';
import { LogReader } from './reader.js';
import { RollbackGuard } from './rollback.js';
import { Sequencer } from './sequencer.js';
import { SignedTree } from './signed-tree.js';
import type { TreeSigners } from './signers.js';
import { Stamper, type TimeStamping } from './stamper.js';
import { SM3_TREE } from './tree.js';

export interface LogOptions {
  readonly db: Database;
  readonly announcer: Announcer;
  /** Their name is the origin, `<host>/audit/<shard>`. */
  readonly signers: TreeSigners;
  /** Undefined: no SM3 tree is kept. */
  readonly sm3?: Sm3Options;
  readonly maxLeaves: number;
  /** Waiting leaves above which nothing more is taken in. */
  readonly backlogLimit: number;
  /** Undefined: what is committed is published, and nobody else looks at it. */
  readonly publishing?: Publishing;
  /** Undefined: nobody is asked for time stamps. */
  readonly timeStamping?: TimeStamping | undefined;
  readonly random: RandomBytes;
  /** Where this host keeps the largest checkpoint that it has signed, by the log's origin; outside the database. */
  readonly highWaterFile: (origin: string) => string;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Milliseconds that never run backwards. */
  readonly elapsed: () => number;
  readonly onAlarm: (text: string) => void;
  /** Told while the SM3 tree is brought up to the log. */
  readonly onCatchUp: (size: number, of: number) => void;
  readonly onError: (error: Error) => void;
}

export interface Sm3Options {
  /** Their name is `<origin>/sm3`. */
  readonly signers: TreeSigners;
  readonly hubId: string;
  /** How often the two trees are bound to each other. */
  readonly bindEveryMs: number;
  readonly newId: () => string;
}

/** The transparency log of this process: it reads, proves, and leads or follows. */
export interface RunningLog extends TransparencyLog {
  readonly reader: LogReader;
  /** Reads the SM3 tree, where it is kept. */
  readonly sm3: LogReader | undefined;
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
  const { db, announcer, elapsed, now, onError, publishing } = options;
  const isWitnessed = publishing !== undefined;
  const keep = (reader: LogReader, signers: TreeSigners): KeptTree => {
    const signed = new SignedTree(reader, signers);
    return { signed, highWater: new HighWater(options.highWaterFile(signed.log.name)) };
  };
  const reader = new LogReader(db, isWitnessed);
  const sha256 = keep(reader, options.signers);
  const sm3 = options.sm3 && keep(new LogReader(db, isWitnessed, SM3_TREE), options.sm3.signers);
  const guard = new RollbackGuard(
    db,
    [
      { ...sha256, witnesses: witnessesOf(publishing?.policy) },
      ...(sm3 === undefined ? [] : [{ ...sm3, witnesses: witnessesOf(publishing?.gmPolicy) }]),
    ],
    publishing?.witnessTimeoutMs ?? 0,
  );
  const inclusion = new Inclusion({ db, reader, backlogLimit: options.backlogLimit, elapsed, onError });
  const sequencer = new Sequencer({
    db,
    announcer,
    sha256: sha256.signed,
    sm3: sm3?.signed,
    maxLeaves: options.maxLeaves,
    guard: () => guard.check(),
    onSequenced: (batch) => inclusion.onSequenced(batch),
    onTakenOver: () => inclusion.onGrown(),
    onCatchUp: options.onCatchUp,
    onError,
  });
  const listener: Listener = await db.listen([PENDING_CHANNEL, LOG_CHANNEL], (channel) => {
    if (channel === PENDING_CHANNEL) sequencer.wake();
    else if (!sequencer.isLeading) inclusion.onGrown();
  });
  const crossRoots = options.sm3 && new CrossRoots({ db, announcer, now, elapsed, ...options.sm3 });
  const publisher = new Publisher({
    ...{ db, sha256, sm3, publishing, now, elapsed, onError },
    bind: async (state) => crossRoots?.bind(state),
    isLeading: () => sequencer.isLeading,
    onAhead: () => sequencer.reconsider(),
    onAlarm: options.onAlarm,
  });
  const { timeStamping, random, onAlarm } = options;
  const isLeading = () => sequencer.isLeading;
  const stamper =
    timeStamping &&
    new Stamper({ db, reader, timeStamping, isLeading, random, now, elapsed, onAlarm, onError });
  sequencer.start();
  publisher.start();
  stamper?.start();
  return {
    reader,
    sm3: sm3?.signed.reader,
    isLeading: () => sequencer.isLeading,
    backlog: () => inclusion.backlog,
    expect: (leafId) => inclusion.expect(leafId),
    find: (leafIds) => inclusion.find(leafIds),
    prove: (leafIds, beside) => inclusion.prove(leafIds, beside),
    sm3Proofs: async (indexes) => sm3?.signed.reader.proofs(indexes) ?? new Map(),
    unwitnessedMs: () => publisher.unwitnessedMs,
    unstampedMs: () => stamper?.unstampedMs ?? 0,
    isBehind: () => inclusion.isBehind() || publisher.isOverdue || publisher.isClosed,
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
