import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ed25519FromSeed, hex, sha256, utf8 } from '#crypto/primitives';
import { parseCheckpoint, parseNote, rfc6962, witness as witnessKey } from '#crypto/tlog';
import { type Fork, SeenTrees, Witness } from '#hub/witness';
import { GrowingLog } from '../kit/growing-log.js';

const key = witnessKey('witness.example', ed25519FromSeed(sha256(utf8('a witness'))));
const log = new GrowingLog('hub.example/audit/1');
const fork = new GrowingLog('hub.example/audit/1', 'other ');

describe('what a witness remembers', () => {
  let folder: string;
  let forks: Fork[];
  let started = 0;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-witness-'));
    forks = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** One process of the witness; those of one folder are the same witness. */
  function process(seen = new SeenTrees(folder, `process-${started++}`)): Witness {
    return new Witness({
      kinds: [{ key, logs: [log.signer.verifier], hasher: rfc6962 }],
      ...{ seen, runtime: { now: () => 1_800_000_000_000 } },
      onFork: (each) => forks.push(each),
    });
  }

  const sizeOf = (note: string | undefined) => parseCheckpoint(parseNote(note ?? '')?.text ?? '')?.size;
  const files = () => readdirSync(join(folder, hex(sha256(utf8(log.origin)))));

  it('outlives the process, and is one file', async () => {
    for (let size = 1; size <= 5; size++) await process().addCheckpoint(log.request(size - 1, size));
    expect(sizeOf(await process().latest(log.origin))).toBe(5);
    expect(files()).toEqual(['000000000000005']);
    expect(await process().addCheckpoint(fork.request(0, 6))).toEqual({
      refusal: 'OTHER_SIZE_SEEN',
      seenSize: 5,
    });
  });

  it('is the same for processes that race: of a history and its fork one alone is ever cosigned', async () => {
    for (let round = 0; round < 40; round++) {
      const before = sizeOf(await process().latest(log.origin)) ?? 0;
      const branch = before === 0 ? [log, fork] : [log, log];
      const answers = await Promise.all(
        Array.from({ length: 6 }, (_, i) => {
          const asks = branch[i % 2] ?? log;
          return process().addCheckpoint(asks.request(before, before + 1 + (i % 3)));
        }),
      );
      const note = (await process().latest(log.origin)) ?? expect.fail('one of them was kept');
      expect(answers.some((answer) => 'cosignature' in answer)).toBe(true);
      const size = sizeOf(note) ?? 0;
      const root = parseCheckpoint(parseNote(note)?.text ?? '')?.root;
      const kept = [log, fork].find((each) => hex(each.root(size)) === hex(root ?? utf8('')));
      expect(kept).toBeDefined();
      if (kept === fork) rmSync(join(folder, hex(sha256(utf8(log.origin)))), { recursive: true });
      else expect(files()).toHaveLength(1);
    }
  });

  it('is not given up to a process that was late: whoever finds a later checkpoint beside his own has lost', async () => {
    const late = new SeenTrees(folder, 'late');
    const quick = new SeenTrees(folder, 'quick');
    expect(await quick.replace(log.origin, 0, log.checkpoint(1))).toBe(true);
    const seen = await late.latest(log.origin);
    expect(await quick.replace(log.origin, 1, log.checkpoint(2))).toBe(true);
    expect(await quick.replace(log.origin, 2, log.checkpoint(3))).toBe(true);
    expect(await late.replace(log.origin, seen.generation, fork.checkpoint(2))).toBe(false);
    expect(sizeOf((await late.latest(log.origin)).note)).toBe(3);
  });

  it('counts without what a crash left half, and with the later of two that a crash left', async () => {
    await process().addCheckpoint(log.request(0, 4));
    const place = join(folder, hex(sha256(utf8(log.origin))));
    writeFileSync(join(place, '.half-1-1'), 'half a ');
    writeFileSync(join(place, '000000000000002'), log.checkpoint(6));
    expect(sizeOf(await process().latest(log.origin))).toBe(6);
    expect(await process().addCheckpoint(log.request(6, 9))).toHaveProperty('cosignature');
    expect(files().sort()).toEqual(['.half-1-1', '000000000000003']);
  });

  it('is not made up: a witness whose memory cannot be read cosigns nothing', async () => {
    await process().addCheckpoint(log.request(0, 4));
    writeFileSync(join(folder, hex(sha256(utf8(log.origin))), '000000000000001'), 'rubbish');
    await expect(process().addCheckpoint(log.request(4, 5))).rejects.toThrow('refusing to cosign');
  });

  it('tells of a log that forks, with both checkpoints', async () => {
    await process().addCheckpoint(log.request(0, 4));
    expect(await process().addCheckpoint(fork.request(4, 4))).toMatchObject({ refusal: 'OTHER_ROOT_SEEN' });
    expect(await process().addCheckpoint(fork.request(4, 7))).toMatchObject({ refusal: 'NOT_CONSISTENT' });
    expect(forks.map(({ refusal }) => refusal)).toEqual(['OTHER_ROOT_SEEN', 'NOT_CONSISTENT']);
    expect(forks[0]).toMatchObject({ asked: fork.checkpoint(4) });
    expect(sizeOf(forks[0]?.seen)).toBe(4);
  });
});
