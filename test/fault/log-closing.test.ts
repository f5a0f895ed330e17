import { uuidv7 } from 'uuidv7';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parseLeaf } from '#crypto/evidence';
import { ed25519FromSeed, sha256, utf8 } from '#crypto/primitives';
import { ed25519Signer, parsePolicy } from '#crypto/tlog';
import { closeLog } from '#hub/log';
import { APP_ROLE, openDatabase } from '#hub/store';
import { freshDatabase, type TestDatabase } from '../kit/database.js';
import { eventually } from '../kit/eventually.js';
import { FAULT_KINDS, FaultyDatabase } from '../kit/faulty-database.js';
import { newLeaves, ORIGIN, openTestLog, type TestLog } from '../kit/log.js';
import { openWitness, type TestWitness } from '../kit/witness.js';

const key = ed25519Signer(ORIGIN, ed25519FromSeed(sha256(utf8('the log key'))));

/** One log to its end, and what is tried on it afterwards. */
describe('closing the log', { timeout: 60_000 }, () => {
  let database: TestDatabase;
  let db: FaultyDatabase;
  let witness: TestWitness;
  const open: TestLog[] = [];
  const parts = () => ({ db, runtime: { now: () => Date.now(), newId: uuidv7 }, hubId: 'test' });

  beforeAll(async () => {
    database = await freshDatabase();
    db = new FaultyDatabase(
      openDatabase({ url: database.url, poolSize: 4, role: APP_ROLE, onError: () => {} }),
    );
    witness = await openWitness('w1.example', key.verifier);
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((log) => log.close()));
  });
  afterAll(async () => {
    await db.close();
    await Promise.all([witness.close(), database.drop()]);
  });

  async function start(options: Parameters<typeof openTestLog>[1] = {}): Promise<TestLog> {
    const policy = parsePolicy(`log ${key.vkey}\n${witness.line}\nquorum w1.example\n`);
    if ('reason' in policy) throw new Error(policy.reason);
    const times = { publishEveryMs: 50, heartbeatMs: 60_000, witnessTimeoutMs: 1_000, unwitnessedLimitMs: 0 };
    const log = await openTestLog(database, {
      sm3EveryMs: 50,
      publishing: { policy, ...times },
      ...options,
    });
    open.push(log);
    return log;
  }
  const leads = (log: TestLog) => eventually(() => expect(log.running.isLeading()).toBe(true));
  const typesOf = async (log: TestLog) =>
    (await log.audit()).bodies.map((body) => parseLeaf(body)?.type ?? 'Test');
  const stored = () =>
    database.query('select size, note, sm3_note, epoch, closed_at is not null as closed from log_state');

  it('is begun once, whatever becomes of the answers', async () => {
    const log = await start();
    await leads(log);
    await log.append(newLeaves(20));
    await log.close();
    open.pop();
    for (const kind of FAULT_KINDS.toSorted()) {
      db.plan('log.close', kind);
      await expect(closeLog(parts(), 'PLANNED')).rejects.toThrow();
    }
    expect(await closeLog(parts(), 'PLANNED')).toBe('CLOSING');
    expect(await database.query('select 1 from log_pending')).toHaveLength(1);
  });

  // Neither minds the lock: both take themselves for the leader and log without end while the last entry is in the queue.
  it('ends with its last entry although two processes race for more', async () => {
    const racing = [await start({ ignoresLock: true }), await start({ ignoresLock: true })];
    let isOver = false;
    const logged: string[] = [];
    const work = racing.map(async (log) => {
      while (!isOver) {
        const leaves = newLeaves(2);
        await log.append(leaves).then(
          () => logged.push(...leaves.map(({ leafId }) => leafId)),
          () => {}, // lost the race; the other went on
        );
      }
    });
    await eventually(async () => expect(await stored()).toEqual([expect.objectContaining({ closed: true })]));
    const head = await stored();
    for (const log of racing) await log.append(newLeaves(1)); // waits, for another log
    isOver = true;
    await Promise.all(work);
    expect(await stored()).toEqual(head);
    const [log] = racing;
    if (log === undefined) throw new Error('no log');
    await eventually(async () => {
      const { size } = await log.running.reader.state();
      expect((await log.running.reader.published()).size).toBe(size);
    });
    const types = await typesOf(log);
    expect([types.indexOf('LogClosed'), types.at(-1)]).toEqual([types.length - 1, 'LogClosed']);
    expect(log.running.isBehind()).toBe(true);
    const ids = await database.query<{ id: string }>(
      'select leaf_id::text as id from log_entry union all select leaf_id::text from log_pending',
    );
    const kept = new Set(ids.map(({ id }) => id));
    expect(logged.filter((id) => !kept.has(id))).toEqual([]);
  });

  it('is signed by nobody after a restart, and its final checkpoint is cosigned still', async () => {
    const before = await stored();
    await witness.forget();
    await database.query('delete from log_checkpoint');
    const log = await start();
    await leads(log);
    await log.append(newLeaves(3));
    await eventually(async () => {
      const { size } = await log.running.reader.state();
      expect((await log.running.reader.published()).size).toBe(size);
      expect(await witness.latest()).toContain(`\n${size}\n`);
    });
    await eventually(() => expect(log.running.isBehind()).toBe(true));
    expect(await stored()).toEqual(before);
    expect((await typesOf(log)).at(-1)).toBe('LogClosed');
    expect(await closeLog(parts(), 'PLANNED')).toBe('CLOSED');
    expect(log.errors).toEqual([]);
  });

  it.each([
    'update log_state set size = size + 1',
    'update log_state set epoch = epoch + 1',
    'update log_state set closed_at = null',
    'delete from log_state',
    'truncate log_state',
  ])('is kept so by the database: %s', async (statement) => {
    await expect(database.query(statement)).rejects.toThrow(/is closed|append-only/);
  });
});
