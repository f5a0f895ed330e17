import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type EvidenceBundle,
  formatPeriod,
  type LogOpenedLeaf,
  type Period,
  parseLeaf,
  readBundle,
  readPeriod,
  readZip,
  writeBundle,
} from '#crypto/evidence';
import { CaseVerifier, readTrust, type Trust } from '#crypto/verify';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { acknowledgeAll } from '../kit/inbox.js';
import { playCase, wholeLife } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { type Finished, run, TONGBAN, TONGBAN_VERIFY } from '../kit/program.js';
import { filesIn, storedArchive } from '../kit/stored-archive.js';
import { trustIn } from '../kit/trust.js';

const STEPS = 4;

/** In China, so many days from now. */
const dayAt = (days: number) =>
  new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

/** A hub that goes on working while its operator ends the log and the next one goes on from it. */
describe('turning the log of a hub', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-turned-'));
  const at = (name: string) => join(folder, name);
  let hub: TestHub;
  let guangdong: TestPeer;
  let henan: TestPeer;
  let first: string;
  let next: string;
  let caseNo: string;
  let evidence: Uint8Array;

  beforeAll(async () => {
    hub = await startTestHub();
    [guangdong, henan] = [await hub.peer('guangdong'), await hub.peer('henan')];
    first = hub.running.services.identity.logOrigin;
    next = `${first}-2`;
    await playCase(guangdong, henan, 2);
    caseNo = await playCase(guangdong, henan, STEPS);
  });
  afterAll(async () => {
    await hub.close();
    rmSync(folder, { recursive: true });
  });

  function tongban(...args: string[]): Promise<Finished> {
    const keyFolder = join(guangdong.material.folder, '..', '..', '..');
    const environment = { DATABASE_URL: hub.database.url, TONGBAN_DATA_DIR: keyFolder };
    return run(TONGBAN, ['--lang', 'en', ...args], { environment });
  }
  const turn = (...args: string[]) => tongban('log', 'turn', '--origin', next, ...args);

  it('is one command, and takes the hub along', async () => {
    expect((await turn('--dry-run')).stdout).toContain('The log is open');
    const clash = await tongban('log', 'turn', '--origin', first);
    expect([clash.code, clash.stderr]).toEqual([1, expect.stringContaining('a name of its own')]);
    const told = await turn('--json');
    expect(JSON.parse(told.stdout)).toMatchObject({ origin: next, isDryRun: false });
    // Acts are taken in all the while.
    const { stdout } = await tongban('log', 'show');
    expect(stdout).toContain(first);
    await playCase(guangdong, henan, 1);
    await eventually(() => expect(hub.running.services.identity.logOrigin).toBe(next));
    expect((await turn('--dry-run')).stdout).toContain('The new log is there');
    expect((await turn()).code).toBe(0);
    for (const { by, type, body } of wholeLife('REMOTE_INTAKE').slice(STEPS)) {
      await { submitter: guangdong, competent: henan }[by].act(type, { caseNo, ...body });
    }
  });

  it('leaves one chain that everybody can read and check', async () => {
    expect((await tongban('trust', folder)).code).toBe(0);
    for (const [name, ...more] of [['old', '--log', '0'], ['new']] as const) {
      const { code, stderr } = await tongban('log', 'export', '--to', at(name), ...more);
      expect([code, stderr]).toEqual([0, '']);
    }
    const both = await run(TONGBAN_VERIFY, [
      'log',
      at('old'),
      at('new'),
      '--policy',
      at('policy.txt'),
      '--lang',
      'en',
    ]);
    expect(both.stdout).toMatch(/goes on from \S+ \d+ entries; open/);
    expect(both.stdout).toMatch(/PASS +numbers of acts|PASS +[^\n]*none left out/);
    expect([both.code, both.stdout]).toEqual([0, expect.not.stringContaining('FAIL')]);
    // A mirror of the log that has ended goes on reading it where it stands now, and is not led to take the next one for a fork of it.
    const mirror = (url: string) =>
      tongban('log', 'mirror', url, '--to', at('mirror'), '--policy', at('policy.txt'));
    expect((await mirror(`${hub.logUrl}/0`)).code).toBe(0);
    expect((await mirror(`${hub.logUrl}/0`)).code).toBe(0);
    const other = await mirror(hub.logUrl);
    expect([other.code, other.stderr]).toEqual([1, expect.stringContaining(`holds ${first}`)]);
  });

  it('gives evidence of a case that stands in both logs: the end of the first and the beginning of the next tie them', async () => {
    await acknowledgeAll(guangdong, henan);
    evidence = await guangdong.grpc.evidence(caseNo);
    writeFileSync(at('evidence.zip'), evidence);
    const verify = (policy: string) =>
      run(TONGBAN_VERIFY, [
        ...['bundle', at('evidence.zip'), '--policy', policy, '--keys', at('platforms.json')],
        ...['--gm', at('policy.gm'), '--lang', 'en'],
      ]);
    const whole = await verify(at('policy.txt'));
    expect(whole.stdout).toMatch(/PASS +every act is in the log/);
    expect(whole.stdout).toMatch(/PASS +the log signed/);
    expect(whole.stdout).toContain(`${first} → ${next}`);
    expect([whole.code, whole.stdout]).toEqual([0, expect.not.stringContaining('FAIL')]);
    expect(openIn(whole.stdout)).toEqual(['witnesses', 'time stamps']);
    expect(whole.stdout).toMatch(/PASS +keys were active[^\n]*; \d+ acts behind the entry of their key\n/);
    expect(whole.stdout).toMatch(/PASS +SM2 signature of the log +SM2 with SM3 holds/);
    const logs = readBundle(await readZip(Buffer.from(evidence))).events.map(
      ({ proof }) => proof?.checkpoint.split('\n')[0],
    );
    expect(new Set(logs)).toEqual(new Set([first, next]));
  });

  it.each([
    ['first', () => first],
    ['next', () => next],
  ])('leaves open what is in the other log to a policy that names the %s alone', async (name, origin) => {
    const line = new RegExp(`^log ${origin().replaceAll('.', '\\.')}\\+`);
    const lines = policyLines().filter((each) => !each.startsWith('log ') || line.test(each));
    writeFileSync(at(`policy.${name}`), lines.join('\n'));
    const { code, stdout } = await run(TONGBAN_VERIFY, [
      ...['bundle', at('evidence.zip'), '--policy', at(`policy.${name}`), '--keys', at('platforms.json')],
      ...['--gm', at('policy.gm'), '--lang', 'en'],
    ]);
    expect([code, stdout]).toEqual([3, expect.not.stringContaining('FAIL')]);
    expect(openIn(stdout)).toEqual([
      'every act is in the log',
      'the log signed',
      'witnesses',
      'time stamps',
      'checkpoints are consistent',
      'SM2 signature of the log',
    ]);
  });

  it('is found out when the next log does not begin with the end of the first', async () => {
    const bundle = readBundle(await readZip(Buffer.from(evidence)));
    const trust = await trustInBoth();
    const verdict = (changed: Partial<EvidenceBundle>) => {
      const report = new CaseVerifier(trust).verify(writeBundle({ ...bundle, ...changed }, ''));
      return report.answers.find(({ question }) => question === 'CONSISTENT');
    };
    expect(verdict({})).toMatchObject({ verdict: 'PASS' });
    expect(verdict({ opened: [] })).toMatchObject({ verdict: 'NOT_CHECKED', isRequired: true });
    expect(
      verdict({ growth: bundle.growth.map((each) => ({ ...each, proof: each.proof.slice(1) })) }),
    ).not.toMatchObject({
      verdict: bundle.growth.length === 0 ? 'NONE' : 'PASS',
    });
    const [opened] = bundle.opened ?? [];
    const leaf = parseLeaf(opened?.leaf ?? new Uint8Array(0)) as LogOpenedLeaf;
    const other = { ...leaf, previous: { ...leaf.previous, size: leaf.previous.size - 1 } };
    const forged = opened && { ...opened, leaf: Buffer.from(JSON.stringify(other)) };
    expect(verdict({ opened: forged === undefined ? [] : [forged] })).toMatchObject({
      verdict: 'NOT_CHECKED',
    });
  });

  const DAYS = ['--from', dayAt(0), '--to', dayAt(1)];
  const periodAt = (name: string, policy = 'policy.txt') =>
    run(TONGBAN_VERIFY, [
      ...['period', at(name), '--policy', at(policy), '--keys', at('platforms.json')],
      ...['--gm', at('policy.gm'), '--lang', 'en'],
    ]);

  it('gives the evidence of a period that spans both', async () => {
    const done = await tongban('audit', 'export', ...DAYS, '--out', at('period.zip'), '--json');
    expect([done.stderr, done.code, JSON.parse(done.stdout)]).toEqual([
      ...['', 0],
      expect.objectContaining({ cases: 3 }),
    ]);
    const files = await filesIn(readFileSync(at('period.zip')));
    const places = new Set([...files.keys()].map((path) => /^(?:logs\/)?[^/]+/.exec(path)?.[0]));
    expect([...places]).toEqual([
      ...['README.txt', 'cases', 'evidence.sha256', 'logs/0', 'logs/1', 'period.json'],
    ]);
    expect(readPeriod(files.get('period.json') ?? expect.fail()).logs).toEqual([first, next]);
    const { code, stdout } = await periodAt('period.zip');
    expect([code, stdout]).toEqual([0, expect.not.stringContaining('FAIL')]);
    // In so young a log the roots may not be bound to each other yet.
    const open = openIn(stdout).filter((question) => question !== 'both trees bound together');
    expect(open).toEqual(['witnesses', 'time stamps', 'checkpoints are consistent']);
    expect(stdout).toMatch(/PASS +beginning and end +log 0: the first log; closed; log 1: goes on from/);
    expect(stdout).toMatch(/PASS +the SM3 tree follows +log 0: .*; log 1: /);
    expect(stdout).toMatch(/PASS +every act of the period is here +\d+ acts of the period, each in a case/);
  });

  it('makes a period false or incomplete where a log of it, or what is in it, is not what it was', async () => {
    const verdict = async (name: string, question: RegExp) => {
      const { code, stdout } = await periodAt(name);
      return [code, question.exec(stdout)?.[1]];
    };
    const period = await filesIn(readFileSync(at('period.zip')));
    /** With other paths, undefined for a file that is left out, and told of as having these logs. */
    const altered = async (
      name: string,
      move: (path: string) => string | undefined,
      logs?: Period['logs'],
    ) => {
      const told = readPeriod(period.get('period.json') ?? expect.fail());
      const moved = [...period].flatMap(([path, bytes]) => {
        const to = move(path);
        return to === undefined ? [] : [[to, bytes] as const];
      });
      const files = new Map<string, Uint8Array>(moved).set('period.json', formatPeriod({ ...told, logs }));
      writeFileSync(at(name), await storedArchive(files));
    };
    const swap = (path: string) => path.replace(/^logs\/([01])/, (_, log) => `logs/${1 - Number(log)}`);
    await altered('swapped.zip', swap, [first, next]);
    expect(await verdict('swapped.zip', /(FAIL +files are whole +logs\/0 is)/)).toEqual([
      ...[1, expect.any(String)],
    ]);
    await altered('renamed.zip', swap, [next, first]);
    expect(await verdict('renamed.zip', /FAIL +the evidence of each case +(\S+ entry)/)).toEqual([
      ...[1, expect.any(String)],
    ]);
    const isFirst = (path: string) => path.startsWith('logs/0/');
    const alone = (path: string) => (isFirst(path) ? undefined : path.replace('logs/1/', 'log/'));
    await altered('alone.zip', alone, undefined);
    expect((await periodAt('alone.zip')).code).toBe(1);
    await altered('bare.zip', (path) => (path.startsWith('logs/1/') ? undefined : path), [first, next]);
    expect((await periodAt('bare.zip')).code).toBe(2);
  });

  /** Questions that are not checked. */
  function openIn(report: string): string[] {
    return [...report.matchAll(/NOT CHECKED +(.+?) {2}/g)].flatMap(([, question]) => question ?? []);
  }

  const policyLines = () => readFileSync(at('policy.txt'), 'utf8').split('\n');

  async function trustInBoth(): Promise<Trust> {
    const trust = await trustIn(hub, mkdtempSync(join(folder, 'trust-')));
    const { policy } = readTrust({
      policy: policyLines().join('\n'),
      platforms: readFileSync(at('platforms.json')),
    });
    return { ...trust, policy };
  }
});
