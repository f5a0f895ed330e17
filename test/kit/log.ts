import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { afterEach, beforeEach, expect } from 'vitest';
import {
  createRandom,
  ed25519FromSeed,
  generatePrivateKey,
  type PrivateKey,
  sha256,
  utf8,
} from '#crypto/primitives';
import { sm2NoteSigner, sm3Origin } from '#crypto/tlog';
import { logSigners, openLog, type Publishing, type RunningLog, type TimeStamping } from '#hub/log';
import { logFiles } from '#hub/rest';
import {
  Announcer,
  APP_ROLE,
  compose,
  type Database,
  type logStore,
  openDatabase,
  PENDING_CHANNEL,
  type SessionLock,
  type Tx,
} from '#hub/store';
import { type AuditedLog, auditLog, auditSm3, type ReadFile } from './auditor.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { eventually } from './eventually.js';
import { FaultyDatabase } from './faulty-database.js';

export const ORIGIN = 'test.localhost/audit/1';

const SM2_KEY = generatePrivateKey('SM2');

const keyOf = (seed: string) => ed25519FromSeed(sha256(utf8(seed)));

/** Signs the checkpoints of the SM3 trees that these logs keep. */
export const sm3Signer = sm2NoteSigner(sm3Origin(ORIGIN), SM2_KEY);

/** The advisory lock of the sequencer (hub/log/sequencer.ts). */
export const LEADER_LOCK = 7_003_001;

/** One process's part in a transparency log, without the rest of a hub. */
export interface TestLog {
  readonly running: RunningLog;
  readonly faults: FaultyDatabase;
  /** What made it start afresh, oldest first. */
  readonly errors: readonly Error[];
  /** What it has said of its witnesses. */
  readonly alarms: readonly string[];
  /** Logs leaves in a transaction of their own, as the recorder does. */
  append(leaves: readonly logStore.Leaf[], options?: AppendOptions): Promise<void>;
  /** Everything that is served, checked from outside. */
  audit(): Promise<AuditedLog>;
  /** The same of the SM3 tree. */
  auditSm3(): Promise<AuditedLog>;
  /** Of one of the logs that followed each other, as it is served under its number. */
  auditNumber(log: number, origin: string): Promise<AuditedLog>;
  /** How far the SM3 tree was seen to be brought up. */
  readonly caughtUp: readonly number[];
  close(): Promise<void>;
}

export interface AppendOptions {
  readonly continuesCases?: boolean;
  /** Done in the transaction, between the signing of the new head and the commit. */
  readonly beforeCommit?: (tx: Tx) => Promise<void>;
}

export interface TestLogOptions {
  readonly origin?: string;
  /** Of the log's keys: while it is being changed, the old one and the new one. */
  readonly seeds?: readonly [string, ...string[]];
  /** The same of its SM2 keys; with them its own checkpoints bear their lines too. */
  readonly sm2Keys?: readonly [PrivateKey, ...PrivateKey[]];
  readonly maxLeaves?: number;
  /** Takes itself for the leader whatever the lock says, as a process cut off from the database may. */
  readonly ignoresLock?: boolean;
  /** Of this host; otherwise one of its own. */
  readonly highWaterFile?: string;
  readonly publishing?: Publishing;
  readonly timeStamping?: TimeStamping;
  /** Keeps the SM3 tree too, and binds the trees to each other this often. */
  readonly sm3EveryMs?: number;
  /** Of this host; unix milliseconds. */
  readonly now?: () => number;
  /** Plans faults before the log opens. */
  readonly plan?: (faults: FaultyDatabase) => void;
}

export async function openTestLog(database: TestDatabase, options: TestLogOptions = {}): Promise<TestLog> {
  const { seeds = ['the log key'], maxLeaves = 256, ignoresLock = false, sm3EveryMs } = options;
  const { origin = ORIGIN } = options;
  const errors: Error[] = [];
  const alarms: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'tongban-log-'));
  const onError = (error: Error) => errors.push(error);
  const faults = new FaultyDatabase(
    openDatabase({ url: database.url, poolSize: 8, role: APP_ROLE, onError: () => {} }),
  );
  options.plan?.(faults);
  const db: Database = ignoresLock ? withoutLock(faults) : faults;
  const [seed, nextSeed] = seeds;
  const [sm2Key, nextSm2Key] = options.sm2Keys ?? [SM2_KEY];
  const signersOf = (name: string) =>
    logSigners(name, {
      logEd25519: keyOf(seed),
      nextLogEd25519: nextSeed === undefined ? undefined : keyOf(nextSeed),
      logSm2: sm2Key,
      nextLogSm2: nextSm2Key,
    });
  const sha256Of = (name: string) => {
    const signers = signersOf(name).sha256;
    return options.sm2Keys === undefined ? { ...signers, besides: [] } : signers;
  };
  const vkey = () => signersOf(running.origin).sha256.own[0].vkey;
  const caughtUp: number[] = [];
  const running = await openLog({
    db,
    announcer: new Announcer(db, onError),
    ...{ origin, hubId: 'test', newId: uuidv7 },
    signersOf: sha256Of,
    ...(sm3EveryMs === undefined
      ? {}
      : {
          sm3: {
            signersOf: (name) => signersOf(name).sm3,
            bindEveryMs: sm3EveryMs,
          },
        }),
    maxLeaves,
    backlogLimit: 1_000_000,
    highWaterFile: (name) => `${options.highWaterFile ?? join(folder, 'high-water')}${suffixOf(name)}`,
    ...(options.publishing === undefined ? {} : { publishing: options.publishing }),
    timeStamping: options.timeStamping,
    random: createRandom(),
    now: options.now ?? (() => Date.now()),
    elapsed: () => performance.now(),
    onAlarm: (text) => alarms.push(text),
    onCatchUp: (size) => caughtUp.push(size),
    onError,
  });
  let closed: Promise<void> | undefined;
  const closeAll = async () => {
    await running.close();
    await db.close();
    rmSync(folder, { recursive: true });
  };
  const files = logFiles(running);
  const read: ReadFile = async (path) => {
    const response = await files.request(`/${path}`);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  };
  return {
    running,
    faults,
    errors,
    alarms,
    append: (leaves, { continuesCases = false, beforeCommit } = {}) =>
      append(db, running, leaves, continuesCases, beforeCommit),
    caughtUp,
    audit: () => auditLog(read, vkey()),
    auditNumber: (log, name) =>
      auditLog((path) => read(`${log}/${path}`), signersOf(name).sha256.own[0].vkey),
    auditSm3: () => auditSm3(read, vkey()),
    close: () => (closed ??= closeAll()),
  };
}

export function newLeaves(count: number): logStore.Leaf[] {
  return Array.from({ length: count }, () => {
    const leafId = uuidv7();
    return { leafId, body: utf8(JSON.stringify({ id: leafId, type: 'Test', actor: 'test' })) };
  });
}

function suffixOf(origin: string): string {
  return (origin.startsWith(ORIGIN) ? origin.slice(ORIGIN.length) : `.${origin}`).replaceAll('/', '.');
}

/** Puts leaves into the queue, as a process that does not lead. A leader that is not told finds them by its poll. */
export async function queueLeaves(
  database: TestDatabase,
  leaves: readonly logStore.Leaf[],
  isTold = true,
): Promise<void> {
  await database.query(
    'insert into log_pending (leaf_id, body) select * from unnest($1::uuid[], $2::bytea[])',
    [leaves.map((leaf) => leaf.leafId), leaves.map((leaf) => Buffer.from(leaf.body))],
  );
  if (isTold) await database.query(`select pg_notify('${PENDING_CHANNEL}', '')`);
}

/** Logs on a database of their own for each test. */
export interface LogStand {
  readonly database: TestDatabase;
  start(options?: TestLogOptions): Promise<TestLog>;
}

/** For each test of the file that calls this, a database of its own; what is opened on it is closed after the test. */
export function logStand(): LogStand {
  const open: TestLog[] = [];
  let database: TestDatabase | undefined;
  const now = () => {
    if (database === undefined) throw new Error('only within a test');
    return database;
  };
  beforeEach(async () => {
    database = await freshDatabase();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((log) => log.close()));
    await now().drop();
  });
  return {
    get database() {
      return now();
    },
    start: async (options) => {
      const log = await openTestLog(now(), options);
      open.push(log);
      return log;
    },
  };
}

export const leads = (log: TestLog) => eventually(() => expect(log.running.isLeading()).toBe(true));

async function append(
  db: Database,
  running: RunningLog,
  leaves: readonly logStore.Leaf[],
  continuesCases: boolean,
  beforeCommit: AppendOptions['beforeCommit'],
): Promise<void> {
  let appending: Awaited<ReturnType<RunningLog['append']>> | undefined;
  try {
    await db.transaction('test.append', async (tx) => {
      appending = await running.append(leaves, continuesCases && (await running.hasQueue(tx)));
      await beforeCommit?.(tx);
      const write = compose(appending.fragments);
      if (write !== undefined) tx.send(write);
    });
    appending?.committed();
  } catch (error) {
    appending?.failed(error);
    throw error;
  }
}

function withoutLock(db: Database): Database {
  const lock: SessionLock = { lost: new Promise(() => {}), release: async () => {} };
  return {
    transaction: (point, work) => db.transaction(point, work),
    query: (statement) => db.query(statement),
    listen: (channels, heard) => db.listen(channels, heard),
    tryLock: async () => lock,
    close: () => db.close(),
  };
}
