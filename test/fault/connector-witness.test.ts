import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  HubCallError,
  LogWatch,
  LogWatches,
  type LogWatchParts,
  readLogs,
  readLogWatch,
} from '#connectors/kit';
import { ed25519FromSeed, sha256, utf8 } from '#crypto/primitives';
import { ed25519Signer, openByLogs, openCheckpoint, parseNote, signNote } from '#crypto/tlog';
import { GrowingLog } from '../kit/growing-log.js';

const ORIGIN = 'hub.example/audit/1';
const LIMIT_MS = 60_000;

describe('a connector as a witness of the log', () => {
  const honest = new GrowingLog(ORIGIN);
  /** Other entries, signed by the same key. */
  const fork = new GrowingLog(ORIGIN, 'other ');
  let dataDir: string;
  let now: number;
  let alarms: string[];
  /** What the hub says when it is asked for a proof. */
  let consistency: LogWatchParts['client']['consistency'];
  let asked: string[];

  const proofOf = (log: GrowingLog) => async (oldSize: number, newSize: number) => {
    asked.push(`${oldSize}-${newSize}`);
    return [...log.asks(oldSize, newSize).proof] as Uint8Array[];
  };

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'tongban-seen-'));
    now = 1_000_000;
    alarms = [];
    asked = [];
    consistency = proofOf(honest);
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  const { verifier } = honest.signer;
  const open = (over: Partial<LogWatchParts> = {}) =>
    LogWatch.open({
      ...{ keys: [verifier] as const, dataDir, whenForked: 'HOLD', proofLimitMs: LIMIT_MS, clock: () => now },
      client: { consistency: (...sizes) => consistency(...sizes) },
      log: { info: () => {}, warn: () => {}, error: (_, text) => alarms.push(text) },
      ...over,
    });
  const show = (watch: LogWatch, log: GrowingLog, ...sizes: number[]) => {
    for (const size of sizes) {
      const note = log.checkpoint(size);
      const tree = openCheckpoint(note, verifier);
      if (typeof tree === 'string') throw new Error(tree);
      watch.saw(note, tree);
    }
  };
  const state = () => readLogWatch(dataDir, [verifier]);
  const evidence = async (kind: string) => {
    const folder = join((await state()).folder, kind);
    return readdirSync(folder)
      .sort()
      .map((name) => readFileSync(join(folder, name), 'utf8'));
  };

  it('asks once for each new checkpoint, whatever their order, and for none that it knows', async () => {
    const watch = await open();
    show(watch, honest, 10, 7, 7, 20, 10);
    await watch.round();
    expect(asked).toEqual(['7-10', '10-20']);
    show(watch, honest, 20, 10, 9);
    await watch.round();
    await watch.round();
    expect(asked).toEqual(['7-10', '10-20', '9-20']);
    expect(await state()).toMatchObject({ size: 20, unproven: 0, forks: 0 });
    watch.checkMaySend();
    expect(alarms).toEqual([]);
  });

  it.each([
    ['of the same size with another root', 20],
    ['that is larger', 30],
    ['that is smaller', 10],
  ])('keeps both checkpoints as evidence of a fork %s, and sends nothing more', async (_, size) => {
    const watch = await open();
    show(watch, honest, 20);
    await watch.round();
    show(watch, fork, size);
    consistency = proofOf(fork);
    await watch.round();
    expect(await evidence('forks')).toEqual([fork.checkpoint(size), honest.checkpoint(20)]);
    expect(alarms).toEqual([expect.stringContaining('ALARM the hub’s log has forked')]);
    expect(() => watch.checkMaySend()).toThrow('the log has forked');
    expect(await state()).toMatchObject({ size: 20, forks: 1 });
  });

  it('believes no proof that is not one', async () => {
    const watch = await open();
    show(watch, honest, 20);
    await watch.round();
    show(watch, fork, 30);
    for (const lie of [proofOf(honest), async () => [], async () => [new Uint8Array(32)]]) {
      consistency = lie;
      await watch.round();
    }
    expect(await state()).toMatchObject({ size: 20, forks: 1 });
  });

  it('finds out after a restart what was shown before it and after it', async () => {
    const before = await open();
    show(before, honest, 20);
    await before.round();
    const after = await open();
    show(after, fork, 25);
    consistency = proofOf(fork);
    await after.round();
    expect(alarms).toHaveLength(1);
    const again = await open();
    expect(alarms).toHaveLength(2); // it is said at every start
    expect(() => again.checkMaySend()).toThrow('the log has forked');
    (await open({ whenForked: 'GO_ON' })).checkMaySend();
  });

  it('still wants the proof after a restart that it did not get before', async () => {
    const before = await open();
    show(before, honest, 20);
    await before.round();
    show(before, fork, 30);
    consistency = () => Promise.reject(new HubCallError('UNAVAILABLE', 'away'));
    await before.round();
    expect(await state()).toMatchObject({ unproven: 1, unprovenSince: now, forks: 0 });
    const after = await open();
    consistency = proofOf(fork);
    await after.round();
    expect(await state()).toMatchObject({ unproven: 0, forks: 1 });
  });

  it('waits for a proof for a while, then holds back until it comes', async () => {
    const watch = await open();
    show(watch, honest, 20);
    await watch.round();
    show(watch, honest, 30);
    consistency = () => Promise.reject(new HubCallError('BEYOND_PUBLISHED', 'no such size'));
    now += LIMIT_MS;
    show(watch, honest, 40);
    await watch.round();
    watch.checkMaySend();
    now += 1;
    await watch.round();
    await watch.round();
    expect(alarms).toEqual([expect.stringContaining('ALARM the hub has not proven')]);
    expect(await evidence('unproven')).toEqual([honest.checkpoint(30), honest.checkpoint(20)]);
    expect(() => watch.checkMaySend()).toThrow('does not prove');
    consistency = proofOf(honest);
    await watch.round();
    watch.checkMaySend();
    expect(await evidence('unproven')).toEqual([]);
    expect(await state()).toMatchObject({ size: 40, unproven: 0, forks: 0 });
  });

  it('asks a hub that is away once a round, not once for each checkpoint', async () => {
    const watch = await open();
    show(watch, honest, 20, 21, 22, 23);
    let calls = 0;
    consistency = () => {
      calls += 1;
      return Promise.reject(new HubCallError('UNAVAILABLE', 'away'));
    };
    await watch.round();
    expect(calls).toBe(1);
    expect(await state()).toMatchObject({ size: 20, unproven: 3 });
  });

  it('is not filled up by a hub that lies', async () => {
    const watch = await open({ proofLimitMs: 1 });
    show(watch, honest, 1);
    await watch.round();
    for (let i = 2; i < 150; i++) show(watch, fork, i);
    consistency = proofOf(fork);
    await watch.round();
    expect(await evidence('forks')).toHaveLength(200);
    expect(alarms).toHaveLength(148);
  });

  /** What it can wait for at once. */
  const MOST = 1_024;
  /** Brings checkpoints of trees that the honest log never had, until so many wait. */
  const fill = (watch: LogWatch, from: number, to: number) => {
    for (let i = from; i < to; i++) {
      watch.saw(fork.checkpoint(200), { origin: ORIGIN, size: 1_000 + i, root: sha256(utf8(`${i}`)) });
    }
  };

  it('lets none go unproven under load: what brings them is held up until the proofs have caught up', async () => {
    const watch = await open({ whenForked: 'GO_ON' });
    fill(watch, 0, MOST / 2 - 1);
    expect(watch.hasRoom()).toBe(true);
    watch.checkMaySend();
    fill(watch, MOST / 2 - 1, MOST - 1);
    expect(watch.hasRoom()).toBe(false);
    expect(() => watch.checkMaySend()).toThrow('wait to be proven');
    show(watch, honest, 20);
    expect(() => show(watch, fork, 25)).toThrow('wait to be proven');
    consistency = async () => []; // proves nothing
    await watch.round();
    expect(await state()).toMatchObject({ size: 20, unproven: 0, missed: 0 });
    expect(alarms).toHaveLength(MOST - 1);
    expect(watch.hasRoom()).toBe(true);
  });

  it('serves others when the hub owes proofs without end, and never forgets that it could not keep a checkpoint', async () => {
    const watch = await open();
    show(watch, honest, 20);
    await watch.round();
    fill(watch, 0, MOST);
    consistency = () => Promise.reject(new HubCallError('BEYOND_PUBLISHED', 'no such size'));
    now += LIMIT_MS + 1;
    await watch.round();
    expect(watch.hasRoom()).toBe(true);
    fill(watch, MOST, MOST + 2);
    await watch.keep();
    expect(await state()).toMatchObject({ size: 20, unproven: MOST, missed: 2, forks: 0 });
    const file = join((await state()).folder, 'seen.json');
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), unproven: [] })); // proven in the end
    alarms = [];
    const again = await open();
    expect(alarms).toEqual([expect.stringContaining('more than can be kept')]);
    expect(() => again.checkMaySend()).toThrow('could not be kept');
  });

  it('goes on through a change of the log’s key, for which it has both a while', async () => {
    const next = ed25519Signer(honest.origin, ed25519FromSeed(sha256(utf8('the next key'))));
    const saw = (watch: LogWatch, note: string) => {
      const tree = openByLogs(note, watch.keys);
      if (typeof tree === 'string') throw new Error(tree);
      watch.saw(note, tree);
    };
    const under = (size: number, ...signers: (typeof next)[]) =>
      signNote(parseNote(honest.checkpoint(size))?.text ?? '', signers);
    const before = await open();
    saw(before, under(20, honest.signer));
    await before.round();
    const both = await open({ keys: [verifier, next.verifier] });
    saw(both, under(30, honest.signer, next));
    await both.round();
    const after = await open({ keys: [next.verifier] });
    saw(after, under(40, next));
    await after.round();
    expect(await readLogWatch(dataDir, [next.verifier])).toMatchObject({ size: 40, unproven: 0, forks: 0 });
    expect(() => saw(after, under(40, honest.signer))).toThrow('SIGNATURE');
    await expect(open()).rejects.toThrow('is not of the log that hub.logVkey names (SIGNATURE)');
  });

  it('keeps the logs of a hub that follow each other apart, and finds out a fork of either', async () => {
    const next = new GrowingLog('hub.example/audit/2');
    const watch = await LogWatches.open({
      ...{ logs: readLogs([honest.signer.vkey, next.signer.vkey]), dataDir, whenForked: 'HOLD' },
      ...{ proofLimitMs: LIMIT_MS, clock: () => now },
      client: {
        consistency: async (oldSize, newSize, origin) => {
          asked.push(`${origin} ${oldSize}-${newSize}`);
          return [...(origin === ORIGIN ? honest : next).asks(oldSize, newSize).proof] as Uint8Array[];
        },
        turn: async () => undefined,
      },
      log: { info: () => {}, warn: () => {}, error: (_, text) => alarms.push(text) },
    });
    const saw = (log: GrowingLog, size: number) => {
      const note = log.checkpoint(size);
      const tree = openByLogs(note, watch.keys);
      if (typeof tree === 'string') throw new Error(tree);
      watch.saw(note, tree);
    };
    for (const size of [20, 30]) saw(honest, size);
    for (const size of [1, 20]) saw(next, size);
    await watch.round();
    expect(asked).toEqual([`${ORIGIN} 20-30`, 'hub.example/audit/2 1-20']);
    watch.checkMaySend();
    expect(alarms).toEqual([]);
    saw(fork, 30);
    await watch.round();
    expect(() => watch.checkMaySend()).toThrow('the log has forked');
  });

  it('does not start from a memory of another log, or one that cannot be read', async () => {
    const watch = await open();
    show(watch, honest, 20);
    await watch.round();
    const file = join((await state()).folder, 'seen.json');
    const other = new GrowingLog('other.example/audit/1');
    writeFileSync(file, JSON.stringify({ seen: other.checkpoint(5), unproven: [] }));
    await expect(open()).rejects.toThrow('is not of the log that hub.logVkey names (WRONG_ORIGIN)');
    writeFileSync(file, '{"seen": ');
    await expect(open()).rejects.toThrow('seen.json cannot be read');
  });
});
