import { describe, expect, it } from 'vitest';
import { formatKeyChangedLeaf, formatLogClosedLeaf, formatLogOpenedLeaf } from '#crypto/evidence';
import { base64url, ed25519FromSeed, sha256, utf8 } from '#crypto/primitives';
import {
  ed25519Signer,
  formatCheckpoint,
  type NoteSigner,
  parseCheckpoint,
  parseNote,
  signNote,
} from '#crypto/tlog';
import { readLogTrust } from '#crypto/verify';
import { type CheckedShard, examineBundle, LogVerifier } from '#crypto/verify/log';
import { AT, HUB, idOf, ORIGIN } from '../../../kit/evidence.js';
import { leavesFor, logFilesOf, staticLog } from '../../../kit/exported-log.js';

const keyOf = (origin: string, seed: string) => ed25519Signer(origin, ed25519FromSeed(sha256(utf8(seed))));
const [OLD, NEW] = [keyOf(ORIGIN, 'old'), keyOf(ORIGIN, 'new')];
const SECOND = ORIGIN.replace(/[^/]*$/, 'next');
const SHARD = keyOf(SECOND, 'new');

type Log = Map<string, Uint8Array>;

/** A log of these leaves as it is exported, under these keys. */
function logOf(leaves: Iterable<Uint8Array>, origin: string, ...signers: readonly NoteSigner[]): Log {
  const files: Log = new Map(staticLog(leaves));
  const { size, root } = headOf(files);
  files.set('checkpoint', utf8(signNote(formatCheckpoint({ origin, size, root }), signers)));
  return files;
}

function headOf(files: Log) {
  const note = Buffer.from(files.get('checkpoint') ?? []).toString();
  return parseCheckpoint(parseNote(note)?.text ?? '') ?? expect.fail('a checkpoint');
}

async function check(files: Log, keys: readonly NoteSigner[], before: readonly CheckedShard[] = []) {
  const policy = `${keys.map(({ vkey }) => `log ${vkey}\n`).join('')}quorum none\n`;
  const verified = await new LogVerifier(readLogTrust({ policy })).verify(logFilesOf(files), {
    before,
    examine: async (bytes) => examineBundle(bytes),
  });
  const { answers, exitCode } = verified.report;
  const said = Object.fromEntries(answers.map(({ question, verdict, en }) => [question, `${verdict} ${en}`]));
  return { exitCode, said, checked: verified.checked };
}

const about = (id: number) => ({ at: AT, hub: HUB, id: idOf(id) });
const changed = formatKeyChangedLeaf({ ...about(9_000), from: 2, old: OLD.vkey, new: NEW.vkey });
const acts = (from: number, to: number) => [...leavesFor(to)].slice(from);

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
  const closed = formatLogClosedLeaf({ ...about(9_001), reason: 'PLANNED' });
  const first = logOf([...acts(0, 300), closed], ORIGIN, OLD);
  const opened = (of: Log) => {
    const { origin, size, root } = headOf(of);
    const checkpoint = Buffer.from(of.get('checkpoint') ?? []).toString();
    return formatLogOpenedLeaf({
      ...about(9_002),
      previous: { checkpoint, origin, root: base64url(root), size },
    });
  };
  const second = logOf([opened(first), ...acts(300, 310)], SECOND, SHARD);

  it('pass one after the other, numbers between platforms running on', async () => {
    const { exitCode, said, checked } = await check(first, [OLD]);
    expect([exitCode, said.ENDS]).toEqual([0, 'PASS the first log; closed']);
    const next = await check(second, [OLD, SHARD], [checked ?? expect.fail('a checked log')]);
    expect([next.exitCode, next.said.ENDS]).toEqual([0, `PASS goes on from ${ORIGIN} 301 entries; open`]);
    expect(next.said.PAIRS).toMatch(/^PASS/);
  });

  it('show an act that fell between them', async () => {
    const { checked } = await check(first, [OLD]);
    const gap = logOf([opened(first), ...acts(301, 310)], SECOND, SHARD);
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
    ['another log before it', () => logOf([...acts(0, 299), closed], ORIGIN, OLD), 'is not the one it names'],
    ['one that is not closed', () => logOf(acts(0, 301), ORIGIN, OLD), 'is not the one it names'],
  ])('do not pass with %s', async (_, other, why) => {
    const { checked } = await check(other(), [OLD]);
    const { exitCode, said } = await check(second, [SHARD], [checked ?? expect.fail('a checked log')]);
    expect([exitCode, said.ENDS]).toEqual([1, expect.stringContaining(why)]);
  });

  it('do not pass where the one before was never closed', async () => {
    const open = logOf(acts(0, 300), ORIGIN, OLD);
    const { checked } = await check(open, [OLD]);
    const next = logOf([opened(open), ...acts(300, 310)], SECOND, SHARD);
    const { exitCode, said } = await check(next, [SHARD], [checked ?? expect.fail('a checked log')]);
    expect([exitCode, said.ENDS]).toEqual([1, expect.stringContaining('does not end with LogClosed')]);
  });

  it.each([
    ['entries behind the closing one', () => [...acts(0, 3), closed, ...acts(3, 5)], 'LogClosed stands at 3'],
    ['an opening in their midst', () => [...acts(0, 3), opened(first)], 'LogOpened stands at 3'],
  ])('do not pass with %s', async (_, leaves, why) => {
    const { exitCode, said } = await check(logOf(leaves(), ORIGIN, OLD), [OLD]);
    expect([exitCode, said.ENDS]).toEqual([1, expect.stringContaining(why)]);
  });
});
