import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ed25519FromSeed, sha256, utf8 } from '#crypto/primitives';
import { ed25519Signer } from '#crypto/tlog';
import { APP_ROLE, openDatabase } from '#hub/store';
import { freshDatabase, type TestDatabase } from '../kit/database.js';
import { eventually } from '../kit/eventually.js';
import { type Line, openLine } from '../kit/line.js';
import { newLeaves, ORIGIN, openTestLog, type TestLog } from '../kit/log.js';

const SEED = 'the log key';
const PROGRAM = fileURLToPath(new URL('../kit/sequencing-process.mjs', import.meta.url));

/** Neither says that it is gone: no connection is closed, and every machine on the way goes on acknowledging. */
describe('a leader that falls silent', () => {
  let database: TestDatabase;
  let folder: string;
  const logs: TestLog[] = [];

  beforeEach(async () => {
    database = await freshDatabase();
    folder = mkdtempSync(join(tmpdir(), 'tongban-failover-'));
  });
  afterEach(async () => {
    await Promise.all(logs.splice(0).map((log) => log.close()));
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  async function open(url: string): Promise<TestLog> {
    const log = await openTestLog({ ...database, url }, { highWaterFile: join(folder, 'high-water') });
    logs.push(log);
    return log;
  }

  async function takesOver(log: TestLog): Promise<void> {
    await eventually(() => expect(log.running.isLeading()).toBe(true));
    await log.append(newLeaves(3));
    await eventually(async () => expect(await database.query('select 1 from log_pending')).toEqual([]));
  }

  it('because its process hangs gives way, and follows when it wakes up', async () => {
    const told = {
      ...{ databaseUrl: database.url, origin: ORIGIN, seed: SEED, ignoresLock: false },
      policyText: `log ${ed25519Signer(ORIGIN, ed25519FromSeed(sha256(utf8(SEED)))).vkey}\nquorum none\n`,
      highWaterFile: join(folder, 'high-water'),
    };
    const child: ChildProcess = fork(PROGRAM, [JSON.stringify(told)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const acknowledged = new Set<string>();
    let isLeading: boolean | undefined;
    child.on('message', (said: { acknowledged: string[]; isLeading: boolean }) => {
      for (const id of said.acknowledged) acknowledged.add(id);
      ({ isLeading } = said);
    });
    try {
      await eventually(() => expect(isLeading).toBe(true));
      const follower = await open(database.url);
      expect(follower.running.isLeading()).toBe(false);
      child.kill('SIGSTOP');
      await takesOver(follower);
      child.kill('SIGCONT');
      const before = acknowledged.size;
      await eventually(() => expect([isLeading, acknowledged.size > before + 50]).toEqual([false, true]));
      await eventually(() => expect(follower.running.isLeading()).toBe(true));
    } finally {
      child.kill('SIGKILL');
      await ended;
    }
    await eventually(async () => {
      const ids = new Set((await logs[0]?.audit())?.leaves.map(({ id }) => id));
      expect([...acknowledged].filter((id) => !ids.has(id))).toEqual([]);
    });
  });

  it('because its machine has vanished gives way, and knows it', async () => {
    const line: Line = await openLine(database.url);
    try {
      const leader = await open(line.url);
      await eventually(() => expect(leader.running.isLeading()).toBe(true));
      await leader.append(newLeaves(5));
      const follower = await open(database.url);
      line.stall();
      await takesOver(follower);
      await eventually(() => expect(leader.running.isLeading()).toBe(false));
      expect((await follower.audit()).size).toBe(8);
    } finally {
      line.cut();
      await line.close();
    }
  });

  it('because its machine has vanished gives up the rows that it had locked', async () => {
    const line: Line = await openLine(database.url);
    const report = () => {};
    const [vanished, other] = [line.url, database.url].map((url) =>
      openDatabase({ url, poolSize: 1, role: APP_ROLE, onError: report }),
    );
    if (vanished === undefined || other === undefined) return expect.fail();
    const lock = { text: 'select log_no from log_state for update' };
    try {
      await (await open(database.url)).append(newLeaves(1));
      await new Promise<void>((resolve) => {
        const abandoned = vanished.transaction('test.hold', async (tx) => {
          await tx.query(lock);
          resolve();
          await new Promise(() => {}); // it never says anything again
        });
        abandoned.catch(() => {});
      });
      line.stall();
      await other.transaction('test.wait', (tx) => tx.query(lock));
    } finally {
      line.cut();
      await line.close();
      await other.close();
    }
  }, 25_000);
});
