import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LogOpenedLeaf, parseLeaf } from '#crypto/evidence';
import { ed25519FromSeed, generatePrivateKey, sha256, utf8 } from '#crypto/primitives';
import { ed25519Signer, formatCheckpoint, openCheckpoint, parsePolicy, signNote } from '#crypto/tlog';
import { closeLog, exportLog, keysOfLog, LogReader, logSigners, SM3_TREE, vkeysOfLogs } from '#hub/log';
import type { Database } from '#hub/store';
import { eventually } from '../kit/eventually.js';
import { FAULT_KINDS } from '../kit/faulty-database.js';
import { leads, logStand, newLeaves, ORIGIN, type TestLog, type TestLogOptions } from '../kit/log.js';
import { openWitness, type TestWitness } from '../kit/witness.js';

const NEXT = ORIGIN.replace(/1$/, '2');
const QUIET = { onStart: () => {}, onEntries: () => {} };
const SM2_KEYS = { 'the log key': generatePrivateKey('SM2'), 'the next key': generatePrivateKey('SM2') };
const keyOf = (origin: string, seed = 'the log key') =>
  ed25519Signer(origin, ed25519FromSeed(sha256(utf8(seed))));

/** In one database a log is ended and the next one goes on from it. */
describe('turning the log', { timeout: 60_000 }, () => {
  const stand = logStand();
  const folder = mkdtempSync(join(tmpdir(), 'tongban-turn-'));
  let witness: TestWitness;

  beforeAll(async () => {
    witness = await openWitness('w1.example', [keyOf(ORIGIN).verifier, keyOf(NEXT).verifier]);
  });
  afterAll(async () => {
    await witness.close();
    rmSync(folder, { recursive: true });
  });

  const parts = (db: Database) => ({ db, runtime: { now: () => Date.now(), newId: uuidv7 }, hubId: 'test' });
  const turn = (log: TestLog) => closeLog(parts(log.faults), 'PLANNED', NEXT);
  const isTurned = (log: TestLog) =>
    eventually(() => expect([log.running.origin, log.running.isLeading()]).toEqual([NEXT, true]));
  async function started(options: TestLogOptions = {}): Promise<TestLog> {
    const log = await stand.start({ sm3EveryMs: 50, ...options });
    await leads(log);
    return log;
  }
  const publishing = () => {
    const policy = parsePolicy(
      `log ${keyOf(ORIGIN).vkey}\nlog ${keyOf(NEXT).vkey}\n${witness.line}\nquorum w1.example\n`,
    );
    if ('reason' in policy) throw new Error(policy.reason);
    const times = { publishEveryMs: 50, heartbeatMs: 60_000, witnessTimeoutMs: 1_000, unwitnessedLimitMs: 0 };
    return { policy, ...times };
  };
  /** Both logs hold, the second begins with the end of the first, and each of these leaves stands in one of them, once. */
  async function expectOneChain(log: TestLog, ids: readonly string[]): Promise<void> {
    await eventually(async () => {
      expect(await stand.database.query('select 1 from log_pending limit 1')).toEqual([]);
      const { size } = await log.running.reader.state();
      expect((await log.running.reader.published()).size).toBe(size);
    });
    const old = await log.auditNumber(0, ORIGIN);
    const next = await log.auditNumber(1, NEXT);
    expect(await log.audit()).toEqual(next);
    const [ended, began] = [old.bodies.at(-1), next.bodies[0]].map((body) => body && parseLeaf(body));
    expect(ended?.type).toBe('LogClosed');
    const { previous } = began as LogOpenedLeaf;
    const final = openCheckpoint(previous.checkpoint, keyOf(ORIGIN).verifier);
    expect([previous.origin, previous.size, final]).toEqual([
      ORIGIN,
      old.bodies.length,
      expect.objectContaining({ origin: ORIGIN, size: old.bodies.length }),
    ]);
    const types = [...old.bodies, ...next.bodies].map((body) => parseLeaf(body)?.type);
    expect(types.filter((type) => type === 'LogOpened' || type === 'LogClosed')).toHaveLength(2);
    const all = [...old.leaves, ...next.leaves].map(({ id }) => id);
    expect(ids.map((id) => all.filter((each) => each === id).length)).toEqual(ids.map(() => 1));
  }

  it('ends it, shows the end to the witnesses, and goes on: what came meanwhile waited, and nothing is refused', async () => {
    const log = await started({ publishing: publishing() });
    const leaves = newLeaves(600);
    await log.append(leaves.slice(0, 300));
    await witness.goAway();
    expect(await turn(log)).toBe('OPEN');
    await eventually(async () => expect((await log.running.reader.state()).isClosed).toBe(true));
    await log.append(leaves.slice(300, 400));
    expect([log.running.origin, log.running.isBehind()]).toEqual([ORIGIN, false]);
    expect(await stand.database.query('select 1 from log_pending')).toHaveLength(100);
    await witness.comeBack();
    await isTurned(log);
    await log.append(leaves.slice(400));
    await expectOneChain(
      log,
      leaves.map(({ leafId }) => leafId),
    );
    await log.auditSm3();
    const [final, latest] = await Promise.all([witness.latest(ORIGIN), witness.latest(NEXT)]);
    expect([final, latest]).toEqual([expect.stringContaining(ORIGIN), expect.stringContaining(NEXT)]);
    const { bodies } = await log.audit();
    expect((parseLeaf(bodies[0] ?? new Uint8Array()) as LogOpenedLeaf).previous.checkpoint).toContain(
      'w1.example',
    );
    // A receipt of before the turn can still be had, and one of after it: each under a checkpoint of its own log.
    const [before, after] = [leaves[0]?.leafId ?? '', leaves[599]?.leafId ?? ''];
    const found = await log.running.find([before, after]);
    const told = [before, after].map((id) => [found.get(id)?.log, found.get(id)?.checkpoint.split('\n')[0]]);
    expect(told).toEqual([
      [0, ORIGIN],
      [1, NEXT],
    ]);
    // Whoever leads is deposed as the log is told to end.
    const others = log.errors.filter(({ message }) => !message.includes('moved on without us'));
    expect([others, witness.forks]).toEqual([[], []]);
  });

  it('leaves the log that has ended the keys it had, whatever those of the hub become', async () => {
    const keys = (seed: keyof typeof SM2_KEYS) => ({
      logEd25519: ed25519FromSeed(sha256(utf8(seed))),
      logSm2: SM2_KEYS[seed],
    });
    const [old, next] = ['the log key', 'the next key'] as const;
    const vkeys = (origin: string, seed: typeof old | typeof next) => {
      const { sha256: tree, sm3 } = logSigners(origin, keys(seed));
      return { origin, sha256: [tree.own[0].vkey], sm2: [tree.besides[0].vkey], sm3: [sm3.own[0].vkey] };
    };
    const first = await started({ seeds: [old], sm2Keys: [SM2_KEYS[old]] });
    await first.append(newLeaves(3));
    expect(await vkeysOfLogs(first.faults, keys(old), ORIGIN)).toEqual([vkeys(ORIGIN, old)]);
    await closeLog(parts(first.faults), 'KEY_COMPROMISED');
    await eventually(async () => expect((await first.running.reader.state()).isClosed).toBe(true));
    expect(await vkeysOfLogs(first.faults, keys(next), ORIGIN)).toEqual([vkeys(ORIGIN, old)]);
    await first.close();
    const second = await started({ seeds: [next], sm2Keys: [SM2_KEYS[next]] });
    await turn(second);
    await isTurned(second);
    await second.append(newLeaves(3));
    const both = [vkeys(ORIGIN, old), vkeys(NEXT, next)];
    expect(await vkeysOfLogs(second.faults, keys(next), ORIGIN)).toEqual(both);
    // Its folder is known again by those keys, and by no others.
    const ended = { reader: new LogReader(second.faults, false, 0), folder: join(folder, 'ended'), ...QUIET };
    const known = await keysOfLog(second.faults, keys(next), { log: 0, origin: ORIGIN });
    const size = await exportLog({ ...ended, keys: known.sha256 });
    expect(await exportLog({ ...ended, keys: known.sha256 })).toBe(size);
    const present = logSigners(ORIGIN, keys(next)).sha256.own.map(({ verifier }) => verifier);
    await expect(exportLog({ ...ended, keys: present })).rejects.toThrow('does not hold this log');
    const sm3 = {
      ...ended,
      reader: new LogReader(second.faults, false, 0, SM3_TREE),
      folder: join(folder, 'ended/sm3'),
    };
    for (const _ of ['first', 'again']) expect(await exportLog({ ...sm3, keys: known.sm3 })).toBe(size);
  });

  it.each(FAULT_KINDS)('is made whole after a commit that %s', async (kind) => {
    const log = await started();
    const leaves = newLeaves(10);
    await log.append(leaves.slice(0, 5));
    log.faults.plan('log.close', kind);
    await expect(turn(log)).rejects.toThrow();
    for (const point of ['log.turn', 'log.lead']) log.faults.plan(point, kind);
    await turn(log);
    await isTurned(log);
    log.faults.plan('log.sequence', kind);
    await log.append(leaves.slice(5)).catch(() => {});
    await expectOneChain(
      log,
      leaves.slice(0, 5).map(({ leafId }) => leafId),
    );
  });

  it('is carried on by whoever comes next, wherever it was left', async () => {
    await witness.forget();
    const first = await started();
    const leaves = newLeaves(4);
    await first.append(leaves);
    const away = { publishing: publishing() };
    await first.close();
    // Closed, and not published: the witness is away.
    await witness.goAway();
    const second = await started(away);
    await turn(second);
    await eventually(async () => expect((await second.running.reader.state()).isClosed).toBe(true));
    await second.close();
    await witness.comeBack();
    // Published and not opened: the commit that opens the next one fails as the process dies.
    const third = await stand.start({
      ...away,
      plan: (faults) => Array.from({ length: 50 }, () => faults.plan('log.turn', 'fails')),
    });
    await eventually(() => expect(third.errors.length).toBeGreaterThan(0));
    expect(await stand.database.query('select 1 from log_state')).toHaveLength(1);
    await third.close();
    // Opened and empty: what is to be its first entry fails.
    const fourth = await stand.start({
      ...away,
      plan: (faults) => Array.from({ length: 50 }, () => faults.plan('log.sequence', 'fails')),
    });
    await eventually(async () => expect((await fourth.running.reader.state()).log).toBe(1));
    await eventually(() => expect(fourth.errors.length).toBeGreaterThan(0));
    await fourth.append(newLeaves(1)); // must not come before the entry that ties the logs
    expect((await fourth.running.reader.state()).size).toBe(0);
    await fourth.close();
    const last = await stand.start({ ...away, origin: NEXT });
    await isTurned(last);
    await expectOneChain(
      last,
      leaves.map(({ leafId }) => leafId),
    );
  });

  // Neither minds the lock: both take themselves for the leader, of one log and of the next.
  it('is one chain although two processes race', async () => {
    const racing = [await started({ ignoresLock: true }), await started({ ignoresLock: true })];
    const [log] = racing;
    if (log === undefined) throw new Error('no log');
    const logged: string[] = [];
    let isOver = false;
    const work = racing.map(async (each) => {
      while (!isOver) {
        const leaves = newLeaves(2);
        await each.append(leaves).then(
          () => logged.push(...leaves.map(({ leafId }) => leafId)),
          () => {}, // lost the race; the other went on
        );
      }
    });
    await turn(log);
    await eventually(() => expect(racing.map(({ running }) => running.origin)).toEqual([NEXT, NEXT]));
    await eventually(async () => expect((await log.running.reader.state()).size).toBeGreaterThan(20));
    isOver = true;
    await Promise.all(work);
    await expectOneChain(log, logged);
  });

  it('is refused where more of the next one was signed than there is', async () => {
    const file = join(folder, 'high-water');
    const body = formatCheckpoint({ origin: NEXT, size: 7, root: sha256(utf8('another history')) });
    writeFileSync(`${file}.${NEXT.replaceAll('/', '.')}`, signNote(body, [keyOf(NEXT)]));
    const log = await started({ highWaterFile: file });
    await turn(log);
    await eventually(() =>
      expect(log.errors.map(String)).toContainEqual(expect.stringContaining('RollbackError')),
    );
    expect((await log.running.reader.state()).size).toBe(0);
  });

  it('leaves a process that was not told the name of any of the logs without a right to sign', async () => {
    const log = await started();
    await turn(log);
    await isTurned(log);
    await log.close();
    const other = await stand.start({ origin: `${ORIGIN}/other` });
    await eventually(() =>
      expect(other.errors.map(String)).toContainEqual(expect.stringContaining('refusing to sign')),
    );
    expect(other.running.isLeading()).toBe(false);
  });

  it('is kept in order by the database', async () => {
    const log = await started();
    const begin = (no: number, origin: string) =>
      stand.database.query(
        `insert into log_state (log_no, origin, size, root, note, epoch) values (${no}, '${origin}', 0, '', '', 0)`,
      );
    await expect(begin(1, NEXT)).rejects.toThrow(/not closed/);
    await turn(log);
    await isTurned(log);
    await expect(begin(2, 'third')).rejects.toThrow(/not closed/);
    await expect(stand.database.query(`update log_turn set origin = 'other'`)).rejects.toThrow(/append-only/);
    await expect(closeLog(parts(log.faults), 'PLANNED', ORIGIN)).rejects.toThrow(/a name of its own/);
  });
});
