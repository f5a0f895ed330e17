import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readZip, writeZip } from '#crypto/evidence';
import { formatTimeStampFile } from '#crypto/timestamp';
import { pemOf } from '../kit/certificates.js';
import { AT, EvidenceMaker, filesOf } from '../kit/evidence.js';
import {
  leavesFor,
  STATIC_GM,
  STATIC_LOG,
  STATIC_TRUST,
  staticLog,
  staticLogOf,
  staticSm3,
} from '../kit/exported-log.js';
import { type Finished, run, TONGBAN_VERIFY } from '../kit/program.js';
import { makeSm2Tsa, makeToken } from '../kit/time-stamps.js';

/** The verifier as an auditor runs it, on what others hand him: a verdict and an exit code for everything, and never a crash. */

const OFFLINE = ['--import', fileURLToPath(new URL('../kit/offline.mjs', import.meta.url))];

let folder: string;
const at = (name: string) => join(folder, name);

const tsa = makeSm2Tsa();
const maker = new EvidenceMaker().wholeCase(1);
const zip = writeZip(filesOf(maker.bundle()));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tongban-verify-log-'));
  const { policy, platforms, gm } = maker.trust();
  for (const [name, content] of Object.entries({ policy, gm, platforms }))
    writeFileSync(at(`case.${name}`), content);
  writeFileSync(at('policy.txt'), STATIC_TRUST.policy);
  put('whole', staticLogOf(600));
  put('older', staticLogOf(300));
  put('fork', staticLogOf(300, 'another story'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function put(name: string, files: ReadonlyMap<string, Uint8Array>): string {
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(at(name), path)), { recursive: true });
    writeFileSync(join(at(name), path), bytes);
  }
  return at(name);
}

function verify(...args: readonly string[]): Promise<Finished> {
  return run(TONGBAN_VERIFY, [...args, '--lang', 'en'], { node: OFFLINE });
}

function verifyBundle(file: string, ...args: readonly string[]): Promise<Finished> {
  const trust = ['--policy', at('case.policy'), '--keys', at('case.platforms'), '--gm', at('case.gm')];
  return verify('bundle', file, ...trust, ...args);
}

describe('tongban-verify log', () => {
  const log = (name: string, ...args: readonly string[]) =>
    verify('log', at(name), '--policy', at('policy.txt'), ...args);

  it('passes an honest log that continues the checkpoint that the auditor had, and names what it rests on', async () => {
    const { code, stdout, stderr } = await log('whole', '--since', join(at('older'), 'checkpoint'));
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('The log hub.example/audit/1');
    expect(stdout).toMatch(/PASS +checkpoints are consistent +continues the known checkpoints \(300\)/);
    expect(stdout).toMatch(/[0-9a-f]{64} {2}policy\n/);
    expect(stdout).toMatch(/[0-9a-f]{64} {2}log hub\.example\/audit\/1\n/);
    expect(stdout).toMatch(/[0-9a-f]{64} {2}witness W\n/);
    expect(stdout).toContain('All required questions pass.');
  });

  it.concurrent('goes to no network, and says which command does', async () => {
    const { code, stderr } = await verify('log', 'https://hub.example/log', '--policy', at('policy.txt'));
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('this program has no network, use tongban log verify'),
    ]);
  });

  it.concurrent('tells a machine the same', async () => {
    const { code, stdout } = await log('whole', '--json');
    const report = JSON.parse(stdout) as { answers: { question: string }[] };
    expect(report).toMatchObject({
      kind: 'LOG',
      exitCode: 0,
      trust: { policySha256: /./, keys: [{ role: 'LOG' }, {}] },
    });
    expect(code).toBe(0);
  });

  it.concurrent('ends with 1 for a fork of what the auditor had', async () => {
    const { code, stdout } = await log('whole', '--since', join(at('fork'), 'checkpoint'));
    expect([code, stdout]).toEqual([1, expect.stringMatching(/FAIL +checkpoints are consistent/)]);
  });

  it.concurrent('ends with 1 for a tile that was changed, and 3 for one that is not there; both are named', async () => {
    const files = staticLogOf(600);
    const changed = put('changed', new Map([...files, ['tile/0/001', new Uint8Array(8192)]]));
    files.delete('tile/0/001');
    put('without', files);
    const [one, three] = [await verify('log', changed, '--policy', at('policy.txt')), await log('without')];
    expect([one.code, three.code]).toEqual([1, 3]);
    expect(one.stdout).toContain('tile/0/001 hash 0 does not follow from the entries');
    expect(three.stdout).toContain('missing: tile/0/001');
  });

  it.concurrent.each([
    [
      'a folder without a checkpoint',
      () => put('empty', new Map([['a', new Uint8Array(1)]])),
      'checkpoint is missing',
    ],
    ['a file', () => at('policy.txt'), 'is not a folder'],
    ['nothing', () => at('gone'), 'ENOENT'],
    [
      'a folder with a link that leads out of it',
      () => {
        const path = put('linked', staticLogOf(3));
        symlinkSync('/etc/passwd', join(path, 'tile/0/passwd'));
        return path;
      },
      'tile/0/passwd is not a plain file',
    ],
  ])('ends with 2 for %s', async (_, path, why) => {
    const { code, stdout, stderr } = await verify('log', path(), '--policy', at('policy.txt'));
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(why)]);
    expect(stderr).not.toContain('    at ');
  });

  it.concurrent('checks the SM3 tree and the time stamps with the keys and authorities that it is given', async () => {
    const leaves = [...leavesFor(300)];
    const files = new Map([...staticSm3(leaves), ...staticLog(leaves)]);
    const note = files.get('checkpoint') ?? expect.fail('no checkpoint');
    const token = makeToken(note, tsa.maker, { at: AT });
    files.set('timestamps/0000000300.checkpoint', note);
    files.set('timestamps/0000000300.tsr', formatTimeStampFile(token));
    put('both', files);
    writeFileSync(at('policy.gm'), STATIC_GM);
    writeFileSync(at('tsa.pem'), pemOf(tsa.root));
    writeFileSync(at('tsa.crl'), tsa.revocationList);
    const given = ['--gm', at('policy.gm'), '--tsa', at('tsa.pem'), '--tsa-crl', at('tsa.crl')];
    const { code, stdout } = await log('both', ...given, '--since', join(at('both'), 'sm3/checkpoint'));
    expect(stdout).toMatch(/PASS +time stamps +1; the first 300 of 300 entries/);
    expect(stdout).toMatch(/PASS +SM2 signature of the log +SM2 holds, also for the SM3 tree/);
    expect(stdout).toMatch(/PASS +the SM3 tree follows +all of 300/);
    expect(stdout).toMatch(/PASS +checkpoints are consistent +continues the known checkpoints \(300\)/);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/PASS +files besides +none/)]);
  });

  it('does the same on more threads than one', async () => {
    put('large', staticLogOf(50_100));
    const { code, stdout } = await log('large');
    expect([code, stdout]).toEqual([0, expect.stringContaining('50100 entries')]);
  });
});

describe('tongban-verify compare', () => {
  it('writes out the proof of a fork, which is proof enough by itself', async () => {
    const out = at('proof.txt');
    const files = [join(at('older'), 'checkpoint'), at('fork')];
    const first = await verify('compare', ...files, '--policy', at('policy.txt'), '--out', out);
    expect([first.code, first.stdout]).toEqual([1, expect.stringContaining('PROOF OF MISBEHAVIOUR')]);
    expect(first.stderr).toContain(`the proof was written to ${out}`);
    expect(readFileSync(out, 'utf8')).toMatch(/^tongban-hub\/misbehaviour@v1\ncheckpoint \d+\nhub\.example/);
    const again = await verify('compare', out, '--policy', at('policy.txt'), '--out', at('again.txt'));
    expect(again.code).toBe(1);
    expect(readFileSync(at('again.txt'))).toEqual(readFileSync(out));
  });

  it.concurrent('decides between sizes with a log, and says what is needed without one', async () => {
    const files = [at('older'), at('whole'), '--policy', at('policy.txt')];
    const without = await verify('compare', ...files);
    expect([without.code, without.stdout]).toEqual([3, expect.stringContaining('(--log): 300 → 600')]);
    expect((await verify('compare', ...files, '--log', at('whole'))).code).toBe(0);
  });

  it.concurrent('ends with 2 for a file without a checkpoint', async () => {
    const { code, stderr } = await verify('compare', at('policy.txt'));
    expect([code, stderr]).toEqual([2, expect.stringContaining('no signed checkpoint in it')]);
  });
});

describe('tongban-verify bundle', () => {
  it('takes a folder for a zip, and tells witnesses, times and keys', async () => {
    const path = put('unpacked', await readZip(zip));
    const { code, stdout, stderr } = await verifyBundle(path);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('1/1 W 2026-11-22T02:00:00.000Z');
    expect(stdout).toMatch(/[0-9a-f]{64} {2}platform guangdong\n/);
  });

  it.concurrent('judges keys and witnesses by the moment it is told', async () => {
    writeFileSync(at('at.zip'), zip);
    const before = await verifyBundle(at('at.zip'), '--at', '2026-11-22T01:00:00Z');
    expect([before.code, before.stdout]).toEqual([
      1,
      expect.stringContaining('as of 2026-11-22T01:00:00.000Z'),
    ]);
    expect(before.stdout).toMatch(/NOT CHECKED +witnesses +fewer witnesses than the policy asks for: 0\/1/);
    const late = await verifyBundle(at('at.zip'), '--at', '2027-06-01');
    expect(late.stdout).toMatch(/FAIL +signatures of the platforms/);
  });

  it.concurrent('is not judged by a moment that is none', async () => {
    const { code, stderr } = await verifyBundle(at('whole'), '--at', 'yesterday');
    expect([code, stderr]).toEqual([2, expect.stringContaining("argument 'yesterday' is invalid")]);
  });

  it.concurrent('is held against a checkpoint that the auditor had', async () => {
    writeFileSync(at('since.zip'), zip);
    const same = await verifyBundle(at('since.zip'), '--since', at('since.zip'));
    expect([same.code, same.stdout]).toEqual([
      0,
      expect.stringContaining('the same as the known checkpoint'),
    ]);
    const other = new EvidenceMaker(maker).wholeCase(2);
    writeFileSync(at('other.zip'), writeZip(filesOf(other.bundle())));
    const grown = await verifyBundle(at('since.zip'), '--since', at('other.zip'));
    expect([grown.code, grown.stdout]).toEqual([0, expect.stringContaining('compare --log')]);
    const foreign = await verifyBundle(at('since.zip'), '--since', join(at('whole'), 'checkpoint'));
    expect([foreign.code, foreign.stderr]).toEqual([
      2,
      expect.stringContaining('signed by no log of the policy'),
    ]);
  });

  const renamed = (bytes: Uint8Array, from: string, to: string | Buffer): Uint8Array => {
    const altered = Buffer.from(bytes);
    for (let i = altered.indexOf(from); i >= 0; i = altered.indexOf(from, i + 1))
      altered.set(Buffer.from(to), i);
    return altered;
  };
  const two = () => zipSync({ 'aaaa.json': new Uint8Array(1), 'bbbb.json': new Uint8Array(1) });

  it.concurrent.each<[string, () => Uint8Array]>([
    ['a zip bomb', () => zipSync({ 'case.json': new Uint8Array(17 * 1024 * 1024) }, { level: 9 })],
    ['a zip that is cut short', () => zip.subarray(0, zip.length - 30)],
    ['a zip with something behind it', () => Buffer.concat([zip, Buffer.alloc(100)])],
    ['a zip with something before it', () => Buffer.concat([Buffer.alloc(100), zip])],
    ['two files of one name', () => renamed(two(), 'bbbb', 'aaaa')],
    ['a name that leads out of the folder', () => renamed(two(), 'bbbb', '../b')],
    ['an absolute name', () => renamed(two(), 'bbbb', '/etc')],
    ['a name that is not UTF-8', () => renamed(two(), 'bbbb', Buffer.of(0xff, 0xfe, 0xfd, 0xfc))],
    ['a link', () => zipSync({ 'case.json': [new Uint8Array(3), { os: 3, attrs: 0o120777 << 16 }] })],
    [
      'more files than a case can have',
      () =>
        zipSync(Object.fromEntries(Array.from({ length: 20_001 }, (_, i) => [`${i}`, new Uint8Array(0)]))),
    ],
  ])('ends with 2, and says why, for %s', async (name, bytes) => {
    const path = at(`${name.replaceAll(/\W/g, '-')}.zip`);
    writeFileSync(path, bytes());
    const { code, stdout, stderr } = await verifyBundle(path);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^tongban-verify: 无法读取 · cannot be read: .+\n$/);
  });

  it.concurrent.each([
    ['another log', `log ${STATIC_LOG.vkey}\nquorum none\n`, 1],
    ['a key of small order', `log a+00000000+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\nquorum none\n`, 2],
    ['no log at all', 'quorum none\n', 2],
    ['a quorum that nobody defined', `${maker.trust().policy.replace('quorum W', 'quorum X')}`, 2],
  ])('is not misled by a policy of %s', async (name, policy, expected) => {
    const [file, path] = [at(`${name}.policy`), at(`${name}.zip`)];
    writeFileSync(file, policy);
    writeFileSync(path, zip);
    const { code } = await verify('bundle', path, '--policy', file, '--keys', at('case.platforms'));
    expect(code).toBe(expected);
  });

  it.concurrent('finds the proof of one entry under another false', async () => {
    const files = new Map(await readZip(zip));
    const [first, second] = [...files.keys()].filter((path) => path.startsWith('proofs/'));
    const proof = (path = '') => Buffer.from(files.get(path) ?? '').toString();
    const index = /index \d+/.exec(proof(first))?.[0] ?? '';
    files.set(first ?? '', Buffer.from(proof(second).replace(/index \d+/, index)));
    writeFileSync(at('swapped.zip'), writeZip(files));
    const { code, stdout } = await verifyBundle(at('swapped.zip'));
    expect([code, stdout]).toEqual([1, expect.stringMatching(/FAIL +every act is in the log/)]);
  });
});
