import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import { readZip, writeZip } from '#crypto/evidence';
import { generatePrivateKey } from '#crypto/primitives';
import { ed25519Signer } from '#crypto/tlog';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { acknowledge, lease, signAcknowledgement } from '../kit/inbox.js';
import { playCase } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { type Finished, run, TONGBAN, TONGBAN_VERIFY } from '../kit/program.js';

const OFFLINE = ['--import', fileURLToPath(new URL('../kit/offline.mjs', import.meta.url))];
const QUESTIONS = 14;

describe('tongban-verify', () => {
  let hub: TestHub;
  let folder: string;
  let caseNo: string;
  let whole: string;

  beforeAll(async () => {
    hub = await startTestHub();
    folder = mkdtempSync(join(tmpdir(), 'tongban-verify-'));
    const [guangdong, henan] = [await hub.peer('guangdong'), await hub.peer('henan')];
    caseNo = await playCase(guangdong, henan);
    for (const peer of [guangdong, henan]) await acknowledgeAll(peer);
    whole = join(folder, 'whole.zip');
    writeFileSync(whole, await guangdong.grpc.evidence(caseNo));
    const keyFolder = join(guangdong.material.folder, '..', '..', '..');
    const environment = { DATABASE_URL: hub.database.url, TONGBAN_DATA_DIR: keyFolder };
    await run(TONGBAN, ['trust', folder], { environment });
  });
  afterAll(async () => {
    await hub.close();
    rmSync(folder, { recursive: true });
  });

  async function acknowledgeAll(peer: TestPeer): Promise<void> {
    for (let dispatches = await lease(peer); dispatches.length > 0; dispatches = await lease(peer))
      for (const dispatch of dispatches) await acknowledge(peer, signAcknowledgement(peer, dispatch));
  }

  /** Offline, with the trust files that the hub's operator wrote. */
  function verify(file: string, args: readonly string[] = [], environment = {}): Promise<Finished> {
    const trust = ['--policy', join(folder, 'policy.txt'), '--keys', join(folder, 'platforms.json')];
    return run(TONGBAN_VERIFY, ['bundle', file, ...trust, ...args], { environment, node: OFFLINE });
  }

  /** The same evidence with some of its files changed. @returns its name. */
  async function altered(name: string, change: (files: Map<string, Uint8Array>) => void): Promise<string> {
    const files = new Map(await readZip(readFileSync(whole)));
    change(files);
    const path = join(folder, `${name}.zip`);
    writeFileSync(path, writeZip(files));
    return path;
  }

  it('answers each question on a line of its own, and ends with 0 when all is true', async () => {
    const { code, stdout, stderr } = await verify(whole, ['--gm', join(folder, 'policy.gm')]);
    expect(stderr).toBe('');
    const [heading, ...lines] = stdout.trimEnd().split('\n');
    expect(heading).toBe(`办件 ${caseNo} 证据核验`);
    const numbers = lines.flatMap((line) => /^ {1,2}(\d+) {2}/.exec(line)?.[1] ?? []);
    expect(numbers.map(Number)).toEqual(Array.from({ length: QUESTIONS }, (_, i) => i + 1));
    expect(lines).toContainEqual(expect.stringMatching(/^ {7}[0-9a-f]{64} {2}信任策略$/));
    expect(lines.filter((line) => line.includes('通过　'))).toHaveLength(QUESTIONS - 2); // no witnesses, no time stamps
    expect(lines.at(-1)).toBe('结论：全部必要项通过。');
    expect(code).toBe(0);
  });

  it('speaks English when asked', async () => {
    const { code, stdout } = await verify(whole, ['--lang', 'en']);
    expect(stdout).toMatch(/^Evidence of case TB/);
    expect(stdout).not.toMatch(/\p{Script=Han}/u);
    expect(stdout).toContain('All required questions pass.');
    expect(code).toBe(0);
  });

  it('gives a machine the same answers', async () => {
    const { code, stdout } = await verify(whole, ['--json']);
    const report = JSON.parse(stdout) as { answers: object[] };
    expect(report).toMatchObject({ subject: caseNo, exitCode: 0 });
    expect(report.answers).toHaveLength(QUESTIONS);
    expect(report.answers[0]).toEqual({
      question: 'FILES',
      verdict: 'PASS',
      zh: expect.stringMatching(/^\d+ 个文件$/),
      en: expect.stringMatching(/^\d+ files$/),
      isRequired: true,
    });
    expect(code).toBe(0);
  });

  it('ends with 1 when something is false: a message that was changed', async () => {
    const name = 'messages/0001-SubmitCase.json';
    const file = await altered('changed', (files) => {
      const text = Buffer.from(files.get(name) ?? []).toString();
      const message = JSON.parse(text) as { payload: string };
      const payload = Buffer.from(message.payload, 'base64url').toString().replace('测试人员', '另一个人');
      files.set(
        name,
        Buffer.from(JSON.stringify({ ...message, payload: Buffer.from(payload).toString('base64url') })),
      );
    });
    const { code, stdout } = await verify(file);
    expect(code).toBe(1);
    for (const question of ['文件完整', '各方签名', '报文与日志一致'])
      expect(stdout).toMatch(new RegExp(`不成立 {2}${question}`));
    expect(stdout).toContain('结论：有不成立的项，此证据不可信。');
  });

  it('ends with 1 when the log is not one that the auditor trusts', async () => {
    const stranger = ed25519Signer('tongban-dev.localhost/audit/1', generatePrivateKey('ED25519'));
    const policy = join(folder, 'stranger.txt');
    writeFileSync(policy, `log ${stranger.vkey}\nquorum none\n`);
    const { code, stdout } = await verify(whole, ['--policy', policy]);
    expect(stdout).toMatch(/不成立 {2}日志签名/);
    expect(code).toBe(1);
  });

  it('ends with 3 when nothing is false and something is missing: a dispatch nobody acknowledged', async () => {
    const guangdong = await hub.peer('guangdong');
    const open = await playCase(guangdong, await hub.peer('henan'), 1);
    const file = join(folder, 'open.zip');
    writeFileSync(file, await guangdong.grpc.evidence(open));
    const { code, stdout } = await verify(file);
    expect(stdout).toMatch(/未核验 {2}对方已签收.*尚未签收：1 SubmitCase/);
    expect(stdout).toContain('结论：没有发现虚假，但证据不完整。');
    expect(code).toBe(3);
  });

  const withhold = (...args: readonly string[]) =>
    run(TONGBAN_VERIFY, ['withhold', whole, ...args], { node: OFFLINE });

  it('writes the same evidence with less in it, and says what it can no longer check', async () => {
    const [part, less] = [join(folder, 'part.zip'), join(folder, 'less.zip')];
    const written = await withhold('--without', 'applicant,form,materials,reasons', '--to', part);
    expect(written).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect((await withhold('--only', 'routing,outcome', '--to', less)).code).toBe(0);
    expect(readFileSync(less).equals(readFileSync(part))).toBe(true);
    const files = await readZip(readFileSync(part));
    const openings = [...files].filter(([path]) => path.startsWith('openings/'));
    expect(openings.some(([, bytes]) => Buffer.from(bytes).includes('002090012000'))).toBe(true);
    expect(files.has('messages/0001-SubmitCase.json')).toBe(false);
    const incomplete = await verify(part);
    expect(incomplete.stdout).toMatch(/未核验 {2}各方签名.*未公开：申请人、表单、材料、理由/);
    expect(incomplete.stdout).toMatch(/通过　 {2}部分公开的内容.*已公开：办理流程、办理结果/);
    expect(incomplete.stdout).toMatch(/通过　 {2}流程合法/);
    expect(incomplete.code).toBe(3);
    const allowed = await verify(part, ['--allow-withheld', '--lang', 'en']);
    expect(allowed.stdout).toContain('withheld: applicant, form, materials, reasons');
    expect(allowed.stdout).toContain('All required questions pass, but for contents that were withheld.');
    expect(allowed.code).toBe(0);
  });

  it('ends with 1 when a group that is shown was changed, whatever the manifest says', async () => {
    const part = join(folder, 'to-change.zip');
    await withhold('--without', 'form', '--to', part);
    const files = new Map(await readZip(readFileSync(part)));
    const [path, bytes] =
      [...files].find(([, each]) => Buffer.from(each).includes('测试人员')) ?? expect.fail();
    files.set(path, Buffer.from(Buffer.from(bytes).toString().replace('测试人员', '另一个人')));
    const changed = join(folder, 'changed-group.zip');
    writeFileSync(changed, writeZip(files));
    const refused = await run(TONGBAN_VERIFY, [
      'withhold',
      changed,
      '--without',
      'form',
      '--to',
      `${changed}x`,
    ]);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining(path)]);
    const { code, stdout } = await verify(changed, ['--allow-withheld']);
    expect(stdout).toMatch(/不成立 {2}部分公开的内容.*与日志不符：1 SubmitCase/);
    expect(code).toBe(1);
  });

  it.concurrent.each([
    ['no groups', [], '--without'],
    ['a group that is none', ['--without', 'applicant,name'], 'routing,applicant'],
    ['both ways of saying it', ['--without', 'form', '--only', 'form'], '--only'],
  ])('writes nothing for %s', async (_, args, reason) => {
    const { code, stderr } = await withhold(...args, '--to', join(folder, 'nothing.zip'));
    expect([code, stderr]).toEqual([2, expect.stringContaining(reason)]);
  });

  it.concurrent.each([
    ['a bundle that is cut short', () => cut(), [], 'zip'],
    ['no bundle at all', () => join(folder, 'gone.zip'), [], 'ENOENT'],
    ['a file that is no bundle', () => join(folder, 'policy.txt'), [], 'tongban-verify:'],
    ['a policy that is none', () => whole, ['--policy', '/dev/null'], 'policy'],
    ['an unknown option', () => whole, ['--online'], "unknown option '--online'"],
  ])('ends with 2, and says why, for %s', async (_, file, args, reason) => {
    const { code, stdout, stderr } = await verify(file(), args);
    expect(stdout).toBe('');
    expect(stderr).toContain(reason);
    expect(stderr).not.toContain('    at ');
    expect(code).toBe(2);
  });

  it('loads nothing of the hub but the rules of a case’s life, no connector and no configuration', async () => {
    const coverage = join(folder, 'coverage');
    await verify(whole, [], { NODE_V8_COVERAGE: coverage });
    const bin = join(packageRoot, 'dist', 'bin');
    const loaded = readdirSync(coverage).flatMap((name) => {
      const { result } = JSON.parse(readFileSync(join(coverage, name), 'utf8')) as {
        result: { url: string }[];
      };
      return result.flatMap(({ url }) => (url.startsWith('file:') ? fileURLToPath(url) : []));
    });
    const own = loaded.filter((path) => !relative(join(packageRoot, 'dist'), path).startsWith('..'));
    expect(own.filter((path) => dirname(path) !== bin)).toEqual([]);
    const sources = own.flatMap((path) => {
      const map = JSON.parse(readFileSync(`${path}.map`, 'utf8')) as { sources: string[] };
      return map.sources.map((source) => relative(packageRoot, join(bin, source)));
    });
    expect(sources).toContain(join('crypto', 'cli', 'tongban-verify.ts'));
    const others = sources.filter((path) => !/^(crypto|proto|hub\/domain)\/|(^|\/)node_modules\//.test(path));
    expect(others).toEqual([]);
  });

  it('would be caught using the network', async () => {
    const script = join(folder, 'chatty.mjs');
    writeFileSync(script, "await fetch('http://127.0.0.1:60001/').catch(() => {});");
    expect((await run(script, [], { node: OFFLINE })).code).toBe(99);
  });

  function cut(): string {
    const path = join(folder, 'cut.zip');
    writeFileSync(path, readFileSync(whole));
    truncateSync(path, 2000);
    return path;
  }
});
