import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ed25519FromSeed, sha256, utf8 } from '#crypto/primitives';
import { ed25519Signer, openCheckpoint, parseGmPolicy, parsePolicy } from '#crypto/tlog';
import type { Publishing } from '#hub/log';
import { rootOver } from '../kit/auditor.js';
import { freshDatabase, type TestDatabase } from '../kit/database.js';
import { eventually } from '../kit/eventually.js';
import { FAULT_KINDS } from '../kit/faulty-database.js';
import { newLeaves, ORIGIN, openTestLog, queueLeaves, sm3Signer, type TestLog } from '../kit/log.js';
import { openWitness, type TestWitness } from '../kit/witness.js';

const NEVER = 3_600_000;
const log = ed25519Signer(ORIGIN, ed25519FromSeed(sha256(utf8('the log key'))));

let database: TestDatabase;
const open: TestLog[] = [];

beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
  await database.drop();
});

async function start(options: Parameters<typeof openTestLog>[1] = {}): Promise<TestLog> {
  const started = await openTestLog(database, { sm3EveryMs: NEVER, ...options });
  open.push(started);
  return started;
}

const leads = (each: TestLog) => eventually(() => expect(each.running.isLeading()).toBe(true));

/** Both trees, checked from outside: they are of the same entries. */
async function audited(each: TestLog, size: number): Promise<void> {
  const [plain, sm3] = [await each.audit(), await each.auditSm3()];
  expect([plain.size, sm3.size]).toEqual([size, size]);
  expect(sm3.leaves).toEqual(plain.leaves);
}

describe('the SM3 tree', () => {
  it('grows with the log, and is served like it', async () => {
    const running = await start();
    await leads(running);
    for (const count of [1, 255, 344]) await running.append(newLeaves(count));
    await audited(running, 600);
    await expect(running.running.sm3?.tile({ level: 0, index: 2, width: 89 })).rejects.toMatchObject({
      code: 'BEYOND_PUBLISHED',
    });
  });

  it.each(FAULT_KINDS)('has what the log has when a commit %s', async (kind) => {
    const running = await start();
    await leads(running);
    await running.append(newLeaves(255));
    for (const point of ['test.append', 'log.sequence']) {
      running.faults.plan(point, kind);
      if (point === 'test.append') await running.append(newLeaves(2)).catch(() => {});
      else await queueLeaves(database, newLeaves(2));
      await eventually(() => expect(running.faults.pending).toBe(0));
      await leads(running);
    }
    await running.append(newLeaves(1));
    await audited(running, (await running.running.reader.state()).size);
  });

  it('refuses to be signed on when its stored head was changed', async () => {
    const running = await start();
    await leads(running);
    await running.append(newLeaves(3));
    await open.pop()?.close();
    await database.query(`update log_state set sm3_root = sha256('forged')`);
    const refusing = await start();
    await eventually(() => expect(refusing.errors.map(String).join()).toContain('refusing to sign'));
    expect(refusing.running.isLeading()).toBe(false);
  });
});

describe('an SM3 tree that begins late', () => {
  const ENTRIES = 4_400; // one full batch, a full tile and a piece of one

  beforeEach(async () => {
    const plain = await openTestLog(database);
    await leads(plain);
    await plain.append(newLeaves(ENTRIES));
    await plain.close();
  });

  it.each(FAULT_KINDS)('is brought up to the log, although a commit %s', async (kind) => {
    const running = await start({ plan: (faults) => faults.plan('log.catchup', kind, 1) });
    await leads(running);
    expect(running.faults.pending).toBe(0);
    expect([...new Set(running.caughtUp)].slice(0, 2)).toEqual([0, 4_096]);
    await running.append(newLeaves(1));
    await audited(running, ENTRIES + 1);
  });

  it('is brought up again when it was not kept for a while', async () => {
    for (const sm3EveryMs of [NEVER, undefined]) {
      const running = await openTestLog(database, sm3EveryMs === undefined ? {} : { sm3EveryMs });
      await leads(running);
      await running.append(newLeaves(7));
      await running.close();
    }
    const running = await start();
    await leads(running);
    await audited(running, ENTRIES + 14);
  });

  it('gets nothing of entries that were changed', async () => {
    await database.query('alter table log_entry disable trigger append_only');
    await database.query(`update log_entry set body = 'forged' where idx = 300`);
    const refusing = await start();
    await eventually(() => expect(refusing.errors.map(String).join()).toMatch(/do not give tile 0\/1/));
    expect(await database.query('select sm3_size::int from log_state')).toEqual([{ sm3_size: 0 }]);
    expect(await database.query(`select 1 from log_tile where tree = 'sm3'`)).toEqual([]);
  });
});

describe('the two trees', () => {
  const unwitnessed = (): Publishing => {
    const policy = parsePolicy(`log ${log.vkey}\nquorum none\n`);
    if ('reason' in policy) throw new Error(policy.reason);
    const times = {
      publishEveryMs: 50,
      heartbeatMs: 60_000,
      witnessTimeoutMs: 30_000,
      unwitnessedLimitMs: 0,
    };
    return { policy, ...times };
  };
  const binding = () => start({ sm3EveryMs: 50, publishing: unwitnessed() });

  async function bound(running: TestLog, size: number): Promise<void> {
    await eventually(async () => expect((await running.audit()).size).toBe(size));
    const { leaves, bodies } = await running.audit();
    const last = leaves.at(-1);
    expect(last).toMatchObject({ type: 'CrossRoot', hub: 'test', size: size - 1 });
    const before = bodies.slice(0, size - 1);
    expect(last?.roots).toEqual({
      sha256: rootOver(before, 'sha256').toString('base64url'),
      sm3: rootOver(before, 'sm3').toString('base64url'),
    });
  }

  it('are bound to each other when the log has grown, and only then', async () => {
    const running = await binding();
    await leads(running);
    await running.append(newLeaves(2));
    await bound(running, 3);
    await running.append(newLeaves(1));
    await bound(running, 5);
    await open.pop()?.close();
    const heir = await binding();
    await leads(heir);
    await heir.append(newLeaves(1));
    await bound(heir, 7);
  });

  it.each(FAULT_KINDS)('are bound to each other although a commit %s', async (kind) => {
    const running = await binding();
    await leads(running);
    running.faults.plan('log.bind', kind);
    await running.append(newLeaves(2));
    await eventually(async () => {
      expect(running.faults.pending).toBe(0);
      expect((await running.audit()).leaves.at(-1)?.type).toBe('CrossRoot');
    });
  });
});

describe('the witnesses of an SM3 tree', () => {
  let witness: TestWitness;
  let plain: TestWitness;
  let publishing: Publishing;

  beforeEach(async () => {
    plain = await openWitness('w1.example', log.verifier);
    witness = await openWitness('w2.example', log.verifier, sm3Signer.verifier);
    const policy = parsePolicy(`log ${log.vkey}\n${plain.line}\nquorum w1.example\n`);
    const gmPolicy = parseGmPolicy(`log ${sm3Signer.vkey}\n${witness.gmLine}\nquorum w2.example\n`);
    if ('reason' in policy || 'reason' in gmPolicy) throw new Error('a policy');
    const times = {
      publishEveryMs: 50,
      heartbeatMs: 60_000,
      witnessTimeoutMs: 30_000,
      unwitnessedLimitMs: 0,
    };
    publishing = { policy, gmPolicy, ...times };
  });
  afterEach(async () => {
    await Promise.all([witness.close(), plain.close()]);
  });

  const sm3Published = async (running: TestLog) => (await running.running.sm3?.published())?.size;

  it('cosign it by SM2, as the SHA-256 tree is by others, and both are published of one size', async () => {
    const running = await start({ publishing });
    await leads(running);
    await running.append(newLeaves(5));
    await eventually(async () => expect(await sm3Published(running)).toBe(5));
    await running.append(newLeaves(300));
    await eventually(async () => expect(await sm3Published(running)).toBe(305));
    expect((await running.running.reader.published()).size).toBe(305);
    const note = (await running.running.sm3?.published())?.note ?? '';
    const known = [...(publishing.gmPolicy?.witnesses.values() ?? [])];
    expect(openCheckpoint(note, sm3Signer.verifier, known)).toMatchObject({
      size: 305,
      signedBy: [{ name: sm3Signer.verifier.name }, { name: 'w2.example' }],
    });
    await audited(running, 305);
  });

  it('hold up nobody but the SM3 tree, which is published when they are back', async () => {
    const running = await start({ publishing });
    await leads(running);
    await running.append(newLeaves(3));
    await eventually(async () => expect(await sm3Published(running)).toBe(3));
    await witness.goAway();
    await running.append(newLeaves(4));
    await eventually(async () => expect((await running.running.reader.published()).size).toBe(7));
    await eventually(() => expect(running.alarms.join()).toContain('SM3 tree: too few witnesses: none'));
    expect(await sm3Published(running)).toBe(3);
    expect(running.running.unwitnessedMs()).toBe(0);
    await witness.comeBack();
    await eventually(async () => expect(await sm3Published(running)).toBe(7));
  });

  it('stop a database that was put back, as the others do', async () => {
    const running = await start({ publishing });
    await leads(running);
    await running.append(newLeaves(3));
    await eventually(async () => expect(await sm3Published(running)).toBe(3));
    await open.pop()?.close();
    await plain.forget();
    const empty = await freshDatabase();
    const refusing = await openTestLog(empty, { sm3EveryMs: NEVER, publishing });
    await eventually(() =>
      expect(refusing.errors.map(String).join()).toContain('the SM3 tree has 0 entries, and the witness w2'),
    );
    await refusing.close();
    await empty.drop();
  });
});
