import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ed25519FromSeed, sha256, utf8 } from '#crypto/primitives';
import { cosignatureVerifier, ed25519Signer, openCheckpoint, parsePolicy } from '#crypto/tlog';
import type { Publishing } from '#hub/log';
import { freshDatabase, type TestDatabase } from '../kit/database.js';
import { eventually } from '../kit/eventually.js';
import { newLeaves, ORIGIN, openTestLog, type TestLog } from '../kit/log.js';
import { openWitness, type TestWitness } from '../kit/witness.js';

const log = ed25519Signer(ORIGIN, ed25519FromSeed(sha256(utf8('the log key'))));
const NAMES = ['w1.example', 'w2.example', 'w3.example'] as const;

describe('a log with three witnesses, of which two are enough', () => {
  let witnesses: Record<(typeof NAMES)[number], TestWitness>;
  let database: TestDatabase;
  let running: TestLog;
  const open: TestLog[] = [];

  beforeAll(async () => {
    const [w1, w2, w3] = await Promise.all(NAMES.map((name) => openWitness(name, log.verifier)));
    if (w1 === undefined || w2 === undefined || w3 === undefined) throw new Error('three witnesses');
    witnesses = { 'w1.example': w1, 'w2.example': w2, 'w3.example': w3 };
  });
  afterAll(() => Promise.all(Object.values(witnesses).map((each) => each.close())));
  beforeEach(async () => {
    database = await freshDatabase();
    // A log of its own for each test; the witnesses remember the one before, so it goes on from a fresh memory.
    await Promise.all(Object.values(witnesses).map((each) => each.forget()));
    running = await start();
    await eventually(() => expect(running.running.isLeading()).toBe(true));
  });
  afterEach(async () => {
    for (const witness of Object.values(witnesses)) {
      witness.answers(undefined);
      await witness.comeBack();
    }
    await Promise.all(open.splice(0).map((each) => each.close()));
    await database.drop();
  });

  function publishing(times: Partial<Publishing> = {}): Publishing {
    const lines = Object.values(witnesses).map(({ line }) => line);
    const policy = parsePolicy(
      `log ${log.vkey}\n${lines.join('\n')}\ngroup enough 2 ${NAMES.join(' ')}\nquorum enough\n`,
    );
    if ('reason' in policy) throw new Error(policy.reason);
    const usual = {
      publishEveryMs: 50,
      heartbeatMs: 60_000,
      witnessTimeoutMs: 5_000,
      unwitnessedLimitMs: 0,
    };
    return { policy, ...usual, ...times };
  }

  async function start(given = publishing()): Promise<TestLog> {
    const started = await openTestLog(database, { publishing: given });
    open.push(started);
    return started;
  }

  /** Who has cosigned what is published. */
  async function cosigners(): Promise<string[]> {
    const { note } = await running.running.reader.published();
    const known = [...publishing().policy.witnesses.values()];
    const opened = openCheckpoint(note, log.verifier, known);
    if (typeof opened === 'string') throw new Error(opened);
    return opened.signedBy
      .filter((verifier) => known.some(({ keyId }) => keyId === verifier.keyId))
      .map(({ name }) => name);
  }

  const publishedSize = () => running.running.reader.published().then(({ size }) => size);
  const publishes = (size: number) => eventually(async () => expect(await publishedSize()).toBe(size));
  const committedSize = () => running.running.reader.state().then(({ size }) => size);

  it('publishes what all of them have cosigned, and nothing beyond', async () => {
    await running.append(newLeaves(300));
    await publishes(300);
    expect(await cosigners()).toEqual([...NAMES]);
    await Promise.all(NAMES.map((name) => witnesses[name].goAway()));
    await running.append(newLeaves(10));
    expect(await committedSize()).toBe(310);
    expect((await running.audit()).size).toBe(300);
    await expect(running.running.reader.bundle(1, 54)).rejects.toMatchObject({ code: 'BEYOND_PUBLISHED' });
  });

  it('hands out proofs under the witnessed checkpoint as soon as it covers the leaf', async () => {
    const leaves = newLeaves(2);
    const [{ leafId } = { leafId: '' }] = leaves;
    await Promise.all(NAMES.map((name) => witnesses[name].goAway()));
    await running.append(leaves);
    const before = (await running.running.find([leafId])).get(leafId);
    expect(openCheckpoint(before?.checkpoint ?? '', log.verifier)).toMatchObject({ size: 2 });
    await Promise.all(NAMES.map((name) => witnesses[name].comeBack()));
    await publishes(2);
    const after = (await running.running.find([leafId])).get(leafId);
    // By two of them: whichever comes back while it is still being asked in vain is not waited for.
    expect(after?.checkpoint.match(/— w\d\.example /g)?.length).toBeGreaterThanOrEqual(2);
    expect(before?.checkpoint).not.toMatch(/— w\d\.example /);
  });

  it('goes on with two of them while one is away, and catches it up when it is back', async () => {
    await running.append(newLeaves(5));
    await publishes(5);
    await witnesses['w2.example'].goAway();
    await running.append(newLeaves(5));
    await publishes(10);
    expect(await cosigners()).toEqual(['w1.example', 'w3.example']);
    await eventually(() => expect(running.alarms.join('\n')).toContain('witness w2.example: '));
    await witnesses['w2.example'].comeBack();
    await eventually(async () => {
      await running.append(newLeaves(5));
      await publishes(await committedSize());
      expect(await cosigners()).toEqual([...NAMES]);
    });
    await eventually(() => expect(running.alarms.at(-1)).toBe('witness w2.example: cosigns'));
  });

  it('keeps the published checkpoint while too few cosign, goes on logging, and says so once', async () => {
    await running.append(newLeaves(5));
    await publishes(5);
    await Promise.all([witnesses['w1.example'].goAway(), witnesses['w3.example'].goAway()]);
    for (let i = 0; i < 3; i++) await running.append(newLeaves(1));
    expect(await committedSize()).toBe(8);
    const alarm = 'too few witnesses: w2.example of w1.example, w2.example, w3.example';
    await eventually(() => expect(running.alarms).toContain(alarm));
    expect(await publishedSize()).toBe(5);
    expect(running.running.isBehind()).toBe(false);
    expect(running.running.unwitnessedMs()).toBeGreaterThan(0);
    expect(running.alarms.filter((text) => text === alarm)).toHaveLength(1);
    await witnesses['w1.example'].comeBack();
    await publishes(8);
    await eventually(() => expect(running.alarms.at(-1)).toBe('enough witnesses'));
    await eventually(() => expect(running.running.unwitnessedMs()).toBe(0));
  });

  it('takes nothing more in once it has been unwitnessed for longer than it may', async () => {
    await Promise.all(NAMES.map((name) => witnesses[name].goAway()));
    const strict = await start(publishing({ unwitnessedLimitMs: 200 }));
    await running.append(newLeaves(1));
    await eventually(() => expect(strict.running.isBehind()).toBe(true));
    await Promise.all(NAMES.map((name) => witnesses[name].comeBack()));
    await eventually(() => expect(strict.running.isBehind()).toBe(false));
  });

  it('does not take a process that follows a busy log for unwitnessed: what is published goes on', async () => {
    const follower = await start();
    let isBusy = true;
    const busy = (async () => {
      while (isBusy) await running.append(newLeaves(1)); // never is all of it published
    })();
    const since = performance.now();
    await eventually(() => {
      const lasted = performance.now() - since;
      expect(lasted).toBeGreaterThan(1_000);
      expect(follower.running.unwitnessedMs()).toBeLessThan(lasted / 2);
    });
    isBusy = false;
    await busy;
    expect(follower.running.isLeading()).toBe(false);
  });

  it('catches up with witnesses that have seen more than this process knows of', async () => {
    await running.append(newLeaves(7));
    await publishes(7);
    await open.pop()?.close();
    running = await start(); // knows of no witness what it has seen
    await eventually(() => expect(running.running.isLeading()).toBe(true));
    await running.append(newLeaves(3));
    await publishes(10);
    expect(running.alarms).toEqual([]);
  });

  const nonsense: [string, () => Response | Promise<Response>][] = [
    ['says nothing', () => new Response('')],
    ['says too much', () => new Response('x'.repeat(200_000))],
    ['signs with another key', () => new Response('— w1.example AAAAAAAAAAAAAAAA\n')],
    ['sends somewhere else', () => Response.redirect('http://127.0.0.1:9/', 307)],
    ['repeats the size it was told', () => new Response('0\n', { status: 409 })],
    ['answers with a size of signs', () => new Response('+3\n', { status: 409 })],
    ['fails', () => new Response('oh', { status: 500 })],
  ];
  it.each(nonsense)('does without a witness that %s', async (_, instead) => {
    witnesses['w1.example'].answers(instead);
    await running.append(newLeaves(4));
    await publishes(4);
    expect(await cosigners()).toEqual(['w2.example', 'w3.example']);
    expect(running.errors).toEqual([]);
  });

  it('does without a witness that never answers', async () => {
    witnesses['w1.example'].answers(() => new Promise<Response>(() => {}));
    await open.pop()?.close();
    running = await start(publishing({ witnessTimeoutMs: 500 }));
    await running.append(newLeaves(4));
    await publishes(4);
    expect(await cosigners()).toEqual(['w2.example', 'w3.example']);
    expect(running.errors).toEqual([]);
  });

  it('does not take one witness for another', async () => {
    const { url } = witnesses['w2.example'];
    const given = publishing();
    const urls = new Map([...given.policy.witnessUrls, ['w1.example', url] as const]);
    await open.pop()?.close();
    running = await start({ ...given, policy: { ...given.policy, witnessUrls: urls } });
    await eventually(() => expect(running.running.isLeading()).toBe(true));
    await running.append(newLeaves(4));
    await publishes(4);
    expect(await cosigners()).toEqual(['w2.example', 'w3.example']);
    expect(cosignatureVerifier(witnesses['w1.example'].line.split(' ')[2] ?? '')).toBeDefined();
  });
});
