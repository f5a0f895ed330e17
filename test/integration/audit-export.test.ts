import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { formatPeriod, readPeriod } from '#crypto/evidence';
import { withDatabase } from '#hub/cli';
import { eraseCase } from '#hub/exchange';
import { systemRuntime } from '#hub/runtime';
import { auditHub } from '../kit/audit-hub.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { acknowledgeAll } from '../kit/inbox.js';
import { submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { type Finished, run, runCommand, TONGBAN, TONGBAN_VERIFY } from '../kit/program.js';
import { trustIn } from '../kit/trust.js';

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;
let folder: string;
/** In order. */
let caseNos: string[];
/** In China. */
let today: string;

const at = (name: string) => join(folder, name);
const tongban = (...args: readonly string[]) => {
  const environment = { DATABASE_URL: hub.database.url, TONGBAN_DATA_DIR: inject('keyFolder') };
  return run(TONGBAN, ['--lang', 'en', ...args], { environment });
};
const exported = (name: string, ...args: readonly string[]) =>
  tongban('audit', 'export', '--from', today, '--to', today, '--out', at(name), ...args);

function verified(name: string, ...args: readonly string[]): Promise<Finished> {
  const trust = ['--policy', at('policy.txt'), '--keys', at('platforms.json'), '--gm', at('policy.gm')];
  return run(TONGBAN_VERIFY, ['period', at(name), ...trust, '--lang', 'en', ...args]);
}

beforeAll(async () => {
  hub = await startTestHub();
  [guangdong, henan] = [await hub.peer('guangdong'), await hub.peer('henan')];
  folder = mkdtempSync(join(tmpdir(), 'tongban-audit-'));
  await trustIn(hub, folder);
  caseNos = [];
  for (let i = 0; i < 3; i++) {
    const { caseNo } = await guangdong.act('SubmitCase', submission());
    await guangdong.act('CaseWithdrawn', { caseNo, reason: '申请人撤回' });
    caseNos.push(caseNo);
  }
  const refused = guangdong.sign('CaseWithdrawn', { caseNo: caseNos[0], reason: '再次撤回' });
  expect((await guangdong.submitOverRest(refused)).status).toBe(422);
  await acknowledgeAll(guangdong, henan);
  caseNos.sort();
  const decidedBy = '11410000MBY900027Q';
  const request = { caseNo: caseNos[1] ?? '', ground: 'UNLAWFUL', decidedBy, isDryRun: false } as const;
  const settings = { hubId: hub.running.services.identity.hubId, retentionMs: 0, runtime: systemRuntime() };
  await auditHub(hub); // everything is in the log
  const erasure = await withDatabase(hub.database.url, (db) => eraseCase(db, request, settings));
  expect(typeof erasure).toBe('object');
  await auditHub(hub);
  today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const done = await exported('whole', '--json');
  expect([done.stderr, done.code]).toEqual(['', 0]);
  expect(JSON.parse(done.stdout)).toMatchObject({ cases: 3, isDryRun: false });
});
afterAll(async () => {
  await hub.close();
  rmSync(folder, { recursive: true });
});

/** A copy to be damaged. */
function copied(name: string): string {
  cpSync(at('whole'), at(name), { recursive: true });
  return name;
}

const caseFile = (name: string, caseNo: string) =>
  at(join(name, 'cases', caseNo.slice(2, 10), `${caseNo}.evidence.zip`));

/** Whoever leaves out a case can make list and count fit. */
function refit(name: string, list: string): void {
  writeFileSync(at(`${name}/cases.sha256`), list);
  const period = readPeriod(readFileSync(at(`${name}/period.json`)));
  const listSha256 = createHash('sha256').update(list).digest('hex');
  const cases = list.split('\n').length - 1;
  writeFileSync(at(`${name}/period.json`), formatPeriod({ ...period, cases, listSha256 }));
}

const listOf = (name: string) => readFileSync(at(`${name}/cases.sha256`), 'utf8');

function filesIn(name: string): Map<string, string> {
  const names = readdirSync(at(name), { recursive: true, withFileTypes: true });
  const paths = names.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  return new Map(paths.map((path) => [path.slice(at(name).length), readFileSync(path, 'base64')]));
}

describe('the evidence of a period', () => {
  it('has the log and every case, and nothing of it is missing', async () => {
    const { code, stdout, stderr } = await verified('whole');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/PASS +files are whole +3 cases, each as it is listed/);
    expect(stdout).toMatch(/PASS +the evidence of each case +all 3 pass, the contents of 1 erased/);
    expect(stdout).toMatch(/PASS +every act of the period is here +\d+ acts of the period, each in a case/);
    const sums = await runCommand('sh', ['-c', `cd ${at('whole')} && sha256sum -c cases.sha256`]);
    expect(sums.code).toBe(0);
  });

  it('is the same to the byte when it is written again, also where the last attempt was cut short', async () => {
    copied('again');
    rmSync(at('again/period.json'));
    writeFileSync(caseFile('again', caseNos[2] ?? ''), 'half of it');
    writeFileSync(at('again/cases.sha256.half'), 'half of it');
    expect((await verified('again')).code).toBe(2);
    const done = await exported('again');
    expect([done.stderr, done.code]).toEqual(['', 0]);
    expect(done.stdout).toContain('3 cases');
    expect(filesIn('again')).toEqual(filesIn('whole'));
  });

  it('is not mixed with that of another period', async () => {
    const other = await tongban(
      'audit',
      'export',
      '--from',
      '2026-01-01',
      '--to',
      '2026-01-31',
      '--out',
      at('whole'),
    );
    expect([other.code, other.stderr]).toEqual([1, expect.stringContaining("another period's evidence")]);
    expect((await verified('whole')).code).toBe(0);
  });

  it('can be of items, and of none', async () => {
    const done = await exported('items', '--item', '999999999999');
    expect([done.stderr, done.code]).toEqual(['', 0]);
    const { code, stdout } = await verified('items', '--json');
    const report = JSON.parse(stdout) as { answers: { question: string; en: string }[] };
    expect([code, report.answers.find(({ question }) => question === 'COMPLETE')?.en]).toEqual([
      ...[0, '0 acts of the period, each in a case that is here'],
    ]);
  });

  it('is only counted when nothing is to be written', async () => {
    const done = await exported('nothing', '--dry-run', '--json');
    expect(JSON.parse(done.stdout)).toMatchObject({ cases: 3, isDryRun: true });
    expect(readdirSync(folder)).not.toContain('nothing');
  });
});

describe('the evidence of a period without some groups of fields', () => {
  const answerTo = async (name: string, question: string, ...args: readonly string[]) => {
    const { code, stdout } = await verified(name, '--json', ...args);
    const { answers } = JSON.parse(stdout) as {
      answers: { question: string; verdict: string; en: string }[];
    };
    return { code, ...answers.find((each) => each.question === question) };
  };

  beforeAll(async () => {
    const done = await exported('less', '--without', 'form,applicant', '--json');
    expect([done.stderr, done.code]).toEqual(['', 0]);
    expect(JSON.parse(done.stdout)).toMatchObject({ cases: 3, withheld: ['applicant', 'form'] });
  });

  it('is incomplete, unless the auditor is content with it', async () => {
    expect(await answerTo('less', 'CASES')).toMatchObject({ code: 3, verdict: 'NOT_CHECKED' });
    expect(await answerTo('less', 'CASES', '--allow-withheld')).toMatchObject({
      ...{ code: 0, verdict: 'PASS' },
      en: 'all 3 pass, the contents of 1 erased, of 2 without applicant, form',
    });
    expect((await answerTo('whole', 'CASES', '--allow-withheld')).code).toBe(0);
  });

  it('is the same whether what is shown is named, or what is not', async () => {
    const shown = ['routing', 'materials', 'outcome', 'reasons'].join();
    expect(await exported('only', '--only', shown)).toMatchObject({ code: 0, stderr: '' });
    expect(filesIn('only')).toEqual(filesIn('less'));
    expect(await exported('neither', '--only', shown, '--without', 'form')).toMatchObject({ code: 1 });
    expect(await exported('neither', '--without', 'names')).toMatchObject({ code: 1 });
    expect(readdirSync(folder)).not.toContain('neither');
  });

  it('is not mixed with that which has them', async () => {
    for (const [name, ...args] of [['less'], ['whole', '--without', 'form']] as const) {
      const other = await exported(name, ...args);
      expect([other.code, other.stderr]).toEqual([1, expect.stringContaining("another period's evidence")]);
    }
    expect((await verified('whole')).code).toBe(0);
  });

  it('is false where a case has less than the period says', async () => {
    cpSync(at('less'), at('even-less'), { recursive: true });
    const [one = ''] = caseNos;
    const file = caseFile('even-less', one);
    const cut = ['withhold', caseFile('less', one), '--without', 'routing', '--to', at('cut.zip')];
    expect(await run(TONGBAN_VERIFY, cut)).toMatchObject({ code: 0 });
    cpSync(at('cut.zip'), file);
    const lines = listOf('even-less').split('\n');
    const digest = createHash('sha256').update(readFileSync(file)).digest('hex');
    refit('even-less', [`${digest}${lines[0]?.slice(64)}`, ...lines.slice(1)].join('\n'));
    expect(await answerTo('even-less', 'CASES', '--allow-withheld')).toMatchObject({
      ...{ code: 1, verdict: 'FAIL' },
      en: `${one} withholds more than period.json says: routing`,
    });
  });
});

describe('the evidence of a period, judged by a moment', () => {
  it('is false before the keys were good, and true now', async () => {
    expect((await verified('whole', '--at', '2020-01-01')).code).toBe(1);
    expect((await verified('whole', '--at', new Date().toISOString())).code).toBe(0);
    expect((await verified('whole', '--at', 'yesterday')).code).toBe(2);
  });
});

describe('the evidence of a period, altered', () => {
  const answersOf = async (name: string) => {
    const { code, stdout } = await verified(name, '--json');
    const { answers } = JSON.parse(stdout) as { answers: { question: string; verdict: string }[] };
    const verdicts = Object.fromEntries(answers.map(({ question, verdict }) => [question, verdict]));
    return { code, verdicts };
  };

  it('is incomplete without one of its cases, even where the list was made to fit', async () => {
    const name = copied('left-out');
    rmSync(caseFile(name, caseNos[0] ?? ''));
    refit(name, listOf(name).split('\n').slice(1).join('\n'));
    const { code, verdicts } = await answersOf(name);
    expect([code, verdicts]).toEqual([
      3,
      expect.objectContaining({ FILES: 'PASS', CASES: 'PASS', COMPLETE: 'NOT_CHECKED' }),
    ]);
  });

  it('is incomplete where a listed case is not there', async () => {
    const name = copied('missing');
    rmSync(caseFile(name, caseNos[0] ?? ''));
    const { code, verdicts } = await answersOf(name);
    expect([code, verdicts]).toEqual([
      3,
      expect.objectContaining({ FILES: 'NOT_CHECKED', COMPLETE: 'NOT_CHECKED' }),
    ]);
  });

  it('is false where a file is not as listed, or not listed', async () => {
    const altered = copied('altered');
    writeFileSync(caseFile(altered, caseNos[0] ?? ''), readFileSync(caseFile(altered, caseNos[2] ?? '')));
    expect(await answersOf(altered)).toMatchObject({ code: 1, verdicts: { FILES: 'FAIL' } });
    const added = copied('added');
    writeFileSync(join(caseFile(added, caseNos[0] ?? ''), '../more.zip'), '');
    expect(await answersOf(added)).toMatchObject({ code: 1, verdicts: { FILES: 'FAIL' } });
  });

  it('is false where a case is the evidence of another one, whatever the list says', async () => {
    const name = copied('swapped');
    const [one = '', other = ''] = [caseNos[0], caseNos[2]];
    writeFileSync(caseFile(name, one), readFileSync(caseFile(name, other)));
    const lines = listOf(name).split('\n');
    const [digest = ''] = (lines[2] ?? '').split(' ');
    refit(name, [`${digest}${lines[0]?.slice(64)}`, ...lines.slice(1)].join('\n'));
    expect(await answersOf(name)).toMatchObject({
      code: 1,
      verdicts: { FILES: 'PASS', CASES: 'FAIL', COMPLETE: 'NOT_CHECKED' },
    });
  });

  it('is false where the list is in another order, or names a file elsewhere', async () => {
    const name = copied('listed');
    const lines = listOf(name).trimEnd().split('\n');
    refit(name, `${lines.toReversed().join('\n')}\n`);
    expect(await answersOf(name)).toMatchObject({ code: 1, verdicts: { FILES: 'FAIL' } });
    refit(name, `${lines.slice(0, 2).join('\n')}\n${'0'.repeat(64)}  ../platforms.json\n`);
    expect(await answersOf(name)).toMatchObject({ code: 1, verdicts: { FILES: 'FAIL' } });
  });

  it('is false where the log is another one', async () => {
    const name = copied('log');
    const entries = readdirSync(at(`${name}/log/tile/entries`), { recursive: true, withFileTypes: true });
    const [file] = entries.filter((each) => each.isFile());
    if (file === undefined) throw new Error('the log has no entries');
    const path = join(file.parentPath, file.name);
    const bytes = readFileSync(path);
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    expect((await answersOf(name)).code).toBe(1);
  });
});
