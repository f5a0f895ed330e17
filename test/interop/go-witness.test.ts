import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ed25519FromSeed, sha256, utf8 } from '#crypto/primitives';
import {
  cosignatureVerifier,
  ed25519Signer,
  formatAddCheckpoint,
  formatCheckpoint,
  type NoteVerifier,
  openCheckpoint,
  parsePolicy,
  rfc6962,
  signNote,
} from '#crypto/tlog';
import type { Publishing } from '#hub/log';
import { freshDatabase, type TestDatabase } from '../kit/database.js';
import { eventually } from '../kit/eventually.js';
import { named } from '../kit/foreign.js';
import { buildGo, noGo } from '../kit/go.js';
import { type GoWitness, startGoWitness } from '../kit/go-witness.js';
import { newLeaves, ORIGIN, openTestLog, type TestLog } from '../kit/log.js';

const key = ed25519Signer(ORIGIN, ed25519FromSeed(sha256(utf8('the log key'))));

describe.skipIf(noGo)(named('a witness written in Go', noGo), { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-go-witness-'));
  const open: TestLog[] = [];
  let program: string;
  let witness: GoWitness;
  let database: TestDatabase;

  beforeAll(async () => {
    program = await buildGo('witness', folder);
    database = await freshDatabase();
    witness = await startGoWitness(program, 'go.example', key.vkey);
  }, 120_000);
  afterAll(async () => {
    await Promise.all(open.splice(0).map((log) => log.close()));
    await witness?.stop();
    await database?.drop();
    rmSync(folder, { recursive: true });
  });

  const knownWitness = (): NoteVerifier => cosignatureVerifier(witness.vkey) ?? expect.fail('a witness key');

  function publishing(): Publishing {
    const policy = parsePolicy(
      `log ${key.vkey}\nwitness go.example ${witness.vkey} ${witness.url}\nquorum go.example\n`,
    );
    if ('reason' in policy) throw new Error(policy.reason);
    return {
      policy,
      publishEveryMs: 50,
      heartbeatMs: 60_000,
      witnessTimeoutMs: 2_000,
      unwitnessedLimitMs: 0,
    };
  }

  async function start(): Promise<TestLog> {
    const log = await openTestLog(database, { publishing: publishing() });
    open.push(log);
    return log;
  }

  async function publishes(log: TestLog, size: number): Promise<void> {
    await eventually(async () => expect((await log.running.reader.published()).size).toBe(size));
    const { note } = await log.running.reader.published();
    const opened = openCheckpoint(note, key.verifier, [knownWitness()]);
    expect(opened).toMatchObject({ size, signedBy: [key.verifier, { name: 'go.example' }] });
  }

  it('cosigns what the log publishes', async () => {
    const log = await start();
    await eventually(() => expect(log.running.isLeading()).toBe(true));
    for (const size of [1, 5, 300]) {
      await log.append(newLeaves(size - (await log.running.reader.state()).size));
      await publishes(log, size);
    }
    await open.pop()?.close();
  });

  it('says which size it has seen to a process that does not know', async () => {
    const log = await start();
    await eventually(() => expect(log.running.isLeading()).toBe(true));
    await log.append(newLeaves(20));
    await publishes(log, 320);
    expect(log.alarms).toEqual([]);
  });

  it('that does not answer holds up publishing, not logging; and catches up', async () => {
    const [log = expect.fail('a log')] = open;
    witness.pause();
    await log.append(newLeaves(5));
    await eventually(() => expect(log.alarms.join('\n')).toContain('too few witnesses'));
    expect((await log.running.reader.state()).size).toBe(325);
    expect((await log.running.reader.published()).size).toBe(320);
    witness.resume();
    await publishes(log, 325);
    expect(log.alarms.at(-1)).toBe('enough witnesses');
  });

  it('that has cosigned a larger tree of this log stops its signing', async () => {
    const [log = expect.fail('a log')] = open.splice(0);
    await log.close();
    const root = rfc6962.leaf(utf8('the only entry that a database without memory would have'));
    // What an older copy of the database does not hold: the log's own signature under more entries.
    const more = signNote(formatCheckpoint({ origin: ORIGIN, size: 1_000, root }), [key]);
    const fresh = await startGoWitness(program, 'go.example', key.vkey);
    const cosigned = await fetch(`${fresh.url}/add-checkpoint`, {
      method: 'POST',
      body: formatAddCheckpoint({ oldSize: 0, proof: [], checkpoint: more }),
    });
    expect(cosigned.status).toBe(200);
    await witness.stop();
    witness = fresh;

    const refusing = await start();
    const found = 'the log has 325 entries, and the witness go.example a signed checkpoint of 1000';
    await eventually(() => expect(refusing.errors.map(({ message }) => message).join()).toContain(found));
    expect(refusing.running.isLeading()).toBe(false);
  });
});
