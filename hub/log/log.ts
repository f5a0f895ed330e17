import { indexInLog, logOf, placeOf } from '#crypto/evidence';
import type { RandomBytes } from '#crypto/primitives';
import type { TlogProof } from '#crypto/tlog';
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
import type { Publishing } from './publisher.js';
import { LogReader } from './reader.js';
import { openShard, type Shard, type ShardName } from './shard.js';
import type { TreeSigners } from './signers.js';
import type { TimeStamping } from './stamper.js';
import { SHA256_TREE, SM3_TREE, type Tree } from './tree.js';
import { type ProvenTurn, proveTurn } from './turn-proof.js';

export interface LogOptions {
  readonly db: Database;
  readonly announcer: Announcer;
  /** `<host>/audit/<shard>`: of the first log, or of one that came after it. The database says which is the present one. */
  readonly origin: string;
  /** Who signs a log of this origin; their name is the origin. */
  readonly signersOf: (origin: string) => TreeSigners;
  readonly hubId: string;
  readonly newId: () => string;
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
  /** Of the log of this origin; their name is `<origin>/sm3`. */
  readonly signersOf: (origin: string) => TreeSigners;
  /** How often the two trees are bound to each other. */
  readonly bindEveryMs: number;
}

/** The transparency log of this process: it reads, proves, and leads or follows. */
export interface RunningLog extends TransparencyLog {
  /** Of the present log. */
  readonly origin: string;
  readonly reader: LogReader;
  /** Reads the SM3 tree, where it is kept. */
  readonly sm3: LogReader | undefined;
  /** Those that came before the present one, and it. */
  readonly readerOf: (log: number, tree?: Tree) => LogReader;
  /** One of them, by its origin. */
  readonly named: (origin: string) => Promise<LogReader | undefined>;
  /** How the log of this origin ended and the next one began; undefined until both are published. */
  readonly turnOf: (origin: string) => Promise<ProvenTurn | undefined>;
  readonly isLeading: () => boolean;
  /** Leaves that waited for their index a moment ago. */
  readonly backlog: () => number;
  /** For how long there have been leaves that no published checkpoint covers; milliseconds. */
  readonly unwitnessedMs: () => number;
  /** For how long there have been published entries that no time stamp covers; milliseconds. */
  readonly unstampedMs: () => number;
  /** For how long time stamps have been due to be stamped again; milliseconds. */
  readonly restampDueMs: () => number;
  close(): Promise<void>;
}

/** How often it is looked whether a log has come after the present one. */
const NEXT_POLL_MS = 1_000;

export async function openLog(options: LogOptions): Promise<RunningLog> {
  const { db, elapsed, onError } = options;
  const isWitnessed = options.publishing !== undefined;
  const readers = new Map<string, LogReader>();
  const readerOf = (log: number, tree: Tree = SHA256_TREE): LogReader => {
    const key = `${tree.name} ${log}`;
    const reader = readers.get(key) ?? new LogReader(db, isWitnessed, log, tree);
    readers.set(key, reader);
    return reader;
  };
  const inclusion = new Inclusion({ db, readerOf, backlogLimit: options.backlogLimit, elapsed, onError });
  const open = (name: ShardName): Shard =>
    openShard(options, name, {
      onSequenced: (batch) => inclusion.onSequenced(batch),
      onTakenOver: () => inclusion.onGrown(),
      onNext: () => void follow(),
    });
  let shard = open(await presentLog(db, options.origin));
  let leaving: Promise<void> = Promise.resolve();
  let isClosing = false;
  const take = (next: ShardName): void => {
    if (isClosing || next.log <= shard.log) return;
    const left = shard;
    shard = open(next);
    shard.start();
    leaving = leaving.then(() => left.close());
  };
  const follow = async (): Promise<void> => {
    try {
      const state = await logStore.readState(db);
      if (state !== undefined) take(state);
    } catch (error) {
      onError(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const listener: Listener = await db.listen([PENDING_CHANNEL, LOG_CHANNEL], (channel) => {
    if (channel === PENDING_CHANNEL) shard.sequencer.wake();
    else if (!shard.sequencer.isLeading) inclusion.onGrown();
  });
  const poll = setInterval(() => void follow(), NEXT_POLL_MS);
  poll.unref();
  shard.start();
  return {
    get origin() {
      return shard.origin;
    },
    get reader() {
      return shard.reader;
    },
    get sm3() {
      return shard.sm3;
    },
    readerOf,
    named: async (origin) => {
      if (origin === shard.origin) return shard.reader;
      const state = (await logStore.readStates(db)).find((each) => each.origin === origin);
      return state && readerOf(state.log);
    },
    turnOf: async (origin) => {
      const ended = (await logStore.readStates(db)).find((each) => each.origin === origin);
      return ended && proveTurn(db, readerOf, ended);
    },
    isLeading: () => shard.sequencer.isLeading,
    backlog: () => inclusion.backlog,
    expect: (leafId) => inclusion.expect(leafId),
    find: (leafIds) => inclusion.find(leafIds),
    prove: (leafIds, beside) => inclusion.prove(leafIds, beside),
    sm3Proofs: async (places) =>
      options.sm3 === undefined ? new Map() : proofsAt(places, (log) => readerOf(log, SM3_TREE)),
    unwitnessedMs: () => shard.publisher.unwitnessedMs,
    unstampedMs: () => shard.stamper?.unstampedMs ?? 0,
    restampDueMs: () => shard.stamper?.restampDueMs ?? 0,
    isBehind: () => inclusion.isBehind() || shard.publisher.isOverdue || shard.publisher.isClosed,
    hasQueue: async (tx) => (await logStore.countPending(tx, 1)) > 0,
    append: (leaves, mustQueue) => shard.sequencer.append(leaves, mustQueue),
    close: async () => {
      isClosing = true;
      clearInterval(poll);
      await leaving;
      await shard.close();
      inclusion.close();
      await listener.close();
    },
  };
}

/** As the database has it; of an origin that it does not know the first log, or one that refuses to sign. */
async function presentLog(db: Database, origin: string): Promise<ShardName> {
  const states = await logStore.readStates(db);
  const last = states.at(-1);
  if (last === undefined) return { log: 0, origin };
  const isKnown =
    states.some((each) => each.origin === origin) || (await logStore.readNext(db, last.log)) === origin;
  return { log: last.log, origin: isKnown ? last.origin : origin };
}

/** Proofs of those entries that the published checkpoints of their logs cover, by place. */
export async function proofsAt(
  places: readonly number[],
  readerOf: (log: number) => LogReader,
): Promise<ReadonlyMap<number, TlogProof>> {
  const logs = [...new Set(places.map(logOf))];
  const parts = await Promise.all(
    logs.map(async (log) => {
      const indexes = places.filter((place) => logOf(place) === log).map(indexInLog);
      const proofs = await readerOf(log).proofs(indexes);
      return [...proofs].map(([index, proof]): [number, TlogProof] => {
        const place = placeOf(log, index);
        return [place, { ...proof, index: place }];
      });
    }),
  );
  return new Map(parts.flat());
}
