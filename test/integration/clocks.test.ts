import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tongban } from '#proto/codec';
import { auditHub } from '../kit/audit-hub.js';
import { checkCaseCache } from '../kit/case-cache.js';
import { questionOf } from '../kit/consultations.js';
import { eventually } from '../kit/eventually.js';
import { acknowledgeAll } from '../kit/inbox.js';
import { type LimitedHub, startLimitedHub } from '../kit/limited-hub.js';
import { AT, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { writePlainCalendar } from '../kit/plain-calendar.js';
import { complaintOf } from '../kit/ratings.js';

let hub: LimitedHub;
let guangdong: TestPeer;
let henan: TestPeer;

beforeAll(async () => {
  hub = await startLimitedHub();
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterAll(() => hub.close());

const { ClockKind, CaseClock } = tongban.v1;

async function takenIn(): Promise<string> {
  const { caseNo } = await guangdong.act('SubmitCase', submission({ mode: 'REMOTE_INTAKE' }));
  await guangdong.act('IntakeRecorded', { caseNo, identityChecked: true, recordedAt: AT });
  await acknowledgeAll(henan);
  return caseNo;
}

let accepted = 0;
async function inReview(more: object = {}): Promise<string> {
  const caseNo = await takenIn();
  await henan.act('CaseAccepted', { caseNo, competentCaseRef: `SL-${accepted++}`, acceptedAt: AT, ...more });
  await henan.act('ReviewStarted', { caseNo, startedAt: AT });
  return caseNo;
}

async function clockOf(caseNo: string, kind = ClockKind.DECISION) {
  const { clocks } = await guangdong.grpc.case(caseNo);
  return clocks?.find((each) => each.kind === kind) ?? expect.fail(`no such clock in ${caseNo}`);
}

const EXTENSION = { clock: 'DECISION', amount: 10, unit: 'WORKING_DAY', approver: 'AUTHORITY_HEAD' };
const extend = (caseNo: string, more: object = {}) =>
  henan.act('TimeLimitExtended', { caseNo, ...EXTENSION, reason: '案情复杂', approvedAt: AT, ...more });

const WARNED = `select c.key || ' ' || l as told from cases, jsonb_each(facets->'clocks') c,
  jsonb_array_elements_text(c.value->'warned'->'levels') l where case_no = $1`;

/** Levels that stand in the case as told of for their last day, each with its clock. */
async function toldOf(caseNo: string): Promise<string[]> {
  const rows = await hub.database.query<{ told: string }>(WARNED, [caseNo]);
  return rows.map(({ told }) => told);
}

const countOf = async (caseNo: string, type: string) =>
  (await guangdong.grpc.events(caseNo)).filter((event) => event.type === type).length;

async function planOf(caseNo: string): Promise<unknown[]> {
  return hub.database.query(
    `select ref, due_at is null as "isIdle", due_date is null as "hasNoDate", waits_for as "waitsFor"
     from due_act where case_no = $1 and kind = 'CLOCK'`,
    [caseNo],
  );
}

describe('the clock of the decision', () => {
  it('runs from acceptance for as long as the item promises, and is told by GetCase over both doors', async () => {
    const caseNo = await inReview();
    const clock = await clockOf(caseNo);
    expect(clock).toMatchObject({
      source: CaseClock.Source.PROMISED,
      rule: 'decision',
      remainingWorkdays: 5,
      pausedSince: '',
      stoppedAt: '',
    });
    const answer = await guangdong.rest('GET', `/v1/cases/${caseNo}`);
    const { clocks } = answer.json<{ case: { clocks: readonly { readonly kind: string }[] } }>().case;
    expect(clocks.find(({ kind }) => kind === 'DECISION')).toMatchObject({
      dueDate: clock.dueDate,
      remainingWorkdays: 5,
      source: 'PROMISED',
      unit: 'WORKING_DAY',
    });
  });

  it('is extended as its rule gives it, once, and not behind its end', async () => {
    const caseNo = await inReview();
    await expect(extend(caseNo, { amount: 11 })).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    await expect(extend(caseNo, { approver: 'GOVERNMENT_HEAD' })).rejects.toThrow('EXTENSION_OTHER_APPROVER');
    await expect(extend(caseNo, { unit: 'CALENDAR_DAY' })).rejects.toThrow('EXTENSION_OTHER_UNIT');
    await expect(extend(caseNo, { clock: 'CERTIFICATE_ISSUE' })).rejects.toThrow('does not run');
    const before = await clockOf(caseNo);
    await extend(caseNo);
    expect(await clockOf(caseNo)).toMatchObject({ remainingWorkdays: 15, extendedBy: 10 });
    expect((await clockOf(caseNo)).dueDate).not.toBe(before.dueDate);
    await expect(extend(caseNo, { amount: 1 })).rejects.toThrow('EXTENSION_USED_UP');
    const late = await inReview();
    hub.passDays(30);
    await expect(extend(late)).rejects.toThrow('EXTENSION_TOO_LATE');
  });

  it('stands while a hearing and an inspection are under way, and says what does not stop it', async () => {
    const caseNo = await inReview();
    const act = (type: string, more: object) => henan.act(type, { caseNo, ...more });
    await act('CaseSuspended', { procedure: '领导出差', reason: '出差' });
    expect(await clockOf(caseNo)).toMatchObject({ remainingWorkdays: 5, uncountedProcedures: ['领导出差'] });
    await act('CaseResumed', {});
    await act('CaseSuspended', { procedure: '听证', reason: '申请人要求听证' });
    await act('CaseSuspended', { procedure: 'INSPECTION', reason: '检验' });
    const standing = await clockOf(caseNo);
    expect([standing.dueDate, standing.pausedSince === '']).toEqual(['', false]);
    expect(await planOf(caseNo)).toContainEqual(
      expect.objectContaining({ ref: 'DECISION', isIdle: true, hasNoDate: true, waitsFor: 'RESUMPTION' }),
    );
    hub.passDays(60);
    await hub.running.dueActs.now();
    expect(await countOf(caseNo, 'ClockWarned')).toBe(0);
    await expect(act('CaseResumed', {})).rejects.toThrow('are under way');
    await act('CaseResumed', { procedure: '听证' });
    expect((await clockOf(caseNo)).pausedSince).not.toBe(''); // the inspection goes on
    await act('CaseResumed', { procedure: 'INSPECTION' });
    expect((await clockOf(caseNo)).remainingWorkdays).toBeGreaterThanOrEqual(4);
    await act('DecisionIssued', { outcome: 'GRANTED', documentNo: 'JD-1', decidedAt: AT });
    expect((await clockOf(caseNo)).stoppedAt).not.toBe('');
    expect(await clockOf(caseNo, ClockKind.CERTIFICATE_ISSUE)).toMatchObject({ remainingWorkdays: 10 });
  });
});

describe('预警 and 督办', () => {
  it('come once at each level, before and after the end, to both sides, and again for another last day', async () => {
    const caseNo = await inReview();
    hub.passDays(4); // behind the first level, before the end, whatever day it is
    await eventually(async () => expect(await toldOf(caseNo)).toContain('DECISION soon'));
    await extend(caseNo);
    hub.passDays(30);
    const ladder = ['soon', 'tomorrow', 'today', 'overdue', 'long-overdue'].map(
      (level) => `DECISION ${level}`,
    );
    await eventually(async () => expect(await toldOf(caseNo)).toEqual(ladder));
    const told = await countOf(caseNo, 'ClockWarned');
    expect(told).toBeGreaterThan(ladder.length); // those before the extension stand too
    expect((await clockOf(caseNo)).remainingWorkdays).toBeLessThan(0);
    expect(await planOf(caseNo)).toEqual([
      { ref: 'DECISION', isIdle: true, hasNoDate: false, waitsFor: null },
    ]);
    hub.passDays(30);
    await hub.running.dueActs.now();
    expect(await countOf(caseNo, 'ClockWarned')).toBe(told);
    const recipients = await hub.database.query<{ recipient: string }>(
      `select distinct recipient from inbox join case_event using (case_no, seq)
       where case_no = $1 and type = 'ClockWarned' order by 1`,
      [caseNo],
    );
    expect(recipients.map(({ recipient }) => recipient)).toEqual(['guangdong', 'henan']);
    const metrics = await (await fetch(`${hub.openUrl}/metrics`)).text();
    expect(metrics).toContain('tongban_clock_warnings_total{clock="DECISION",level="overdue"}');
  });

  it('come when the applicant does not answer a correction, and nothing else does', async () => {
    const caseNo = await takenIn();
    const deadline = new Date(hub.now() + 10 * 86_400_000).toISOString();
    await henan.act('CorrectionNotice', { caseNo, noticeNo: 'BZ-1', missing: ['照片'], deadline });
    expect(await clockOf(caseNo, ClockKind.CORRECTION_ANSWER)).toMatchObject({
      source: CaseClock.Source.NOTICE,
    });
    hub.passDays(40);
    await eventually(async () => expect(await toldOf(caseNo)).toContain('CORRECTION_ANSWER long-overdue'));
    const { state } = await guangdong.grpc.case(caseNo);
    expect(state).toBe(tongban.v1.CaseState.CORRECTION_REQUESTED);
    await checkCaseCache(hub.database);
    await auditHub(hub);
  });

  it('are nobody’s to give but the hub’s', async () => {
    const caseNo = await inReview();
    const warning = {
      clock: 'DECISION',
      level: 'soon',
      dueDate: '2026-03-19',
      firingAt: AT,
      rule: 'decision',
      calendar: 'x',
    };
    await expect(henan.act('ClockWarned', { caseNo, ...warning })).rejects.toMatchObject({
      code: 'WRONG_PLATFORM',
    });
  });
});

/** The first process still has the earlier calendar, and plans by it. */
async function expectPutRight(caseNo: string, beside: LimitedHub): Promise<void> {
  await extend(caseNo);
  const { clocks } = await (await beside.peer('henan')).grpc.case(caseNo);
  const day = clocks?.find(({ kind }) => kind === ClockKind.DECISION)?.dueDate;
  expect(day).not.toBe((await clockOf(caseNo)).dueDate);
  await eventually(async () => {
    const planned = await hub.database.query(
      `select due_date::text as day from due_act where case_no = $1 and ref = 'DECISION'`,
      [caseNo],
    );
    expect(planned).toEqual([{ day }]);
  });
  expect(await countOf(caseNo, 'DeadlineRecomputed')).toBe(2);
}

describe('another calendar', () => {
  it('moves the last days of open cases when a process starts with it, once, and says why, whatever a process with the earlier one still plans', async () => {
    const caseNo = await inReview();
    const before = await clockOf(caseNo);
    await guangdong.act('ConsultationOpened', questionOf(caseNo));
    await guangdong.act('ComplaintReceived', complaintOf(caseNo));
    const holiday = workdayAfter(hub.now(), 2);
    const folder = mkdtempSync(join(tmpdir(), 'tongban-notices-'));
    const settings = [`timeLimits.calendars=${writePlainCalendar(folder, Date.now(), [holiday])}`];
    const beside = await startLimitedHub({ settings, beside: hub, database: hub.database });
    try {
      await eventually(async () => expect(await countOf(caseNo, 'DeadlineRecomputed')).toBe(1));
      const [plan] = await hub.database.query<{ day: string }>(
        `select due_date::text as day from due_act where case_no = $1 and ref = 'DECISION'`,
        [caseNo],
      );
      expect(plan?.day.localeCompare(before.dueDate ?? '')).toBe(1);
      await beside.running.dueActs.now();
      expect(await countOf(caseNo, 'DeadlineRecomputed')).toBe(1);
      // What one platform owes the other moves as well: the answer of the consultation, and the remedy.
      expect(await countOf(caseNo, 'ReplyDeadlineRecomputed')).toBe(2);
      await expectPutRight(caseNo, beside);
      await checkCaseCache(hub.database);
      await auditHub(hub);
    } finally {
      await beside.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** The first day from Monday to Friday so many days later, YYYY-MM-DD. */
function workdayAfter(now: number, days: number): string {
  const day = new Date(now + days * 86_400_000 + 8 * 3_600_000);
  while (day.getUTCDay() % 6 === 0) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}
