import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type EvidenceBundle, formatPeriod, readBundle, readPeriod, readZip } from '#crypto/evidence';
import { withDatabase } from '#hub/cli';
import { eraseCase } from '#hub/exchange';
import { systemRuntime } from '#hub/runtime';
import { auditHub } from '../kit/audit-hub.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { acknowledgeAll } from '../kit/inbox.js';
import { submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { type Finished, run, runCommand, TONGBAN, TONGBAN_VERIFY } from '../kit/program.js';
import { filesIn, storedArchive } from '../kit/stored-archive.js';
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
  const done = await exported('whole.zip', '--json');
  expect([done.stderr, done.code]).toEqual(['', 0]);
  expect(JSON.parse(done.stdout)).toMatchObject({ cases: 3, isDryRun: false });
});
afterAll(async () => {
  await hub.close();
  rmSync(folder, { recursive: true });
});

/** The same evidence with other files in it, under a name of its own. */
async function altered(
  name: string,
  change: (files: Map<string, Uint8Array>) => void,
  from = 'whole.zip',
): Promise<string> {
  const files = new Map<string, Uint8Array>(await filesIn(readFileSync(at(from))));
  change(files);
  writeFileSync(at(name), await storedArchive(files));
  return name;
}

const LIST = 'evidence.sha256';

const caseFile = (caseNo = '') => `cases/${caseNo.slice(2, 10)}/${caseNo}.evidence.zip`;

/** Whoever leaves out a case can make list and count fit. */
function refit(files: Map<string, Uint8Array>, lines: readonly string[]): void {
  const list = lines.map((line) => `${line}\n`).join('');
  files.set(LIST, Buffer.from(list));
  const period = readPeriod(files.get('period.json') ?? expect.fail());
  const listSha256 = createHash('sha256').update(list).digest('hex');
  files.set('period.json', formatPeriod({ ...period, cases: lines.length, listSha256 }));
}

const linesOf = (files: ReadonlyMap<string, Uint8Array>) =>
  Buffer.from(files.get(LIST) ?? [])
    .toString()
    .trimEnd()
    .split('\n');

describe('the evidence of a period', () => {
  it('has the log and every case, and nothing of it is missing', async () => {
    const { code, stdout, stderr } = await verified('whole.zip');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/PASS +files are whole +3 cases, each as it is listed/);
    expect(stdout).toMatch(/PASS +the evidence of each case +all 3 pass, the contents of 1 erased/);
    expect(stdout).toMatch(/PASS +every act of the period is here +\d+ acts of the period, each in a case/);
  });

  it('has of every case what the hub itself hands out, entries about its keys among it', async () => {
    const files = await filesIn(readFileSync(at('whole.zip')));
    for (const caseNo of caseNos) {
      const inPeriod = readBundle(await readZip(files.get(caseFile(caseNo)) ?? expect.fail(caseNo)));
      const own = readBundle(await readZip(Buffer.from(await guangdong.grpc.evidence(caseNo))));
      const entriesOf = ({ keys }: EvidenceBundle) =>
        keys.map(({ kid, leaves = [] }) => [kid, leaves.map(({ leaf }) => Buffer.from(leaf).toString())]);
      expect(entriesOf(inPeriod)).toEqual(entriesOf(own));
      expect(inPeriod.keys.every(({ leaves = [] }) => leaves.length > 0)).toBe(true);
    }
  });

  it('is a zip file like any other, to be checked by hand', async () => {
    for (const [path, bytes] of Object.entries(unzipSync(readFileSync(at('whole.zip'))))) {
      mkdirSync(dirname(at(`unpacked/${path}`)), { recursive: true });
      writeFileSync(at(`unpacked/${path}`), bytes);
    }
    const sums = await runCommand('sh', ['-c', `cd ${at('unpacked')} && sha256sum -c ${LIST}`]);
    expect([sums.code, sums.stdout.split('\n').length]).toEqual([0, 4]);
    const log = await run(TONGBAN_VERIFY, ['log', at('unpacked/log'), '--policy', at('policy.txt')]);
    expect(log.code).toBe(0);
  });

  it('is the same to the byte whoever exports it, also where an attempt was cut short', async () => {
    for (const half of ['', '.directory', '.list'])
      writeFileSync(
        at(`again.zip.half${half}`),
        'what a run left behind that was killed, and more than is needed',
      );
    const done = await exported('again.zip');
    expect([done.stderr, done.code]).toEqual(['', 0]);
    expect(done.stdout).toContain('3 cases');
    expect(readFileSync(at('again.zip')).equals(readFileSync(at('whole.zip')))).toBe(true);
    expect(readdirSync(folder).filter((name) => name.includes('.half'))).toEqual([]);
  });

  it('replaces no file, of another period or of the same', async () => {
    const before = readFileSync(at('whole.zip'));
    const other = await exported('whole.zip', '--item', '999999999999');
    expect([other.code, other.stderr]).toEqual([1, expect.stringContaining('is not overwritten')]);
    expect(readFileSync(at('whole.zip')).equals(before)).toBe(true);
  });

  it('has no file under its name before it is whole, and leaves nothing behind when it cannot be', async () => {
    const done = await exported('nowhere/whole.zip');
    expect(done.code).toBe(1);
    const nothing = await tongban(
      'audit',
      'export',
      '--from',
      today,
      '--to',
      '2026-01-01',
      '--out',
      at('x.zip'),
    );
    expect([nothing.code, nothing.stderr]).toEqual([1, expect.stringContaining('lies before')]);
    expect(readdirSync(folder).filter((name) => /nowhere|x\.zip/.test(name))).toEqual([]);
  });

  it('can be of items, and of none', async () => {
    const done = await exported('items.zip', '--item', '999999999999');
    expect([done.stderr, done.code]).toEqual(['', 0]);
    const { code, stdout } = await verified('items.zip', '--json');
    const report = JSON.parse(stdout) as { answers: { question: string; en: string }[] };
    expect([code, report.answers.find(({ question }) => question === 'COMPLETE')?.en]).toEqual([
      ...[0, '0 acts of the period, each in a case that is here'],
    ]);
  });

  it('is only counted when nothing is to be written', async () => {
    const done = await exported('nothing.zip', '--dry-run', '--json');
    expect(JSON.parse(done.stdout)).toMatchObject({ cases: 3, isDryRun: true });
    expect(readdirSync(folder)).not.toContain('nothing.zip');
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
    const done = await exported('less.zip', '--without', 'form,applicant', '--json');
    expect([done.stderr, done.code]).toEqual(['', 0]);
    expect(JSON.parse(done.stdout)).toMatchObject({ cases: 3, withheld: ['applicant', 'form'] });
  });

  it('is incomplete, unless the auditor is content with it', async () => {
    expect(await answerTo('less.zip', 'CASES')).toMatchObject({ code: 3, verdict: 'NOT_CHECKED' });
    expect(await answerTo('less.zip', 'CASES', '--allow-withheld')).toMatchObject({
      ...{ code: 0, verdict: 'PASS' },
      en: 'all 3 pass, the contents of 1 erased, of 2 without applicant, form',
    });
    expect((await answerTo('whole.zip', 'CASES', '--allow-withheld')).code).toBe(0);
  });

  it('is the same whether what is shown is named, or what is not', async () => {
    const shown = ['routing', 'materials', 'outcome', 'reasons'].join();
    expect(await exported('only.zip', '--only', shown)).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(at('only.zip')).equals(readFileSync(at('less.zip')))).toBe(true);
    expect(await exported('neither.zip', '--only', shown, '--without', 'form')).toMatchObject({ code: 1 });
    expect(await exported('neither.zip', '--without', 'names')).toMatchObject({ code: 1 });
    expect(readdirSync(folder)).not.toContain('neither.zip');
  });

  it('is false where a case has less than the period says', async () => {
    const [one = ''] = caseNos;
    const files = await filesIn(readFileSync(at('less.zip')));
    writeFileSync(at('one.zip'), files.get(caseFile(one)) ?? expect.fail());
    const cut = ['withhold', at('one.zip'), '--without', 'routing', '--to', at('cut.zip')];
    expect(await run(TONGBAN_VERIFY, cut)).toMatchObject({ code: 0 });
    const bytes = readFileSync(at('cut.zip'));
    const digest = createHash('sha256').update(bytes).digest('hex');
    const name = await altered(
      'even-less.zip',
      (all) => {
        all.set(caseFile(one), bytes);
        const [first = '', ...lines] = linesOf(all);
        refit(all, [`${digest}${first.slice(64)}`, ...lines]);
      },
      'less.zip',
    );
    expect(await answerTo(name, 'CASES', '--allow-withheld')).toMatchObject({
      ...{ code: 1, verdict: 'FAIL' },
      en: `${one} withholds more than period.json says: routing`,
    });
  });
});

describe('the evidence of a period, judged by a moment', () => {
  it('is false before the keys were good, and true now', async () => {
    expect((await verified('whole.zip', '--at', '2020-01-01')).code).toBe(1);
    expect((await verified('whole.zip', '--at', new Date().toISOString())).code).toBe(0);
    expect((await verified('whole.zip', '--at', 'yesterday')).code).toBe(2);
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
    const name = await altered('left-out.zip', (files) => {
      files.delete(caseFile(caseNos[0]));
      refit(files, linesOf(files).slice(1));
    });
    const { code, verdicts } = await answersOf(name);
    expect([code, verdicts]).toEqual([
      3,
      expect.objectContaining({ FILES: 'PASS', CASES: 'PASS', COMPLETE: 'NOT_CHECKED' }),
    ]);
  });

  it('is incomplete where a listed case is not there', async () => {
    const name = await altered('missing.zip', (files) => files.delete(caseFile(caseNos[0])));
    const { code, verdicts } = await answersOf(name);
    expect([code, verdicts]).toEqual([
      3,
      expect.objectContaining({ FILES: 'NOT_CHECKED', COMPLETE: 'NOT_CHECKED' }),
    ]);
  });

  it('is false where a file is not as listed, or not listed', async () => {
    const other = await altered('other.zip', (files) =>
      files.set(caseFile(caseNos[0]), files.get(caseFile(caseNos[2])) ?? expect.fail()),
    );
    expect(await answersOf(other)).toMatchObject({ code: 1, verdicts: { FILES: 'FAIL' } });
    const added = await altered('added.zip', (files) => files.set('cases/more.zip', Buffer.of()));
    expect(await answersOf(added)).toMatchObject({ code: 1, verdicts: { FILES: 'FAIL' } });
  });

  it('is false where a case is the evidence of another one, whatever the list says', async () => {
    const name = await altered('swapped.zip', (files) => {
      files.set(caseFile(caseNos[0]), files.get(caseFile(caseNos[2])) ?? expect.fail());
      const [first = '', second = '', third = ''] = linesOf(files);
      refit(files, [`${third.slice(0, 64)}${first.slice(64)}`, second, third]);
    });
    expect(await answersOf(name)).toMatchObject({
      code: 1,
      verdicts: { FILES: 'PASS', CASES: 'FAIL', COMPLETE: 'NOT_CHECKED' },
    });
  });

  it('is false where the list is in another order, or names a file elsewhere', async () => {
    const turned = await altered('turned.zip', (files) => refit(files, linesOf(files).toReversed()));
    expect(await answersOf(turned)).toMatchObject({ code: 1, verdicts: { FILES: 'FAIL' } });
    const elsewhere = await altered('elsewhere.zip', (files) =>
      refit(files, [...linesOf(files).slice(0, 2), `${'0'.repeat(64)}  ../platforms.json`]),
    );
    expect(await answersOf(elsewhere)).toMatchObject({ code: 1, verdicts: { FILES: 'FAIL' } });
  });

  it('is false where the log is another one', async () => {
    const name = await altered('log.zip', (files) => {
      const [path, bytes] = [...files].find(([each]) => each.includes('tile/entries/')) ?? expect.fail();
      files.set(path, Buffer.from(bytes.map((byte, i) => (i === 40 ? byte ^ 1 : byte))));
    });
    expect(await answersOf(name)).toMatchObject({ code: 1, verdicts: { FILES: 'PASS', ENTRIES: 'FAIL' } });
  });

  it('is not read where it was cut short, or is a folder', async () => {
    writeFileSync(at('short.zip'), readFileSync(at('whole.zip')).subarray(0, -1));
    expect(await verified('short.zip')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('cut short'),
    });
    expect((await verified('unpacked')).code).toBe(2);
  });
});
