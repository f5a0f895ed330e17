import { describe, expect, it } from 'vitest';
import { formatKeyChangedLeaf } from '#crypto/evidence';
import { generatePrivateKey } from '#crypto/primitives';
import { type NoteSigner, sm2NoteSigner } from '#crypto/tlog';
import { readLogTrust } from '#crypto/verify';
import { type CheckedShard, examineBundle, LogVerifier } from '#crypto/verify/log';
import { ORIGIN } from '../../../kit/evidence.js';
import { logFilesOf } from '../../../kit/exported-log.js';
import {
  about,
  acts,
  CLOSED,
  closedFor,
  keyOf,
  logOf,
  openedAfter,
  SECOND,
  type SignedLog,
} from '../../../kit/log-chain.js';
import { named } from '../../../kit/turned-log.js';

const SM2_KEY = generatePrivateKey('SM2');
const [OLD, NEW] = [keyOf(ORIGIN, 'old'), keyOf(ORIGIN, 'new')];
const SHARD = keyOf(SECOND, 'new');
const OTHER = `${ORIGIN}-other`;
const OLD_OTHER = keyOf(OTHER, 'old');

async function check(files: SignedLog, keys: readonly NoteSigner[], before: readonly CheckedShard[] = []) {
  const policy = `${keys.map(({ vkey }) => `log ${vkey}\n`).join('')}quorum none\n`;
  const verified = await new LogVerifier(readLogTrust({ policy })).verify(logFilesOf(files), {
    before,
    examine: async (bytes) => examineBundle(bytes),
  });
  const { answers, exitCode } = verified.report;
  const said = Object.fromEntries(answers.map(({ question, verdict, en }) => [question, `${verdict} ${en}`]));
  return { exitCode, said, checked: verified.checked };
}

const changed = formatKeyChangedLeaf({ ...about(9_000), from: 2, old: OLD.vkey, new: NEW.vkey });

describe('a log that changes its key', () => {
  const leaves = [...acts(0, 3), changed, ...acts(3, 300)];

  it.each([
    ['the old key, in the overlap', [OLD, NEW], [OLD]],
    ['the new key, in the overlap', [OLD, NEW], [NEW]],
    ['both', [OLD, NEW], [OLD, NEW]],
    ['the new key, after it', [NEW], [NEW]],
    ['both, after it', [NEW], [OLD, NEW]],
  ])('passes for who knows %s', async (_, signers, known) => {
    const { exitCode, said } = await check(logOf(leaves, ORIGIN, ...signers), known);
    expect([exitCode, said.KEYS]).toEqual([0, expect.stringMatching(/^PASS 3 [0-9a-f]{8} → [0-9a-f]{8}/)]);
    const isHinted = !known.includes(NEW);
    expect(said.KEYS?.includes(`add to policy.txt: log ${NEW.vkey}`)).toBe(isHinted);
  });

  it('is not believed under the new key for the entry alone, and the auditor is told what to find out', async () => {
    const { exitCode, said } = await check(logOf(leaves, ORIGIN, NEW), [OLD]);
    expect(exitCode).toBe(1);
    expect(said.LOG_SIGNATURE).toMatch(/^FAIL/);
    expect(said.LOG_SIGNATURE).toContain(`entry 3 announces a key`);
    expect(said.LOG_SIGNATURE).toContain(`log ${NEW.vkey}`);
  });

  it.each([
    ['names no key that signed', () => logOf(leaves, ORIGIN, keyOf(ORIGIN, 'a stranger'))],
    ['does not lead there', () => logOf([...acts(0, 5)], ORIGIN, NEW)],
  ])('gives no hint where the log %s', async (_, log) => {
    const { exitCode, said } = await check(log(), [OLD]);
    expect([exitCode, said.LOG_SIGNATURE]).toEqual([1, 'FAIL checkpoint: a signature does not hold']);
  });

  it.each([
    ['the old key', [OLD]],
    ['both', [OLD, NEW]],
  ])('is false where the retired key signs alone, for who knows %s', async (_, known) => {
    const { exitCode, said } = await check(logOf(leaves, ORIGIN, OLD), known);
    expect([exitCode, said.KEYS]).toEqual([1, expect.stringContaining('the old one is retired')]);
  });
});

describe('logs that go on from each other', () => {
  const first = logOf([...acts(0, 300), CLOSED], ORIGIN, OLD);
  const second = logOf([openedAfter(first), ...acts(300, 310)], SECOND, SHARD);

  it('pass one after the other, numbers between platforms running on', async () => {
    const { exitCode, said, checked } = await check(first, [OLD]);
    expect([exitCode, said.ENDS]).toEqual([0, 'PASS the first log; closed']);
    const next = await check(second, [OLD, SHARD], [checked ?? expect.fail('a checked log')]);
    expect([next.exitCode, next.said.ENDS]).toEqual([0, `PASS goes on from ${ORIGIN} 301 entries; open`]);
    expect(next.said.PAIRS).toMatch(/^PASS/);
  });

  it('show an act that fell between them', async () => {
    const { checked } = await check(first, [OLD]);
    const gap = logOf([openedAfter(first), ...acts(301, 310)], SECOND, SHARD);
    const { exitCode, said } = await check(gap, [SHARD], [checked ?? expect.fail('a checked log')]);
    expect([exitCode, said.PAIRS]).toEqual([1, expect.stringContaining('302 ≠ 301')]);
  });

  it('can be checked without the one before, which is said', async () => {
    const { exitCode, said } = await check(second, [SHARD]);
    expect([exitCode, said.ENDS, said.PAIRS]).toEqual([
      0,
      expect.stringMatching(/^NOT_CHECKED goes on from .*, whose folder was not given/),
      expect.stringMatching(/^PASS/),
    ]);
  });

  it.each([
    ['another log before it', () => logOf([...acts(0, 299), CLOSED], ORIGIN, OLD), 'is not the one it names'],
    ['one that is not closed', () => logOf(acts(0, 301), ORIGIN, OLD), 'is not the one it names'],
    [
      'one of another name',
      () => logOf([...acts(0, 300), CLOSED], OTHER, OLD_OTHER),
      `before it is ${OTHER}`,
    ],
  ])('do not pass with %s', async (_, other, why) => {
    const { checked } = await check(other(), [OLD, OLD_OTHER]);
    const { exitCode, said } = await check(second, [SHARD], [checked ?? expect.fail('a checked log')]);
    expect([exitCode, said.ENDS]).toEqual([1, expect.stringContaining(why)]);
  });

  const naming = logOf([...acts(0, 300), closedFor(named(SHARD))], ORIGIN, OLD);
  const isNamed = logOf([openedAfter(naming), ...acts(300, 310)], SECOND, SHARD);

  it('are followed by what the last entry names, and the report says by what', async () => {
    const { checked } = await check(naming, [OLD]);
    const { exitCode, said } = await check(isNamed, [OLD], [checked ?? expect.fail('a checked log')]);
    expect([exitCode, said.ENDS]).toEqual([0, `PASS goes on from ${ORIGIN} 301 entries; open`]);
    expect(said.LOG_SIGNATURE).toMatch(new RegExp(`^PASS .*named by the last entry of ${ORIGIN}$`));
    const alone = await check(isNamed, [OLD]);
    expect([alone.exitCode, alone.said.LOG_SIGNATURE]).toEqual([1, expect.stringContaining('does not name')]);
    const pinned = await check(isNamed, [OLD, SHARD], [checked ?? expect.fail('a checked log')]);
    expect([pinned.exitCode, pinned.said.LOG_SIGNATURE]).toEqual([
      0,
      expect.not.stringContaining('named by'),
    ]);
  });

  const turned = formatKeyChangedLeaf({
    ...about(9_005),
    from: 1,
    old: SHARD.vkey,
    new: keyOf(SECOND, 'later').vkey,
  });
  it('are followed through a change of the key, by whoever has the new one', async () => {
    const later = keyOf(SECOND, 'later');
    const rotated = logOf([openedAfter(naming), turned, ...acts(300, 310)], SECOND, later);
    const { checked } = await check(naming, [OLD]);
    const before = [checked ?? expect.fail('a checked log')];
    expect((await check(rotated, [OLD, later], before)).exitCode).toBe(0);
    expect((await check(rotated, [OLD], before)).said.LOG_SIGNATURE).toMatch(/^FAIL/);
  });

  it.each([
    ['another key', SECOND, 'a stranger'],
    ['another name', OTHER, 'new'],
  ])('do not pass where the next is not the one that was named, but has %s', async (_, origin, seed) => {
    const key = keyOf(origin, seed);
    const other = logOf([openedAfter(naming), ...acts(300, 310)], origin, key);
    const { checked } = await check(naming, [OLD]);
    const { exitCode, said } = await check(other, [OLD, key], [checked ?? expect.fail('a checked log')]);
    expect([exitCode, said.ENDS]).toEqual([1, expect.stringContaining(`names at its end ${SECOND}`)]);
  });

  it('lead nowhere by entries that were not signed', async () => {
    const forged = new Map(first);
    for (const [path, file] of naming) if (path !== 'checkpoint') forged.set(path, file);
    const { checked } = await check(forged, [OLD]);
    const { said } = await check(isNamed, [OLD], [checked ?? expect.fail('a checked log')]);
    expect(said.LOG_SIGNATURE).toMatch(/^FAIL/);
  });

  it('are followed by their SM2 keys for the SM2 line on the end alone', async () => {
    const gm = sm2NoteSigner(ORIGIN, SM2_KEY);
    const next = { ...named(SHARD), sm2Vkeys: [sm2NoteSigner(SECOND, SM2_KEY).vkey] };
    const policies = { policy: `log ${OLD.vkey}\nquorum none\n`, gm: `log ${gm.vkey}\nquorum none\n` };
    const sm2Of = async (...signers: readonly NoteSigner[]) => {
      const ended = logOf([...acts(0, 300), closedFor(next)], ORIGIN, ...signers);
      const going = logOf(
        [openedAfter(ended), ...acts(300, 310)],
        SECOND,
        SHARD,
        sm2NoteSigner(SECOND, SM2_KEY),
      );
      const verifier = new LogVerifier(readLogTrust(policies));
      const examine = async (bytes: Uint8Array) => examineBundle(bytes);
      const { checked } = await verifier.verify(logFilesOf(ended), { examine });
      const { report } = await verifier.verify(logFilesOf(going), {
        examine,
        before: [checked ?? expect.fail('no log')],
      });
      return report.trust.keys.filter(({ role }) => role === 'LOG_SM2').map(({ name }) => name);
    };
    expect(await sm2Of(OLD, gm)).toEqual([ORIGIN, SECOND]);
    expect(await sm2Of(OLD)).toEqual([ORIGIN]);
  });

  it('are incomplete while the end of the one before is not here', async () => {
    const { checked } = await check(logOf(acts(0, 290), ORIGIN, OLD), [OLD]);
    const { exitCode, said } = await check(second, [SHARD], [checked ?? expect.fail('a checked log')]);
    const why = `NOT_CHECKED goes on from ${ORIGIN} 301 entries, of which only 290 are here`;
    expect([exitCode, said.ENDS]).toEqual([3, why]);
  });

  it('do not pass in another order, nor where the next says nothing of the one before', async () => {
    const { checked } = await check(second, [SHARD]);
    const swapped = await check(first, [OLD], [checked ?? expect.fail('a checked log')]);
    const why = `FAIL does not begin with what it goes on from, and ${SECOND} stands before it`;
    expect([swapped.exitCode, swapped.said.ENDS]).toEqual([1, why]);
  });

  it('do not pass where the one before was never closed', async () => {
    const open = logOf(acts(0, 300), ORIGIN, OLD);
    const { checked } = await check(open, [OLD]);
    const next = logOf([openedAfter(open), ...acts(300, 310)], SECOND, SHARD);
    const { exitCode, said } = await check(next, [SHARD], [checked ?? expect.fail('a checked log')]);
    expect([exitCode, said.ENDS]).toEqual([1, expect.stringContaining('does not end with LogClosed')]);
  });

  it.each([
    ['entries behind the closing one', () => [...acts(0, 3), CLOSED, ...acts(3, 5)], 'LogClosed stands at 3'],
    ['an opening in their midst', () => [...acts(0, 3), openedAfter(first)], 'LogOpened stands at 3'],
  ])('do not pass with %s', async (_, leaves, why) => {
    const { exitCode, said } = await check(logOf(leaves(), ORIGIN, OLD), [OLD]);
    expect([exitCode, said.ENDS]).toEqual([1, expect.stringContaining(why)]);
  });
});
