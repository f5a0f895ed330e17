import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LogOpenedLeaf, parseLeaf } from '#crypto/evidence';
import { base64url, ed25519FromSeed, sha256, utf8 } from '#crypto/primitives';
import { ed25519Signer, openCheckpoint } from '#crypto/tlog';
import { type ClosedLog, closeLog, exportLog, openingStage, openLogAfter } from '#hub/log';
import { APP_ROLE, openDatabase } from '#hub/store';
import { auditLog } from '../kit/auditor.js';
import { freshDatabase, type TestDatabase } from '../kit/database.js';
import { eventually } from '../kit/eventually.js';
import { FAULT_KINDS, FaultyDatabase } from '../kit/faulty-database.js';
import { newLeaves, ORIGIN, openTestLog, type TestLog } from '../kit/log.js';
import { run, TONGBAN_VERIFY } from '../kit/program.js';

const NEXT = ORIGIN.replace(/1$/, '2');
const keyOf = (origin: string) => ed25519Signer(origin, ed25519FromSeed(sha256(utf8('the log key'))));

/** Two databases: a log to its end, and the one that goes on from it. */
describe('a log that goes on from another', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-opening-'));
  const at = (name: string) => join(folder, name);
  let databases: Record<'old' | 'next', TestDatabase>;
  let db: FaultyDatabase;
  const logs: TestLog[] = [];
  const parts = () => ({ db, runtime: { now: () => Date.now(), newId: uuidv7 }, hubId: 'test' });
  let previous: ClosedLog;

  beforeAll(async () => {
    databases = { old: await freshDatabase(), next: await freshDatabase() };
    db = new FaultyDatabase(
      openDatabase({ url: databases.next.url, poolSize: 4, role: APP_ROLE, onError: () => {} }),
    );
    previous = await closed();
  });
  afterAll(async () => {
    await Promise.all(logs.map((log) => log.close()));
    await db.close();
    await Promise.all(Object.values(databases).map((each) => each.drop()));
    rmSync(folder, { recursive: true });
  });

  async function start(database: TestDatabase, origin: string): Promise<TestLog> {
    const log = await openTestLog(database, { origin });
    logs.push(log);
    await eventually(() => expect(log.running.isLeading()).toBe(true));
    return log;
  }

  async function exported(log: TestLog, name: string, origin: string): Promise<string> {
    const quiet = { onStart: () => {}, onEntries: () => {} };
    await exportLog({
      reader: log.running.reader,
      keys: [keyOf(origin).verifier],
      folder: at(name),
      ...quiet,
    });
    return (await log.running.reader.published()).note;
  }

  /** The old log, closed and exported. */
  async function closed(): Promise<ClosedLog> {
    const log = await start(databases.old, ORIGIN);
    await log.append(newLeaves(20));
    const old = openDatabase({ url: databases.old.url, poolSize: 2, role: APP_ROLE, onError: () => {} });
    await closeLog({ ...parts(), db: old }, 'PLANNED');
    await old.close();
    await eventually(async () => expect((await log.running.reader.published()).size).toBe(21));
    const checkpoint = await exported(log, 'old', ORIGIN);
    const opened = openCheckpoint(checkpoint, keyOf(ORIGIN).verifier);
    if (typeof opened === 'string') throw new Error(opened);
    const { origin, size, root } = opened;
    writeFileSync(at('policy'), `log ${keyOf(ORIGIN).vkey}\nlog ${keyOf(NEXT).vkey}\nquorum none\n`);
    return {
      final: { checkpoint, origin, root: base64url(root), size },
      pairs: [{ actor: 'guangdong', recipient: 'henan', last: 7 }],
    };
  }

  it('is begun once, whatever becomes of the answers', async () => {
    expect(await openingStage(db)).toBe('EMPTY');
    for (const kind of FAULT_KINDS.toSorted()) {
      db.plan('log.open', kind);
      await expect(openLogAfter(parts(), previous)).rejects.toThrow();
    }
    expect(await openLogAfter(parts(), previous)).toBe('OPENED');
    expect(await databases.next.query('select 1 from log_pending')).toHaveLength(1);
  });

  it('has the end of the other for its first entry, and counts on from it', async () => {
    const log = await start(databases.next, NEXT);
    await log.append(newLeaves(3));
    await eventually(async () => expect((await log.running.reader.published()).size).toBe(4));
    const { bodies } = await log.audit();
    const [first] = bodies.map((body) => parseLeaf(body));
    expect(first).toMatchObject({
      type: 'LogOpened',
      previous: previous.final,
    } satisfies Partial<LogOpenedLeaf>);
    expect(await databases.next.query('select actor, recipient, last::int from log_pair')).toEqual(
      previous.pairs,
    );
    expect(await openLogAfter(parts(), previous)).toBe('LED');
    expect(await openingStage(db)).toBe('OPENED');
  });

  it('is checked along with the other by whoever has both', async () => {
    const [, next] = logs;
    if (next === undefined) throw new Error('no log');
    await exported(next, 'next', NEXT);
    await auditLog(async (path) => readFileSync(join(at('next'), path)), keyOf(NEXT).vkey);
    const args = ['log', at('old'), at('next'), '--policy', at('policy'), '--lang', 'en'];
    const { stdout } = await run(TONGBAN_VERIFY, args);
    expect(stdout).toContain(`goes on from ${ORIGIN} 21 entries; open`);
  });

  it('is not begun where there is a log already', async () => {
    await Promise.all(logs.splice(0).map((log) => log.close()));
    const old = new FaultyDatabase(
      openDatabase({ url: databases.old.url, poolSize: 2, role: APP_ROLE, onError: () => {} }),
    );
    expect(await openLogAfter({ ...parts(), db: old }, previous)).toBe('HAS_A_LOG');
    await old.close();
  });
});
