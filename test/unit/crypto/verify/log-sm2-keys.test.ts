import { describe, expect, it } from 'vitest';
import { formatKeyChangedLeaf } from '#crypto/evidence';
import { ed25519FromSeed, generatePrivateKey, sha256, utf8 } from '#crypto/primitives';
import {
  ed25519Signer,
  formatCheckpoint,
  type NoteSigner,
  parseCheckpoint,
  parseNote,
  signNote,
  sm2NoteSigner,
  sm3Origin,
} from '#crypto/tlog';
import { readLogTrust } from '#crypto/verify';
import { examineBundle, LogVerifier } from '#crypto/verify/log';
import { AT, HUB, idOf, ORIGIN } from '../../../kit/evidence.js';
import { leavesFor, logFilesOf, staticLog, staticSm3 } from '../../../kit/exported-log.js';

/** The log's SM2 key heads its SM3 tree, and signs a line on the log's own checkpoints. Both keys may be changed at once. */

const SM3 = sm3Origin(ORIGIN);
const [oldSm2, newSm2] = [generatePrivateKey('SM2'), generatePrivateKey('SM2')];
const keyOf = (seed: string) => ed25519Signer(ORIGIN, ed25519FromSeed(sha256(utf8(seed))));
const [OLD, NEW] = [keyOf('old'), keyOf('new')];
const [OLD_TREE, NEW_TREE] = [sm2NoteSigner(SM3, oldSm2), sm2NoteSigner(SM3, newSm2)];
const [OLD_LINE, NEW_LINE] = [sm2NoteSigner(ORIGIN, oldSm2), sm2NoteSigner(ORIGIN, newSm2)];

const announcing = (id: number, old: NoteSigner, next: NoteSigner) =>
  formatKeyChangedLeaf({ at: AT, hub: HUB, id: idOf(id), from: 2, old: old.vkey, new: next.vkey });
const treeChanged = announcing(9_000, OLD_TREE, NEW_TREE);
const logChanged = announcing(9_001, OLD, NEW);
const acts = (from: number, to: number) => [...leavesFor(to)].slice(from);
const one = [...acts(0, 3), treeChanged, ...acts(3, 300)];
const both = [...acts(0, 3), treeChanged, logChanged, ...acts(3, 300)];

interface Signed {
  readonly log: readonly NoteSigner[];
  readonly sm3: readonly NoteSigner[];
  /** Of the SM3 tree, when it is behind. */
  readonly sm3Size?: number;
}

/** A log of these leaves with its SM3 tree, as it is exported, under these keys. */
function logOf(leaves: readonly Uint8Array[], { log, sm3, sm3Size = leaves.length }: Signed) {
  const files = new Map([...staticLog(leaves), ...staticSm3(leaves.slice(0, sm3Size))]);
  for (const [name, origin, signers] of [
    ['checkpoint', ORIGIN, log],
    ['sm3/checkpoint', SM3, sm3],
  ] as const) {
    const note = Buffer.from(files.get(name) ?? []).toString();
    const { size, root } = parseCheckpoint(parseNote(note)?.text ?? '') ?? expect.fail(name);
    files.set(name, utf8(signNote(formatCheckpoint({ origin, size, root }), signers)));
  }
  return logFilesOf(files);
}

type Known = { readonly log?: readonly NoteSigner[]; readonly gm: readonly NoteSigner[] };

async function check(files: ReturnType<typeof logOf>, { log = [OLD], gm }: Known) {
  const lines = (keys: readonly NoteSigner[]) =>
    `${keys.map(({ vkey }) => `log ${vkey}\n`).join('')}quorum none\n`;
  const trust = readLogTrust({ policy: lines(log), gm: lines(gm) });
  const examine = async (bytes: Uint8Array) => examineBundle(bytes);
  const { report } = await new LogVerifier(trust).verify(files, { examine });
  const said = Object.fromEntries(
    report.answers.map(({ question, verdict, en }) => [question, `${verdict} ${en}`]),
  );
  return { exitCode: report.exitCode, said };
}

describe('a log that changes its SM2 key', () => {
  const overlap = { log: [OLD, OLD_LINE, NEW_LINE], sm3: [OLD_TREE, NEW_TREE] };
  const after = { log: [OLD, NEW_LINE], sm3: [NEW_TREE] };

  it.each([
    ['the old key, in the overlap', overlap, [OLD_LINE, OLD_TREE]],
    ['the new key, in the overlap', overlap, [NEW_LINE, NEW_TREE]],
    ['both', overlap, [OLD_LINE, NEW_LINE, OLD_TREE, NEW_TREE]],
    ['the new key, after it', after, [NEW_LINE, NEW_TREE]],
    ['both, after it', after, [OLD_LINE, NEW_LINE, OLD_TREE, NEW_TREE]],
  ])('passes for who knows %s', async (_, signed, gm) => {
    const { exitCode, said } = await check(logOf(one, signed), { gm });
    expect([exitCode, said.SM2, said.SM3_TREE]).toEqual([
      0,
      expect.stringMatching(/^PASS SM2 holds, also for the SM3 tree/),
      expect.stringMatching(/^PASS all of 301 follows/),
    ]);
    expect(said.KEYS).toMatch(/^PASS 3 [0-9a-f]{8} → [0-9a-f]{8}/);
    expect(said.KEYS?.includes(`add to policy.gm: log ${NEW_TREE.vkey}`)).toBe(!gm.includes(NEW_TREE));
  });

  it('is not believed under the new key for the entry alone, and the auditor is told what to find out', async () => {
    const { exitCode, said } = await check(logOf(one, after), { gm: [OLD_LINE, OLD_TREE] });
    expect(exitCode).toBe(1);
    expect(said.SM2).toMatch(/^FAIL/);
    expect(said.SM3_TREE).toMatch(/^NOT_CHECKED/);
    expect(said.KEYS).toContain(`entry 3 announces a key`);
    expect(said.KEYS).toContain(`add to policy.gm: log ${NEW_TREE.vkey}`);
  });

  it.each([
    ['the old key', [OLD_LINE, OLD_TREE]],
    ['both', [OLD_LINE, NEW_LINE, OLD_TREE, NEW_TREE]],
  ])('is false where the retired key signs the SM3 tree alone, for who knows %s', async (_, gm) => {
    const signed = { log: [OLD, OLD_LINE, NEW_LINE], sm3: [OLD_TREE] };
    const { exitCode, said } = await check(logOf(one, signed), { gm });
    expect([exitCode, said.KEYS]).toEqual([
      1,
      expect.stringMatching(/^FAIL .*entry 3 .*the old one is retired/),
    ]);
  });

  it('passes with an SM3 tree that has not got to the entry yet, under the old key', async () => {
    const signed = { log: [OLD, OLD_LINE, NEW_LINE], sm3: [OLD_TREE], sm3Size: 3 };
    const { exitCode, said } = await check(logOf(one, signed), { gm: [OLD_LINE, OLD_TREE] });
    expect([exitCode, said.SM3_TREE]).toEqual([0, 'PASS all of 3 follows from the entries']);
  });

  it('says nothing of a key that the auditor asks nothing of', async () => {
    const files = logOf(one, after);
    const { exitCode, said } = await check(files, { gm: [NEW_LINE] });
    expect([exitCode, said.SM3_TREE]).toEqual([0, expect.stringMatching(/^NOT_CHECKED/)]);
  });
});

describe('a log that changes both its keys at once', () => {
  const known = [OLD_LINE, NEW_LINE, OLD_TREE, NEW_TREE];
  const overlap = { log: [OLD, NEW, OLD_LINE, NEW_LINE], sm3: [OLD_TREE, NEW_TREE] };
  const after = { log: [NEW, NEW_LINE], sm3: [NEW_TREE] };

  it.each<[string, Signed, Known]>([
    ['the old keys, in the overlap', overlap, { log: [OLD], gm: [OLD_LINE, OLD_TREE] }],
    ['the new keys, in the overlap', overlap, { log: [NEW], gm: [NEW_LINE, NEW_TREE] }],
    ['the new keys, after it', after, { log: [NEW], gm: [NEW_LINE, NEW_TREE] }],
    ['all of them, after it', after, { log: [OLD, NEW], gm: known }],
  ])('passes for who knows %s', async (_, signed, { log, gm }) => {
    const { exitCode, said } = await check(logOf(both, signed), { ...(log && { log }), gm });
    expect([exitCode, said.SM3_TREE]).toEqual([0, expect.stringMatching(/^PASS all of 302/)]);
    expect(said.KEYS).toMatch(/^PASS 4 [0-9a-f]{8} → [0-9a-f]{8}, 3 [0-9a-f]{8} → [0-9a-f]{8}/);
    const isOld = log?.includes(NEW) !== true;
    expect(said.KEYS?.includes(`add to policy.txt: log ${NEW.vkey}`)).toBe(isOld);
    expect(said.KEYS?.includes(`add to policy.gm: log ${NEW_TREE.vkey}`)).toBe(isOld);
  });

  it.each<[string, Signed, string]>([
    ['of the log', { ...after, log: [OLD, NEW_LINE] }, 'entry 4'],
    ['of the SM3 tree', { ...after, sm3: [OLD_TREE] }, 'entry 3'],
  ])('is false where the retired key %s signs alone', async (_, signed, entry) => {
    const { exitCode, said } = await check(logOf(both, signed), { log: [OLD, NEW], gm: known });
    expect([exitCode, said.KEYS]).toEqual([1, expect.stringContaining(entry)]);
  });
});
