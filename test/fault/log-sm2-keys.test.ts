import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LogWatch, readLogKeys } from '#connectors/kit';
import { ed25519FromSeed, generatePrivateKey, type PrivateKey, sha256, utf8 } from '#crypto/primitives';
import { openByLogs, parseNote } from '#crypto/tlog';
import { readLogTrust } from '#crypto/verify';
import { examineBundle, LogVerifier } from '#crypto/verify/log';
import { announceKeys, exportLog, keyStandings, knownKeys, logSigners } from '#hub/log';
import { APP_ROLE, type Database, openDatabase } from '#hub/store';
import { freshDatabase, type TestDatabase } from '../kit/database.js';
import { eventually } from '../kit/eventually.js';
import { logFilesOf } from '../kit/exported-log.js';
import { newLeaves, ORIGIN, openTestLog, type TestLog } from '../kit/log.js';

/** What a process is given: of each algorithm the key, and the one that is to take its place. */
interface Keys {
  readonly seeds: readonly [string, ...string[]];
  readonly sm2Keys: readonly [PrivateKey, ...PrivateKey[]];
}

const [FIRST, SECOND, THIRD] = [
  generatePrivateKey('SM2'),
  generatePrivateKey('SM2'),
  generatePrivateKey('SM2'),
];

/** One log from its first keys to its last, every step of it in another process: the SM2 key by itself, then both at once. */
describe('changing the SM2 key of the log', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-sm2-keys-'));
  const exported = join(folder, 'exported');
  let database: TestDatabase;
  let db: Database;
  const open: TestLog[] = [];
  /** A checkpoint of each step, oldest first. */
  const notes: string[] = [];

  beforeAll(async () => {
    database = await freshDatabase();
    db = openDatabase({ url: database.url, poolSize: 4, role: APP_ROLE, onError: () => {} });
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((log) => log.close()));
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  const keyOf = (seed: string) => ed25519FromSeed(sha256(utf8(seed)));
  const signersOf = ({ seeds: [seed, nextSeed], sm2Keys: [logSm2, nextLogSm2] }: Keys) =>
    logSigners(ORIGIN, {
      logEd25519: keyOf(seed),
      nextLogEd25519: nextSeed === undefined ? undefined : keyOf(nextSeed),
      ...{ logSm2, nextLogSm2 },
    });
  const parts = (keys: Keys) => ({
    ...{ db, runtime: { now: () => Date.now(), newId: uuidv7 }, hubId: 'test' },
    signers: signersOf(keys),
  });
  const stages = async (keys: Keys) => (await keyStandings(parts(keys))).map(({ stage }) => stage);

  async function run(keys: Keys): Promise<TestLog> {
    const highWaterFile = join(folder, 'high-water');
    const log = await openTestLog(database, { ...keys, sm3EveryMs: 3_600_000, highWaterFile });
    open.push(log);
    return log;
  }
  /** A process with these keys, which leads and logs. */
  async function start(keys: Keys): Promise<TestLog> {
    const log = await run(keys);
    await eventually(() => expect(log.running.isLeading()).toBe(true));
    await log.append(newLeaves(3));
    notes.push((await log.running.reader.published()).note);
    return log;
  }
  async function expectRefusal(keys: Keys, why: RegExp): Promise<void> {
    const before = await database.query('select size, note from log_state');
    const log = await run(keys);
    await eventually(() => expect(log.errors.map(String).join('\n')).toMatch(why));
    expect(log.running.isLeading()).toBe(false);
    expect(await database.query('select size, note from log_state')).toEqual(before);
    await log.close();
    open.splice(open.indexOf(log), 1);
  }
  /** Adds what came since to the folder, as `tongban log export` does. */
  async function toFolder({ running }: TestLog, keys: Keys): Promise<void> {
    const signers = signersOf(keys);
    const quiet = { onStart: () => {}, onEntries: () => {} };
    const sm3 = running.sm3 ?? expect.fail('no SM3 tree');
    await exportLog({
      reader: sm3,
      keys: await knownKeys(db, 0, signers.sm3),
      folder: join(exported, 'sm3'),
      ...quiet,
    });
    await exportLog({
      reader: running.reader,
      keys: await knownKeys(db, 0, signers.sha256),
      folder: exported,
      ...quiet,
    });
  }
  /** What an auditor with these keys says of the folder. */
  async function audit(keys: Keys) {
    const { sha256: ofLog, sm3 } = signersOf(keys);
    const lines = (signers: typeof ofLog.own) => signers.map(({ vkey }) => `log ${vkey}\n`).join('');
    const trust = readLogTrust({
      policy: `${lines(ofLog.own)}quorum none\n`,
      gm: `${lines(ofLog.besides)}${lines(sm3.own)}quorum none\n`,
    });
    const names = readdirSync(exported, { recursive: true, encoding: 'utf8' });
    const plain = names.filter((name) => statSync(join(exported, name)).isFile());
    const files = new Map(plain.map((name) => [name, readFileSync(join(exported, name))]));
    const examine = async (bytes: Uint8Array) => examineBundle(bytes);
    const { report } = await new LogVerifier(trust).verify(logFilesOf(files), { examine });
    return {
      exitCode: report.exitCode,
      ...Object.fromEntries(
        report.answers.map(({ question, verdict, en }) => [question, `${verdict} ${en}`]),
      ),
    };
  }
  const HOLDS = {
    exitCode: 0,
    SM2: expect.stringMatching(/^PASS SM2 holds, also for the SM3 tree/),
    SM3_TREE: expect.stringMatching(/^PASS/),
  };

  const before: Keys = { seeds: ['one'], sm2Keys: [FIRST] };
  const overlap: Keys = { seeds: ['one'], sm2Keys: [FIRST, SECOND] };
  const between: Keys = { seeds: ['one'], sm2Keys: [SECOND] };
  const bothOverlap: Keys = { seeds: ['one', 'two'], sm2Keys: [SECOND, THIRD] };
  const after: Keys = { seeds: ['two'], sm2Keys: [THIRD] };

  it('is refused to the new key alone before the log announces it', async () => {
    await toFolder(await start(before), before);
    expect(await audit(before)).toMatchObject({ ...HOLDS, KEYS: 'PASS none was changed' });
    await Promise.all(open.splice(0).map((log) => log.close()));
    await expectRefusal(between, /is not one of .*\/sm3 under this log key/);
    await start(overlap);
    await Promise.all(open.splice(0).map((log) => log.close()));
    await expectRefusal(between, /has no entry yet that announces the key/);
  });

  it('is announced for the SM3 tree alone, and both keys sign both trees', async () => {
    const log = await start(overlap);
    expect(await stages(overlap)).toEqual(['NONE', 'READY']);
    expect(await announceKeys(parts(overlap))).toMatchObject([
      { oldVkey: signersOf(before).sm3.own[0].vkey },
    ]);
    await eventually(async () => expect(await stages(overlap)).toEqual(['NONE', 'ANNOUNCED']));
    await eventually(() => expect(log.running.isLeading()).toBe(true));
    await log.append(newLeaves(1));
    await toFolder(log, overlap);
    const lines = (name: string) => parseNote(readFileSync(join(exported, name), 'utf8'))?.lines.length;
    expect([lines('checkpoint'), lines('sm3/checkpoint')]).toEqual([3, 3]);
    const { own } = signersOf(between).sm3;
    expect(await audit(before)).toMatchObject({
      ...HOLDS,
      KEYS: expect.stringContaining(`policy.gm: log ${own[0].vkey}`),
    });
    for (const keys of [overlap, between])
      expect(await audit(keys)).toMatchObject({
        ...HOLDS,
        KEYS: expect.stringMatching(/^PASS \d+ \w+ → \w+$/),
      });
  });

  it('leaves both trees to the new key, and is not to be taken back', async () => {
    await expectRefusal(before, /was announced to be replaced by .*, which does not follow it here/);
    const log = await start(between);
    await toFolder(log, between);
    expect(await audit(between)).toMatchObject(HOLDS);
    expect(await audit(before)).toMatchObject({
      ...{ exitCode: 1, SM2: expect.stringMatching(/^FAIL/) },
      KEYS: expect.stringContaining(`add to policy.gm: log ${signersOf(between).sm3.own[0].vkey}`),
    });
    await log.close();
    open.pop();
    await expectRefusal(before, /refusing to sign/);
  });

  it('may be done together with the other key, by one command', async () => {
    const log = await start(bothOverlap);
    expect(await announceKeys(parts(bothOverlap))).toHaveLength(2);
    await eventually(async () => expect(await stages(bothOverlap)).toEqual(['ANNOUNCED', 'ANNOUNCED']));
    await eventually(() => expect(log.running.isLeading()).toBe(true));
    await log.append(newLeaves(1));
    await toFolder(log, bothOverlap);
    for (const keys of [between, bothOverlap, after]) expect(await audit(keys)).toMatchObject(HOLDS);
    await Promise.all(open.splice(0).map((each) => each.close()));
    for (const half of [
      { seeds: ['two'], sm2Keys: [SECOND] },
      { seeds: ['one'], sm2Keys: [THIRD] },
    ] as const)
      await expectRefusal(half, /was announced to be replaced by/);
    await toFolder(await start(after), after);
    expect(await audit(after)).toMatchObject({ ...HOLDS, KEYS: expect.stringMatching(/^PASS .*→.*→.*→/) });
  });

  it('is followed by a connector, which goes by the other key', async () => {
    const vkeys = [signersOf(before), signersOf(after)].map(({ sha256: { own } }) => own[0].vkey);
    const log = await start(after);
    const watch = await LogWatch.open({
      ...{
        keys: readLogKeys(vkeys),
        dataDir: join(folder, 'connector'),
        whenForked: 'HOLD',
        proofLimitMs: 60_000,
      },
      client: {
        consistency: async (from, to) => (await log.running.reader.consistency(from, to)) as Uint8Array[],
      },
      ...{
        clock: () => Date.now(),
        log: { info: () => {}, warn: () => {}, error: (_, text) => expect.fail(text) },
      },
    });
    expect(notes).toHaveLength(7);
    for (const note of notes) {
      const tree = openByLogs(note, watch.keys);
      watch.saw(note, typeof tree === 'string' ? expect.fail(tree) : tree);
    }
    await watch.round();
    watch.checkMaySend();
  });
});
