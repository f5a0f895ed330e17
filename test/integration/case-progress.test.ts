import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acknowledgeAll } from '../kit/inbox.js';
import { type LimitedHub, startLimitedHub } from '../kit/limited-hub.js';
import { AT, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

let hub: LimitedHub;
let guangdong: TestPeer;
let henan: TestPeer;

beforeAll(async () => {
  hub = await startLimitedHub();
  [guangdong, henan] = await Promise.all([hub.peer('guangdong'), hub.peer('henan')]);
});
afterAll(() => hub.close());

async function takenIn(): Promise<string> {
  const { caseNo } = await guangdong.act('SubmitCase', submission({ mode: 'REMOTE_INTAKE' }));
  await guangdong.act('IntakeRecorded', { caseNo, identityChecked: true, recordedAt: AT });
  await acknowledgeAll(henan);
  return caseNo;
}

let accepted = 0;
async function inReview(): Promise<string> {
  const caseNo = await takenIn();
  await henan.act('CaseAccepted', { caseNo, competentCaseRef: `JD-${accepted++}`, acceptedAt: AT });
  await henan.act('ReviewStarted', { caseNo, startedAt: AT });
  return caseNo;
}

describe('the progress of a case', () => {
  it('says in plain words how far it is, until when it takes and whose turn it is', async () => {
    const { caseNo } = await guangdong.act('SubmitCase', submission({ mode: 'REMOTE_INTAKE' }));
    const { name } =
      hub.running.services.rules.current().directory.peer('guangdong') ?? expect.fail('a name');
    expect(await guangdong.grpc.progress(caseNo)).toMatchObject({
      applicant: { zh: '已提交，等待窗口核对材料' },
      clerk: {
        zh: `已提交，等待窗口核对材料；由${name}办理`,
        en: expect.stringContaining('the turn of guangdong'),
      },
    });
    const reviewed = await inReview();
    const [clock] = (await guangdong.grpc.case(reviewed)).clocks.filter(
      ({ remainingWorkdays }) => remainingWorkdays === 5,
    );
    const { applicant, clerk } = await henan.grpc.progress(reviewed);
    expect(applicant?.zh).toBe(`审查中；最迟 ${clock?.dueDate} 作出决定，还有 5 个工作日`);
    expect(clerk?.en).toContain('the turn of henan; to decide by');
  });

  it('says that a time limit stands, and that it is over', async () => {
    const caseNo = await inReview();
    await henan.act('CaseSuspended', { caseNo, procedure: 'INSPECTION', reason: '检验' });
    expect((await guangdong.grpc.progress(caseNo)).applicant?.zh).toBe(
      '已中止，特别程序进行中；作出决定的时限暂停计算',
    );
    await henan.act('CaseResumed', { caseNo });
    hub.passDays(60);
    expect((await guangdong.grpc.progress(caseNo)).applicant?.zh).toMatch(
      /^审查中；最迟 \d{4}-\d\d-\d\d 作出决定，已逾期 \d+ 个工作日$/,
    );
  });

  it('names of originals what is not back with the applicant', async () => {
    const caseNo = await takenIn();
    await guangdong.act('OriginalsHandedOver', {
      ...{ caseNo, handOverNo: 'JJ-1', giver: 'APPLICANT', taker: 'WINDOW', takenAtOnce: true, handedAt: AT },
      originals: [{ code: 'A1', sheets: 2 }],
    });
    const { applicant, clerk } = await henan.grpc.progress(caseNo);
    expect(clerk?.zh).toContain('原件 2 张尚未退还申请人');
    expect(applicant?.zh).not.toContain('原件');
  });

  it('tells who did what and when, under which rule, and where the log proves it, over both doors', async () => {
    const caseNo = await inReview();
    const extension = { clock: 'DECISION', amount: 10, unit: 'WORKING_DAY', approver: 'AUTHORITY_HEAD' };
    await henan.act('TimeLimitExtended', { caseNo, ...extension, reason: '案情复杂', approvedAt: AT });
    const { timeline } = await guangdong.grpc.progress(caseNo);
    const told = timeline
      .filter(({ event }) => event?.type !== 'DispatchAcknowledgement')
      .map(({ event, words, rule }) => [event?.actor, words?.zh, words?.en, rule]);
    expect(told).toEqual([
      ['guangdong', '申报', 'submitted', ''],
      ['guangdong', '收件', 'taken in', 'acceptance-notice'],
      ['henan', '受理', 'accepted', 'decision'],
      ['henan', '审查', 'review begun', ''],
      ['henan', '延期', 'time limit extended', 'decision'],
    ]);
    const names = new Set(timeline.map(({ actorName }) => actorName));
    expect(names.size).toBe(2);
    for (const { event } of timeline) {
      const { receipt } = await guangdong.grpc.receipt(event?.leafId ?? '');
      expect(Number(receipt?.index)).toBe(Number(event?.logIndex));
    }
    const answer = await henan.rest('GET', `/v1/cases/${caseNo}/progress`);
    const { progress } = answer.json<{ progress: { timeline: { rule?: string; words: object }[] } }>();
    expect(progress.timeline.map(({ rule = '' }) => rule)).toEqual(timeline.map(({ rule }) => rule));
  });

  it('is there for those who take part alone', async () => {
    const caseNo = await takenIn();
    const hunan = await hub.peer('hunan');
    await expect(hunan.grpc.progress(caseNo)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
