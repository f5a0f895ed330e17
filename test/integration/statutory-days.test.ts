import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import { tongban } from '#proto/codec';
import { checkCaseCache } from '../kit/case-cache.js';
import { eventually } from '../kit/eventually.js';
import { acknowledgeAll } from '../kit/inbox.js';
import { type LimitedHub, startLimitedHub } from '../kit/limited-hub.js';
import { AT, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

/** Days of real years, by the notices that were published for them, through the doors of a hub whose time the tests set. */

const { CaseState, ClockKind } = tongban.v1;
const NOTICES = join(packageRoot, 'config', 'calendar');
/** 居民身份证补领: an item that says nothing of limits, so that the law's are counted. */
const ITEM = '002091011000';

let hub: LimitedHub;
let guangdong: TestPeer;
let henan: TestPeer;

beforeAll(async () => {
  hub = await startLimitedHub({
    at: '2026-02-12T10:00:00+08:00',
    settings: [`timeLimits.calendars=${NOTICES}`],
  });
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterAll(() => hub.close());

async function takenIn(): Promise<string> {
  const { caseNo } = await guangdong.act('SubmitCase', {
    ...submission({ mode: 'REMOTE_INTAKE' }),
    itemCode: ITEM,
  });
  await guangdong.act('IntakeRecorded', { caseNo, identityChecked: true, recordedAt: AT });
  await acknowledgeAll(henan);
  return caseNo;
}

let accepted = 0;

/** Accepted at the moment, and under review. */
async function acceptedAt(moment: string): Promise<string> {
  hub.stopAt(moment);
  const caseNo = await takenIn();
  await henan.act('CaseAccepted', { caseNo, competentCaseRef: `SL-${accepted++}`, acceptedAt: AT });
  await henan.act('ReviewStarted', { caseNo, startedAt: AT });
  return caseNo;
}

/** What the competent platform does at a moment. */
function henanAt(moment: string, type: string, body: object) {
  hub.stopAt(moment);
  return henan.act(type, body);
}

async function clockOf(caseNo: string, kind = ClockKind.DECISION, peer = guangdong) {
  const { clocks } = await peer.grpc.case(caseNo);
  return clocks?.find((each) => each.kind === kind) ?? expect.fail(`no such clock in ${caseNo}`);
}

const dueDateOf = async (caseNo: string) => (await clockOf(caseNo)).dueDate;

const typesOf = async (caseNo: string) => (await guangdong.grpc.events(caseNo)).map(({ type }) => type);

const extension = (caseNo: string, approver = 'AUTHORITY_HEAD') => ({
  ...{ caseNo, clock: 'DECISION', amount: 10, unit: 'WORKING_DAY', approver },
  ...{ reason: '案情复杂', approvedAt: AT },
});

describe('negative fixture 1: deemed acceptance, with a make-up Sunday', () => {
  it('received on Friday 2026-09-18, the case counts as accepted when 2026-09-24 is over, and not before', async () => {
    hub.stopAt('2026-09-18T10:00:00+08:00');
    const caseNo = await takenIn();
    expect((await clockOf(caseNo, ClockKind.ACCEPTANCE_NOTICE)).dueDate).toBe('2026-09-24');
    hub.stopAt('2026-09-24T23:59:59.999+08:00');
    await hub.running.dueActs.now();
    expect((await guangdong.grpc.case(caseNo)).state).toBe(CaseState.INTAKE_RECORDED);
    hub.stopAt('2026-09-25T00:00:00+08:00');
    await eventually(async () => expect(await typesOf(caseNo)).toContain('AcceptedByLapse'));
    expect((await guangdong.grpc.case(caseNo)).state).toBe(CaseState.ACCEPTED);
    const { startedAt } = await clockOf(caseNo);
    expect(Date.parse(startedAt ?? '')).toBe(Date.parse('2026-09-18T10:00:00+08:00')); // 自收到申请材料之日起即为受理
  });
});

describe('negative fixture 2: 20 working days, an extension, and suspensions that overlap', () => {
  it('accepted on 2026-02-13, it is due on 2026-03-19; ten more days need the head of the authority', async () => {
    const caseNo = await acceptedAt('2026-02-13T10:00:00+08:00');
    expect(await dueDateOf(caseNo)).toBe('2026-03-19');
    const asked = henanAt(
      '2026-03-16T10:00:00+08:00',
      'TimeLimitExtended',
      extension(caseNo, 'GOVERNMENT_HEAD'),
    );
    await expect(asked).rejects.toThrow('EXTENSION_OTHER_APPROVER');
    await henan.act('TimeLimitExtended', extension(caseNo));
    expect(await dueDateOf(caseNo)).toBe('2026-04-02');
  });

  it('a hearing and a test that overlap count once, and the extension comes behind them', async () => {
    const caseNo = await acceptedAt('2026-02-13T10:00:00+08:00');
    const suspend = (procedure: string) => ({ caseNo, procedure, reason: '特别程序' });
    await henanAt('2026-03-02T10:00:00+08:00', 'CaseSuspended', suspend('听证'));
    expect((await clockOf(caseNo)).pausedSince).toBe('2026-03-02T02:00:00.000Z');
    await henanAt('2026-03-04T10:00:00+08:00', 'CaseSuspended', suspend('检测'));
    await henanAt('2026-03-09T10:00:00+08:00', 'CaseResumed', { caseNo, procedure: '听证' });
    expect(await dueDateOf(caseNo)).toBe('');
    await henanAt('2026-03-11T10:00:00+08:00', 'CaseResumed', { caseNo, procedure: '检测' });
    // Of the days from 2 to 11 March seven working days began while it stood, not the ten that both make one after the other.
    expect(await dueDateOf(caseNo)).toBe('2026-03-30');
    await henan.act('TimeLimitExtended', extension(caseNo));
    expect(await dueDateOf(caseNo)).toBe('2026-04-14'); // 4 to 6 April are 清明
  });
});

describe('negative fixture 12: the clock of China, to the last second', () => {
  it('what is received at 23:59:59 is received on that day', async () => {
    const late = await acceptedAt('2026-02-13T23:59:59+08:00');
    const next = await acceptedAt('2026-02-14T00:00:00+08:00'); // a make-up Saturday
    expect([await dueDateOf(late), await dueDateOf(next)]).toEqual(['2026-03-19', '2026-03-20']);
  });

  it('what is done at 23:59:59 on the last day is in time, and a second later it is not', async () => {
    const [inTime, late] = [
      await acceptedAt('2026-02-13T10:00:00+08:00'),
      await acceptedAt('2026-02-13T10:00:00+08:00'),
    ];
    await henanAt('2026-03-19T23:59:59+08:00', 'TimeLimitExtended', extension(inTime));
    expect(await dueDateOf(inTime)).toBe('2026-04-02');
    const asked = henanAt('2026-03-20T00:00:00+08:00', 'TimeLimitExtended', extension(late));
    await expect(asked).rejects.toThrow('EXTENSION_TOO_LATE');
    expect((await clockOf(late)).remainingWorkdays).toBe(-1);
  });
});

describe('a year that nobody has published', () => {
  it('is waited for in sight of both sides, never guessed, and the notice gives the day and says so', async () => {
    const caseNo = await acceptedAt('2026-12-21T10:00:00+08:00');
    for (const peer of [guangdong, henan]) {
      expect(await clockOf(caseNo, ClockKind.DECISION, peer)).toMatchObject({
        dueDate: '',
        unpublishedYear: 2027,
      });
    }
    const folder = mkdtempSync(join(tmpdir(), 'tongban-notice-'));
    cpSync(NOTICES, folder, { recursive: true });
    writeFileSync(join(folder, 'notices', '2027.json'), JSON.stringify({ note: '测试', notices: [OF_2027] }));
    const beside = await startLimitedHub({ settings: [`timeLimits.calendars=${folder}`], beside: hub });
    try {
      await eventually(async () => expect(await typesOf(caseNo)).toContain('DeadlineRecomputed'));
      expect((await (await beside.peer('guangdong')).grpc.case(caseNo)).clocks).toContainEqual(
        expect.objectContaining({ dueDate: '2027-01-19', calendar: '100000/2026/1 100000/2027/1' }),
      );
      const recipients = await hub.database.query(
        `select distinct recipient from inbox join case_event using (case_no, seq)
         where case_no = $1 and type = 'DeadlineRecomputed' order by 1`,
        [caseNo],
      );
      expect(recipients).toEqual([{ recipient: 'guangdong' }, { recipient: 'henan' }]);
      await checkCaseCache(hub.database);
    } finally {
      await beside.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

const OF_2027 = {
  ...{ region: '100000', year: 2027, version: 1, publishedOn: '2026-12-22' },
  daysOff: [['2027-01-01', '2027-01-01']],
  makeUpWorkdays: [],
  document: '测试',
  provenance: 'SAMPLE',
};

describe('negative fixture 12: leap day', () => {
  it('is a day like any other: it is counted, begins a limit, and ends one', async () => {
    const leap = await startLimitedHub({ at: '2028-02-18T10:00:00+08:00' });
    try {
      const [window, authority] = [await leap.peer('guangdong'), await leap.peer('henan')];
      const intake = async () => {
        const { caseNo } = await window.act('SubmitCase', {
          ...submission({ mode: 'REMOTE_INTAKE' }),
          itemCode: ITEM,
        });
        await window.act('IntakeRecorded', { caseNo, identityChecked: true, recordedAt: AT });
        await acknowledgeAll(authority);
        return caseNo;
      };
      const accept = async (caseNo: string) =>
        authority.act('CaseAccepted', { caseNo, competentCaseRef: caseNo, acceptedAt: AT });
      const dueDates = async (caseNo: string) => {
        const { clocks = [] } = await window.grpc.case(caseNo);
        return clocks
          ?.filter(({ kind }) => kind !== ClockKind.ACCEPTANCE_NOTICE)
          .map(({ dueDate }) => dueDate);
      };
      const over = await intake();
      await accept(over);
      expect(await dueDates(over)).toEqual(['2028-03-17']); // 20 days from Monday to Friday, 29 February among them
      const asked = await intake();
      const notice = { noticeNo: 'BZ-1', missing: ['照片'], deadline: '2028-02-29T17:00:00+08:00' };
      await authority.act('CorrectionNotice', { caseNo: asked, ...notice });
      expect(await dueDates(asked)).toEqual(['2028-02-29']);
      leap.stopAt('2028-02-29T23:59:59+08:00');
      const begun = await intake();
      await accept(begun);
      expect(await dueDates(begun)).toEqual(['2028-03-28']);
    } finally {
      await leap.close();
    }
  });
});
