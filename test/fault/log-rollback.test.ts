import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ed25519FromSeed, sha256, utf8 } from '#crypto/primitives';
import { ed25519Signer, parsePolicy } from '#crypto/tlog';
import type { Publishing } from '#hub/log';
import { freshDatabase, type TestDatabase } from '../kit/database.js';
import { eventually } from '../kit/eventually.js';
import { newLeaves, ORIGIN, openTestLog, type TestLog } from '../kit/log.js';
import { openWitness, type TestWitness } from '../kit/witness.js';

const log = ed25519Signer(ORIGIN, ed25519FromSeed(sha256(utf8('the log key'))));

describe('a database put back to yesterday', () => {
  let folder: string;
  let witness: TestWitness;
  let publishing: Publishing;
  let yesterday: TestDatabase;
  let today: TestDatabase;
  const open: TestLog[] = [];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-rollback-'));
    witness = await openWitness('w1.example', log.verifier);
    const policy = parsePolicy(`log ${log.vkey}\n${witness.line}\nquorum w1.example\n`);
    if ('reason' in policy) throw new Error(policy.reason);
    const times = { publishEveryMs: 50, heartbeatMs: 60_000, witnessTimeoutMs: 1_000, unwitnessedLimitMs: 0 };
    publishing = { policy, ...times };
    today = await freshDatabase();
    await grow(today, 40);
    yesterday = await freshDatabase(new URL(today.url).pathname.slice(1));
    await grow(today, 30);
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((each) => each.close()));
    await Promise.all([yesterday.drop(), today.drop(), witness.close()]);
    rmSync(folder, { recursive: true });
  });

  const highWaterFile = () => join(folder, 'high-water');

  async function start(database: TestDatabase, over: Parameters<typeof openTestLog>[1]): Promise<TestLog> {
    const started = await openTestLog(database, over);
    open.push(started);
    return started;
  }

  /** A hub that runs for a while, is witnessed, and ends in order. */
  async function grow(database: TestDatabase, leaves: number): Promise<void> {
    const running = await openTestLog(database, { highWaterFile: highWaterFile(), publishing });
    await eventually(() => expect(running.running.isLeading()).toBe(true));
    await running.append(newLeaves(leaves));
    const { size } = await running.running.reader.state();
    await eventually(async () => expect((await running.running.reader.published()).size).toBe(size));
    await running.close();
  }

  async function expectRefusal(refusing: TestLog, found: string): Promise<void> {
    await eventually(() => expect(refusing.errors.map(({ message }) => message).join()).toContain(found));
    expect(refusing.errors[0]?.message).toContain('refusing to sign');
    expect(refusing.errors[0]?.message).toContain('Stop all processes of the hub');
    expect(refusing.running.isLeading()).toBe(false);
  }

  it('is signed by nobody: the file of this host knows more', async () => {
    const refusing = await start(yesterday, { highWaterFile: highWaterFile() });
    await expectRefusal(refusing, 'the log has 40 entries, and the high-water file of this host');
    await refusing.append(newLeaves(3)); // what is taken in meanwhile waits
    expect(await yesterday.query('select size::int from log_state')).toEqual([{ size: 40 }]);
    expect(await yesterday.query('select 1 from log_pending')).toHaveLength(3);
  });

  it('is signed by nobody on another host either: a witness knows more', async () => {
    const refusing = await start(yesterday, { publishing });
    await expectRefusal(refusing, 'the log has 40 entries, and the witness w1.example');
    expect(await yesterday.query('select size::int from log_state')).toEqual([{ size: 40 }]);
  });

  it('is signed again once it has been made whole', async () => {
    const refusing = await start(yesterday, { publishing });
    await expectRefusal(refusing, 'the witness w1.example');
    const whole = await start(today, { highWaterFile: highWaterFile(), publishing });
    await eventually(() => expect(whole.running.isLeading()).toBe(true));
    await whole.append(newLeaves(1));
    expect((await whole.running.reader.state()).size).toBe(71);
  });

  it('is found out although it has grown past what was signed: its root is another', async () => {
    const careless = await start(yesterday, {});
    await eventually(() => expect(careless.running.isLeading()).toBe(true));
    await careless.append(newLeaves(50));
    await open.pop()?.close();
    const refusing = await start(yesterday, { publishing });
    await expectRefusal(refusing, 'the log had another root at 70 entries, as the witness w1.example shows');
  });

  it('cannot be told by a witness that lies: what the log has not signed stops nobody', async () => {
    witness.answers(() => new Response('9999\n', { status: 409 }));
    const running = await start(today, { publishing });
    await eventually(() => expect(running.running.isLeading()).toBe(true));
    await running.append(newLeaves(1));
    await eventually(() => expect(running.alarms.join()).toContain('has seen 9999 entries, the log has 71'));
    await running.append(newLeaves(1));
    await eventually(async () => expect((await running.running.reader.state()).size).toBe(72));
    expect(running.errors).toEqual([]);
  });

  it('is not guessed at: a high-water file that cannot be read stops the log', async () => {
    writeFileSync(highWaterFile(), 'rubbish');
    const refusing = await start(today, { highWaterFile: highWaterFile() });
    await eventually(() => expect(refusing.errors[0]?.message).toContain('is not a checkpoint of this log'));
    expect(refusing.running.isLeading()).toBe(false);
  });
});
