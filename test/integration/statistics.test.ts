import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '#domain/rules';
import { tongban } from '#proto/codec';
import { auditHub } from '../kit/audit-hub.js';
import { checkCaseCounts } from '../kit/case-counts.js';
import { type LimitedHub, startLimitedHub } from '../kit/limited-hub.js';
import { AT, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { run, TONGBAN } from '../kit/program.js';

const { CaseCount } = tongban.v1;
const ITEM = '002090012000';

let hub: LimitedHub;
let guangdong: TestPeer;
let henan: TestPeer;
let hunan: TestPeer;

beforeAll(async () => {
  hub = await startLimitedHub();
  [guangdong, henan, hunan] = await Promise.all([
    hub.peer('guangdong'),
    hub.peer('henan'),
    hub.peer('hunan'),
  ]);
});
afterAll(async () => {
  await auditHub(hub);
  await hub.close();
});

async function takenIn(): Promise<string> {
  const { caseNo } = await guangdong.act('SubmitCase', submission({ mode: 'REMOTE_INTAKE' }));
  await guangdong.act('IntakeRecorded', { caseNo, identityChecked: true, recordedAt: AT });
  return caseNo;
}

let accepted = 0;
async function inReview(): Promise<string> {
  const caseNo = await takenIn();
  await henan.act('CaseAccepted', { caseNo, competentCaseRef: `TJ-${accepted++}`, acceptedAt: AT });
  await henan.act('ReviewStarted', { caseNo, startedAt: AT });
  return caseNo;
}

const decide = (caseNo: string) =>
  henan.act('DecisionIssued', { caseNo, outcome: 'GRANTED', documentNo: `JD-${caseNo}`, decidedAt: AT });

/** What the platform is told, by measure; over all months. */
async function countsFor(peer: TestPeer): Promise<Record<string, number>> {
  const { counts } = await peer.grpc.caseCounts({ fromMonth: '2020-01', toMonth: '9999-12', limit: 200 });
  const sums: Record<string, number> = {};
  for (const { measure, count } of counts) {
    const name = CaseCount.Measure[measure] ?? expect.fail(`measure ${measure}`);
    sums[name] = (sums[name] ?? 0) + count;
  }
  return sums;
}

describe('the statistics of cases', () => {
  it('tell how many decisions came in time, by the clock of each case', async () => {
    const [prompt, late, suspended] = [await inReview(), await inReview(), await inReview()];
    await henan.act('CaseSuspended', { caseNo: suspended, procedure: 'INSPECTION', reason: '检验' });
    await decide(prompt);
    hub.passDays(60);
    await decide(late);
    await henan.act('CaseResumed', { caseNo: suspended });
    await decide(suspended); // its clock stood all the time
    expect(await countsFor(guangdong)).toEqual({
      OPENED: 3,
      ACCEPTED: 3,
      SUSPENDED: 1,
      DECIDED_IN_TIME: 2,
      DECIDED_LATE: 1,
    });
    await checkCaseCounts(hub.database);
  });

  it('are exact while several platforms act at once, and tell each of its own cases alone', async () => {
    const before = await countsFor(henan);
    const cases = await Promise.all(Array.from({ length: 20 }, takenIn));
    await Promise.all(
      cases.map((caseNo, i) =>
        i % 2 === 0
          ? henan.act('CaseNotAccepted', { caseNo, reasonCode: 'NOT_IN_SCOPE', reason: '不属于本事项范围' })
          : guangdong.act('CaseWithdrawn', { caseNo, reason: '申请人撤回' }),
      ),
    );
    const after = await countsFor(henan);
    const grown = (name: string) => (after[name] ?? 0) - (before[name] ?? 0);
    expect([grown('OPENED'), grown('NOT_ACCEPTED'), grown('WITHDRAWN')]).toEqual([20, 10, 10]);
    expect(await countsFor(guangdong)).toEqual(after);
    expect(await countsFor(hunan)).toEqual({});
    await checkCaseCounts(hub.database);
  });

  it('come page by page over both doors, for some months and one item', async () => {
    const pages: { month?: string; measure?: string; mode?: string; basicCode?: string }[] = [];
    for (let after = '0'; after !== ''; ) {
      const answer = await henan.rest(
        'GET',
        `/v1/case-counts?fromMonth=2020-01&toMonth=9999-12&limit=2&after=${after}`,
      );
      const { counts = [], next = '' } = answer.json<{ counts?: typeof pages; next?: string }>();
      expect(counts.length).toBeLessThanOrEqual(2);
      pages.push(...counts);
      after = next;
    }
    expect(new Set(pages.map((row) => JSON.stringify(row))).size).toBe(pages.length);
    expect(pages).toContainEqual(
      expect.objectContaining({
        measure: 'DECIDED_LATE',
        mode: 'REMOTE_INTAKE',
        basicCode: ITEM,
        count: '1',
      }),
    );
    const none = { limit: 10, fromMonth: '2020-01', toMonth: '2020-02' };
    expect((await henan.grpc.caseCounts(none)).counts).toEqual([]);
    const other = { limit: 10, fromMonth: '2020-01', toMonth: '9999-12', basicCode: '000000000000' };
    expect((await henan.grpc.caseCounts(other)).counts).toEqual([]);
    await expect(henan.grpc.caseCounts({ ...none, fromMonth: '2020-13' })).rejects.toMatchObject({
      code: 'MALFORMED',
    });
  });

  it('are shown and exported to the operator of the hub', async () => {
    const environment = { DATABASE_URL: hub.database.url };
    const range = ['--from', '2020-01', '--to', dayOf(hub.now()).slice(0, 7)];
    const statistics = (...args: string[]) =>
      run(TONGBAN, ['--lang', 'en', 'statistics', ...range, ...args], { environment });
    const [table, json, csv, nothing, wrong] = await Promise.all([
      statistics('--item', ITEM),
      statistics('--json', '--platform', 'guangdong'),
      statistics('--csv'),
      statistics('--platform', 'hunan'),
      run(TONGBAN, ['statistics', '--from', '2026-13'], { environment }),
    ]);
    expect(table.stdout).toMatch(new RegExp(`^${ITEM} +23 +3 +0 +0 +10 +0 +66\\.7 % \\(2/3\\)$`, 'm'));
    const rows = JSON.parse(json.stdout) as { readonly measure: string; readonly count: number }[];
    expect(rows).toContainEqual(expect.objectContaining({ measure: 'DECIDED_LATE', count: 1 }));
    expect(csv.stdout.split('\r\n')[0]).toBe(
      '\u{FEFF}month,submitter,competent,basicCode,mode,measure,count',
    );
    expect(csv.stdout.trimEnd().split('\r\n')).toHaveLength(rows.length + 1);
    expect(nothing.stdout).toContain('No cases from 2020-01');
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('2026-11')]);
  });
});
