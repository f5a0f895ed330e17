import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parseLeaf } from '#crypto/evidence';
import { ed25519FromSeed, sha256, utf8 } from '#crypto/primitives';
import { ed25519Signer, openCheckpoint, parseNote, parsePolicy } from '#crypto/tlog';
import { announceKeys, exportLog, keyStandings, knownKeys } from '#hub/log';
import { APP_ROLE, openDatabase } from '#hub/store';
import { auditLog } from '../kit/auditor.js';
import { freshDatabase, type TestDatabase } from '../kit/database.js';
import { eventually } from '../kit/eventually.js';
import { FAULT_KINDS, FaultyDatabase } from '../kit/faulty-database.js';
import { newLeaves, ORIGIN, openTestLog, type TestLog } from '../kit/log.js';
import { openWitness, type TestWitness } from '../kit/witness.js';

const signer = (seed: string) => ed25519Signer(ORIGIN, ed25519FromSeed(sha256(utf8(seed))));
const [OLD, NEW] = ['the old key', 'the new key'];
const [old, next] = [signer(OLD), signer(NEW)];

/** One log from its old key to its new one, every step of it in another process. */
describe('changing the key of the log', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-keys-'));
  let database: TestDatabase;
  let db: FaultyDatabase;
  let witness: TestWitness;
  const open: TestLog[] = [];
  const exported = { folder: join(folder, 'exported'), onStart: () => {}, onEntries: () => {} };

  beforeAll(async () => {
    database = await freshDatabase();
    db = new FaultyDatabase(
      openDatabase({ url: database.url, poolSize: 4, role: APP_ROLE, onError: () => {} }),
    );
    witness = await openWitness('w1.example', [old.verifier, next.verifier]);
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((log) => log.close()));
  });
  afterAll(async () => {
    await db.close();
    await Promise.all([witness.close(), database.drop()]);
    rmSync(folder, { recursive: true });
  });

  type Seeds = readonly [string, ...string[]];

  /** A process with these keys, which leads, logs and publishes. */
  async function start(seeds: Seeds, leaves = 1, highWaterFile?: string): Promise<TestLog> {
    const log = await run(seeds, highWaterFile);
    await eventually(() => expect(log.running.isLeading()).toBe(true));
    await log.append(newLeaves(leaves));
    const { size } = await log.running.reader.state();
    await eventually(async () =>
      expect((await log.running.reader.published()).size).toBeGreaterThanOrEqual(size),
    );
    return log;
  }
  async function run(seeds: Seeds, highWaterFile = join(folder, 'high-water')): Promise<TestLog> {
    const keys = seeds.map((seed) => `log ${signer(seed).vkey}\n`).join('');
    const policy = parsePolicy(`${keys}${witness.line}\nquorum w1.example\n`);
    if ('reason' in policy) throw new Error(policy.reason);
    const times = { publishEveryMs: 50, heartbeatMs: 60_000, witnessTimeoutMs: 1_000, unwitnessedLimitMs: 0 };
    const log = await openTestLog(database, {
      seeds,
      sm3EveryMs: 3_600_000,
      highWaterFile,
      publishing: { policy, ...times },
    });
    open.push(log);
    return log;
  }
  async function expectRefusal(seeds: Seeds, why: RegExp): Promise<void> {
    const before = await database.query('select size, note from log_state');
    const log = await run(seeds);
    await eventually(() => expect(log.errors.map(String).join('\n')).toMatch(why));
    expect(log.running.isLeading()).toBe(false);
    await log.append(newLeaves(1)); // waits for somebody with the right keys
    expect(await database.query('select size, note from log_state')).toEqual(before);
    await log.close();
    open.splice(open.indexOf(log), 1);
  }
  const linesOf = (note: string) => parseNote(note)?.lines.map(({ keyId }) => keyId);
  const parts = () => ({
    ...{ db, runtime: { now: () => Date.now(), newId: uuidv7 }, hubId: 'test' },
    signers: { sha256: { own: [old, next] as const, besides: [] }, sm3: undefined },
  });

  it('is not announced while the new key does not sign', async () => {
    const log = await start([OLD], 300, join(folder, 'of-before'));
    await exportLog({ reader: log.running.reader, keys: [old.verifier], ...exported });
    expect(await keyStandings(parts())).toMatchObject([{ stage: 'NOT_SIGNING' }]);
    expect(await announceKeys(parts())).toEqual([]);
    expect(await database.query('select 1 from log_key_change')).toEqual([]);
  });

  it('lets both keys sign, of which either is enough, and may still be given up', async () => {
    const both = await start([OLD, NEW]);
    const { note } = await both.running.reader.published();
    expect(linesOf(note)?.slice(0, 2)).toEqual([old.verifier.keyId, next.verifier.keyId]);
    for (const { verifier } of [old, next])
      expect(openCheckpoint(note, verifier)).toMatchObject({ size: 301 });
    await both.close();
    open.pop();
    const again = await start([OLD]);
    expect(linesOf((await again.running.reader.state()).note)).toEqual([old.verifier.keyId]);
  });

  it('is refused to the new key alone before the log announces it', async () => {
    await start([OLD, NEW]);
    await Promise.all(open.splice(0).map((log) => log.close()));
    await expectRefusal([NEW], /has no entry yet that announces the key/);
  });

  it('is announced once, whatever becomes of the answers', async () => {
    await start([OLD, NEW]);
    for (const kind of FAULT_KINDS.toSorted()) {
      db.plan('log.rotate', kind);
      await expect(announceKeys(parts())).rejects.toThrow();
      const stands = kind === 'unknown, persisted' ? 1 : 0;
      expect(await database.query('select 1 from log_key_change')).toHaveLength(stands);
    }
    expect(await announceKeys(parts())).toEqual([]);
    await eventually(async () => expect(await keyStandings(parts())).toMatchObject([{ stage: 'ANNOUNCED' }]));
    const [row] = await database.query<{ leaves: number }>(
      `select count(*)::int as leaves from log_entry where convert_from(body, 'UTF8') like '%KeyChanged%'`,
    );
    expect(row).toEqual({ leaves: 1 });
  });

  it('takes the lead from a process that has the old key alone, and lets it have it no more', async () => {
    await expectRefusal([OLD], /was announced to be replaced by .*, which does not follow it here/);
  });

  it('leaves the log to the new key, with the entry before the first checkpoint that it signs alone', async () => {
    const alone = await start([NEW]);
    const { size, note } = await alone.running.reader.state();
    expect(linesOf(note)).toEqual([next.verifier.keyId]);
    const { bodies } = await alone.audit();
    expect(bodies).toHaveLength(size);
    const said = bodies.flatMap((body, index) => {
      const leaf = parseLeaf(body);
      return leaf?.type === 'KeyChanged' ? [{ ...leaf, index }] : [];
    });
    expect(said).toEqual([expect.objectContaining({ old: old.vkey, new: next.vkey })]);
    expect(await keyStandings(parts())).toMatchObject([{ stage: 'ANNOUNCED', index: said[0]?.index }]);
  });

  it('leaves folders of before as they are continued, and hosts of before able to lead', async () => {
    const highWaterFile = join(folder, 'of-before');
    expect(linesOf(readFileSync(highWaterFile, 'utf8'))).toEqual([old.verifier.keyId]);
    const alone = await start([NEW], 5, highWaterFile);
    const { reader } = alone.running;
    await exportLog({ reader, keys: await knownKeys(db, 0, { own: [next] }), ...exported });
    const read = async (path: string) => readFileSync(join(exported.folder, path));
    expect((await auditLog(read, next.vkey)).size).toBe((await reader.published()).size);
  });

  it('is not to be taken back', async () => {
    await expectRefusal([OLD], /refusing to sign/);
    await expectRefusal([NEW, OLD], /refusing to sign/);
  });
});
