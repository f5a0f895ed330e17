import { beforeAll, describe, expect, it } from 'vitest';
import { writeBundle, writeZip } from '#crypto/evidence';
import { generatePrivateKey, utf8 } from '#crypto/primitives';
import { ed25519Signer, formatTlogProof, signNote } from '#crypto/tlog';
import { type LogTrust, readLogTrust, type Verdict } from '#crypto/verify';
import {
  checkpointsIn,
  compareCheckpoints,
  type Found,
  formatMisbehaviour,
  inFiles,
  type Misbehaviour,
  openKnown,
  parseMisbehaviour,
} from '#crypto/verify/compare';
import { EvidenceMaker, ORIGIN } from '../../../kit/evidence.js';
import {
  leavesFor,
  logFilesOf,
  STATIC_GM,
  STATIC_LOG,
  STATIC_TRUST,
  staticLogOf,
  staticSm3,
} from '../../../kit/exported-log.js';
import { GrowingLog } from '../../../kit/growing-log.js';

const trust = readLogTrust({ policy: `log ${STATIC_LOG.vkey}\nquorum none\n` });

const noteOf = (files: ReadonlyMap<string, Uint8Array>) =>
  Buffer.from(files.get('checkpoint') ?? []).toString();

const [small, large] = [staticLogOf(300), staticLogOf(700)];
const [forkSmall, forkLarge] = [staticLogOf(300, 'fork'), staticLogOf(700, 'fork')];

async function collect(...texts: readonly (string | Uint8Array)[]): Promise<Found> {
  const found = await Promise.all(
    texts.map((text, i) => checkpointsIn(`file${i}`, typeof text === 'string' ? utf8(text) : text)),
  );
  return {
    checkpoints: found.flatMap(({ checkpoints }) => checkpoints),
    misbehaviour: found.flatMap(({ misbehaviour }) => misbehaviour),
  };
}

interface Compared {
  readonly exitCode: number;
  readonly not: Readonly<Record<string, Verdict>>;
  readonly why: string;
  readonly proof: (Misbehaviour & { readonly fileName: string }) | undefined;
}

async function compare(
  texts: readonly (string | Uint8Array)[],
  options: { log?: ReadonlyMap<string, Uint8Array>; trust?: LogTrust | undefined } = {},
): Promise<Compared> {
  const tools = {
    trust: 'trust' in options ? options.trust : trust,
    log: options.log && logFilesOf(options.log),
  };
  const { report, misbehaviour } = await compareCheckpoints(await collect(...texts), tools);
  const rest = report.answers.filter(({ verdict }) => verdict !== 'PASS');
  return {
    exitCode: report.exitCode,
    not: Object.fromEntries(rest.map(({ question, verdict }) => [question, verdict])),
    why: rest.map(({ en }) => en).join(' | '),
    proof: misbehaviour,
  };
}

describe('checkpoints that can all be true', () => {
  it('are those of one tree, however often', async () => {
    expect(await compare([noteOf(small), noteOf(small)])).toMatchObject({ exitCode: 0, not: {} });
  });

  it('of different sizes need the log, whose tiles decide', async () => {
    const open = await compare([noteOf(small), noteOf(large)]);
    expect(open).toMatchObject({ exitCode: 3, not: { CONSISTENT: 'NOT_CHECKED' } });
    expect(open.why).toBe('tiles of the log are needed to tell (--log): 300 → 700');
    const decided = await compare([noteOf(large), noteOf(small)], { log: large });
    expect(decided).toMatchObject({ exitCode: 0, not: {}, proof: undefined });
  });

  it.each([0, 1, 2, 255, 256, 257, 511, 512, 699])('of %i and 700 are decided', async (size) => {
    const older = noteOf(staticLogOf(size));
    expect(await compare([older, noteOf(large)], { log: large })).toMatchObject({ exitCode: 0 });
    const fork = noteOf(staticLogOf(size, 'fork'));
    const { exitCode } = await compare([fork, noteOf(large)], { log: large });
    expect(exitCode).toBe(size === 0 ? 0 : 1);
  });

  it('are undecided by tiles of another log, of a smaller one, or damaged ones', async () => {
    const texts = [noteOf(small), noteOf(large)];
    const damaged = new Map([...large, ['tile/0/001', new Uint8Array(8192)]]);
    for (const log of [forkLarge, small, damaged, new Map()])
      expect(await compare(texts, { log })).toMatchObject({ exitCode: 3, proof: undefined });
  });
});

describe('checkpoints that cannot both be true', () => {
  let fork: Compared;
  let split: Compared;
  beforeAll(async () => {
    fork = await compare([noteOf(small), noteOf(forkSmall)]);
    split = await compare([noteOf(forkSmall), noteOf(large)], { log: large });
  });

  it('are proof of misbehaviour: two roots of one size', () => {
    expect(fork).toMatchObject({ exitCode: 1, not: { FORK: 'FAIL' } });
    expect(fork.why).toBe('PROOF OF MISBEHAVIOUR: two roots of 300 entries, in file0 and file1');
    expect(fork.proof?.fileName).toBe('misbehaviour-hub.example_audit_1-300.txt');
  });

  it('are proof of misbehaviour: a tree that does not continue the one before', () => {
    expect(split).toMatchObject({ exitCode: 1, not: { CONSISTENT: 'FAIL' } });
    expect(split.why).toBe('PROOF OF MISBEHAVIOUR: file1 (700) does not continue file0 (300)');
    expect(split.proof?.fileName).toBe('misbehaviour-hub.example_audit_1-300.txt');
  });

  it('are proven again by nothing but the file that was written', async () => {
    for (const { proof, not } of [fork, split]) {
      const file = formatMisbehaviour(proof ?? expect.fail());
      expect(await compare([file])).toMatchObject({ exitCode: 1, not });
    }
  });

  it.each([1, 2, 256, 512])('are proven so for a first tree of %i, which is a power of two', async (size) => {
    const { proof } = await compare([noteOf(staticLogOf(size, 'fork')), noteOf(large)], { log: large });
    expect(await compare([formatMisbehaviour(proof ?? expect.fail())])).toMatchObject({
      exitCode: 1,
      not: { CONSISTENT: 'FAIL' },
    });
  });

  it('are not proven by a file whose proof does not hold, or shows the tree that was signed', async () => {
    const { proof } = split;
    const { tree } = proof ?? expect.fail();
    if (proof === undefined || tree === undefined) return expect.fail();
    const lies: Misbehaviour[] = [
      { ...proof, tree: { ...tree, root: new Uint8Array(32) } },
      { ...proof, tree: { ...tree, proof: tree.proof.slice(1) } },
      { ...proof, tree: undefined },
      { ...proof, older: proof.newer, newer: proof.older },
    ];
    for (const lie of lies)
      expect(await compare([formatMisbehaviour(lie)])).toMatchObject({ exitCode: 3, proof: undefined });
    const honest = { older: noteOf(small), newer: noteOf(large), tree };
    expect((await compare([formatMisbehaviour(honest)])).exitCode).toBe(0);
  });

  it('are not proven by what somebody else has signed', async () => {
    const stranger = ed25519Signer(ORIGIN, generatePrivateKey('ED25519'));
    const body = noteOf(forkSmall).split('\n\n')[0];
    const forged = await compare([noteOf(small), signNote(`${body}\n`, [stranger])]);
    expect(forged).toMatchObject({ exitCode: 1, not: { LOG_SIGNATURE: 'FAIL' }, proof: undefined });
    expect(forged.why).toBe('file1 (a signature does not hold)');
    const other = new GrowingLog('another.example/audit').checkpoint(3);
    const unknown = await compare([noteOf(small), other]);
    expect(unknown).toMatchObject({ exitCode: 3, not: { LOG_SIGNATURE: 'NOT_CHECKED' } });
  });

  it('are proven whatever stands on the lines of witnesses', async () => {
    const [body, lines = ''] = noteOf(forkSmall).split('\n\n');
    const spoilt = lines.replace(/(witness\.example \S{40}).{4}/, '$1AAAA');
    expect(spoilt).not.toBe(lines);
    const withWitness = readLogTrust(STATIC_TRUST);
    const { exitCode, proof } = await compare([noteOf(small), `${body}\n\n${spoilt}`], {
      trust: withWitness,
    });
    expect([exitCode, proof === undefined]).toEqual([1, false]);
  });

  it('are told, but not proven, without a policy: by the key that they name', async () => {
    const { exitCode, not, why, proof } = await compare([noteOf(small), noteOf(forkSmall)], {
      trust: undefined,
    });
    expect([exitCode, not, proof]).toEqual([1, { LOG_SIGNATURE: 'NOT_CHECKED', FORK: 'FAIL' }, undefined]);
    expect(why).toMatch(/compared by the keys that they name: hub\.example\/audit\/1 [0-9a-f]{8} \|/);
    const rotated = ed25519Signer(ORIGIN, generatePrivateKey('ED25519'));
    const body = noteOf(forkSmall).split('\n\n')[0];
    const two = await compare([noteOf(small), signNote(`${body}\n`, [rotated])], { trust: undefined });
    expect(two).toMatchObject({ exitCode: 3, not: { LOG_SIGNATURE: 'NOT_CHECKED' } });
  });
});

describe('checkpoints of SM3 trees', () => {
  const gm = readLogTrust({ ...STATIC_TRUST, gm: STATIC_GM });
  const sm3Of = (size: number, salt?: string) => new Map(staticSm3(leavesFor(size, salt)));
  const sm3NoteOf = (size: number, salt?: string) =>
    Buffer.from(sm3Of(size, salt).get('sm3/checkpoint') ?? []).toString();
  const whole = new Map([...large, ...sm3Of(700)]);

  it('are compared with their own, and the tiles of the SM3 tree decide', async () => {
    const texts = [sm3NoteOf(300), sm3NoteOf(700), noteOf(small), noteOf(large)];
    expect(await compare(texts, { trust: gm, log: whole })).toMatchObject({ exitCode: 0, not: {} });
    const open = await compare(texts, { trust: gm, log: large });
    expect(open).toMatchObject({ exitCode: 3, not: { CONSISTENT: 'NOT_CHECKED' } });
    expect(open.why).toBe('tiles of the log are needed to tell (--log): 300 → 700');
  });

  it.each([0, 1, 256, 257, 512, 699])('of %i and 700 are decided', async (size) => {
    const texts = [sm3NoteOf(size, 'fork'), sm3NoteOf(700)];
    const { exitCode, proof } = await compare(texts, { trust: gm, log: whole });
    expect(exitCode).toBe(size === 0 ? 0 : 1);
    if (size === 0) return;
    const file = formatMisbehaviour(proof ?? expect.fail());
    const again = await compare([file], { trust: gm });
    expect(again).toMatchObject({ exitCode: 1, not: { CONSISTENT: 'FAIL' } });
  });

  it('prove misbehaviour with two roots of one size, in a file that proves it again', async () => {
    const fork = await compare([sm3NoteOf(300), sm3NoteOf(300, 'fork')], { trust: gm });
    expect(fork).toMatchObject({ exitCode: 1, not: { FORK: 'FAIL' } });
    expect(fork.proof?.fileName).toBe('misbehaviour-hub.example_audit_1_sm3-300.txt');
    const file = formatMisbehaviour(fork.proof ?? expect.fail());
    expect(await compare([file], { trust: gm })).toMatchObject({ exitCode: 1, not: { FORK: 'FAIL' } });
  });

  it('prove nothing by a proof that holds only in the other hash', async () => {
    const honest = await compare([noteOf(forkSmall), noteOf(large)], { log: large });
    const claim = { older: sm3NoteOf(300, 'fork'), newer: sm3NoteOf(700), tree: honest.proof?.tree };
    expect(await compare([formatMisbehaviour(claim)], { trust: gm })).toMatchObject({ exitCode: 3 });
  });

  it('are of nobody that is known without policy.gm', async () => {
    const { exitCode, not } = await compare([noteOf(small), sm3NoteOf(300)]);
    expect([exitCode, not]).toEqual([3, { LOG_SIGNATURE: 'NOT_CHECKED' }]);
  });
});

describe('signed checkpoints are found', () => {
  const maker = new EvidenceMaker().wholeCase();
  const bundle = writeBundle(maker.bundle(), 'how to check');
  const ofMaker = readLogTrust(maker.trust());

  it('in bundles, in proofs, in receipts, in requests to witnesses and in folders', async () => {
    const [event] = maker.bundle().events;
    const proof = event?.proof ?? expect.fail();
    const log = new GrowingLog('hub.example/audit/1');
    const receipt = JSON.stringify({
      caseNo: 'x',
      receipt: { index: '3', path: [], checkpoint: proof.checkpoint },
    });
    const zip = await collect(writeZip(bundle));
    expect(zip.checkpoints).toHaveLength(maker.bundle().events.length);
    expect(zip.checkpoints[0]?.from).toMatch(/^file0\/proofs\/\d{10}\.tlog-proof$/);
    for (const each of [formatTlogProof(proof), receipt, `[${receipt}]`])
      expect((await collect(each)).checkpoints).toEqual([{ from: 'file0', note: proof.checkpoint }]);
    expect((await collect(log.request(2, 5))).checkpoints).toEqual([
      { from: 'file0', note: log.checkpoint(5) },
    ]);
    expect(inFiles('log', large).checkpoints).toEqual([{ from: 'log/checkpoint', note: noteOf(large) }]);
  });

  it.each([
    ['nothing', ''],
    ['a note that is no checkpoint', signNote('hello\n', [STATIC_LOG])],
    ['JSON of something else', '{"checkpoint":3,"a":[{"checkpoint":"x"}]}'],
    ['JSON that is nested too deeply', '{"a":'.repeat(100_000)],
    ['bytes', Buffer.of(0xff, 0xfe)],
    ['a proof of misbehaviour that is cut', 'tongban-hub/misbehaviour@v1\ncheckpoint 9\nabc'],
  ])('and not in %s', async (_, text) => {
    expect(await collect(text)).toEqual({ checkpoints: [], misbehaviour: [] });
  });

  it('and are known beforehand only under the keys of the policy', async () => {
    const found = await collect(writeZip(bundle), noteOf(small));
    expect(new Set(openKnown(found, ofMaker.policy.logs).map(({ size }) => size)).size).toBe(1);
    expect(openKnown(found, trust.policy.logs).map(({ size }) => size)).toEqual([300]);
    expect(() => openKnown({ checkpoints: [], misbehaviour: [] }, trust.policy.logs)).toThrow(
      'signed by no log',
    );
  });
});

describe('a proof of misbehaviour', () => {
  const proof: Misbehaviour = { older: noteOf(small), newer: noteOf(large), tree: undefined };
  const tree = { root: Buffer.alloc(32), proof: [Buffer.alloc(32, 1)] };

  it('comes back as it was written', () => {
    for (const each of [proof, { ...proof, tree }, { ...proof, tree: { ...tree, proof: [] } }])
      expect(parseMisbehaviour(utf8(formatMisbehaviour(each)))).toEqual(each);
  });

  it.each([
    ['another header', (text: string) => text.replace('v1', 'v2')],
    ['a length too large', (text: string) => text.replace(/checkpoint \d+/, 'checkpoint 99999')],
    ['a length with a zero before', (text: string) => text.replace(/checkpoint (\d+)/, 'checkpoint 0$1')],
    ['something behind', (text: string) => `${text}x`],
    ['an empty line behind', (text: string) => `${text}\n`],
    ['no second note', (text: string) => text.slice(0, text.lastIndexOf('checkpoint '))],
    ['a short hash', (text: string) => `${text}tree AAAA\n`],
    ['64 hashes', (text: string) => `${text}tree ${`${'A'.repeat(43)}=\n`.repeat(65)}`],
  ])('is none with %s', (_, change) => {
    const text = formatMisbehaviour(proof);
    expect(change(text)).not.toBe(text);
    expect(parseMisbehaviour(utf8(change(text)))).toBeUndefined();
  });
});
