import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blobRefOf } from '#connectors/kit';
import { dayOf } from '#domain/rules';
import { tongban } from '#proto/codec';
import { auditHub } from '../kit/audit-hub.js';
import { checkCaseCache } from '../kit/case-cache.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { expectLast } from '../kit/joint.js';
import {
  type Declared,
  handle,
  lifeEvent,
  memberSubmission,
  NEWBORN,
  openLifeEvent,
  refuse,
  submitAll,
  submitMember,
  takeIn,
} from '../kit/life-event.js';
import { newReference } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { checkRatingCounts } from '../kit/rating-counts.js';
import { complaintOf, followUpOf, ratingOf, remedyOf } from '../kit/ratings.js';

const { Standing } = tongban.v1.LifeEventProgress;
const { CaseState } = tongban.v1;
const { Side, Satisfaction, Problem } = tongban.v1.ServiceRating;
const { State } = tongban.v1.RatingRemedy;
const { Kind } = tongban.v1.CaseFeedback;

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;
let hunan: TestPeer;

beforeAll(async () => {
  hub = await startTestHub({ settings: ['dueActs.everyMs=50'] });
  await hub.register('hunan', '430000');
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
  hunan = await hub.peer('hunan');
});
afterAll(async () => {
  await checkCaseCache(hub.database);
  await checkRatingCounts(hub.database);
  await auditHub(hub);
  await hub.close();
});

const declared = (member: string) => NEWBORN.find((each) => each.member === member) ?? expect.fail(member);

/** How far each member is, as one of the platforms sees it. */
async function standings(peer: TestPeer, lifeEventNo: string): Promise<Record<string, string>> {
  const { members } = await peer.grpc.lifeEvent(lifeEventNo);
  return Object.fromEntries(members.map(({ member, standing }) => [member, Standing[standing] ?? '']));
}

function expectStandings(lifeEventNo: string, expected: Readonly<Record<string, string>>): Promise<void> {
  return eventually(async () => {
    expect(await standings(guangdong, lifeEventNo)).toEqual(expected);
  });
}

async function progress(peer: TestPeer, lifeEventNo: string, member: string) {
  const { members } = await peer.grpc.lifeEvent(lifeEventNo);
  return members.find((each) => each.member === member) ?? expect.fail(member);
}

async function born(): Promise<{ whole: string; cases: Record<string, string> }> {
  const whole = await openLifeEvent(guangdong);
  return { whole, cases: await submitAll(guangdong, whole) };
}

/** 长沙 decides the first member, 驻马店 the other one; both are done. */
const TWO: readonly Declared[] = [
  { ...declared('birth'), divisionCode: '430000' },
  { ...declared('household'), dependsOn: [] },
];

async function done(): Promise<{ whole: string; cases: Record<string, string> }> {
  const whole = await openLifeEvent(guangdong, TWO);
  const cases = await submitAll(guangdong, whole, TWO);
  await Promise.all([handle(cases.birth ?? '', hunan), handle(cases.household ?? '', henan)]);
  await expectLast(guangdong, whole, 'LifeEventCompleted');
  return { whole, cases };
}

async function timesRated(): Promise<number> {
  const month = dayOf(Date.now()).slice(0, 7);
  const { counts } = await guangdong.grpc.ratingCounts({ fromMonth: month, toMonth: month });
  const ratings = counts.filter(({ kind, problem }) => kind === Kind.RATING && problem === 0);
  return ratings.reduce((sum, { count }) => sum + count, 0);
}

describe('C14 “新生儿出生一件事”', () => {
  it('is one submission: each member begins by itself when those before it are done, and the whole ends', async () => {
    const { whole, cases } = await born();
    const { birth = '', household = '', card = '', expenses = '' } = cases;
    await expectStandings(whole, {
      ...{ birth: 'UNDER_WAY', household: 'AWAITING', card: 'AWAITING', expenses: 'AWAITING' },
    });
    await expect(takeIn(household, henan)).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' });

    await handle(birth, guangdong);
    await expectLast(henan, household, 'SubmitCase', 'PrerequisitesMet');
    await expectStandings(whole, {
      ...{ birth: 'DONE', household: 'UNDER_WAY', card: 'AWAITING', expenses: 'UNDER_WAY' },
    });
    await handle(household, henan);
    await expectLast(henan, card, 'PrerequisitesMet');
    await Promise.all([handle(card, henan), handle(expenses, guangdong)]);
    await expectLast(guangdong, whole, 'LifeEventCompleted');
    expect(await guangdong.grpc.lifeEvent(whole)).toMatchObject({
      ...{ state: CaseState.LIFE_EVENT_COMPLETED, done: 4, total: 4 },
      ...{ textZh: '全部办结，4 项中已办成 4 项', textEn: 'completed, 4 of 4 done' },
    });
  });

  it('部分失败: what is refused takes nothing from the others, and the rest goes on when it is done after all', async () => {
    const { whole, cases } = await born();
    const { birth = '', household = '', card = '', expenses = '' } = cases;
    await handle(birth, guangdong);
    await expectLast(guangdong, expenses, 'PrerequisitesMet');
    await handle(expenses, guangdong);
    await expectLast(henan, household, 'PrerequisitesMet');
    await takeIn(household, henan);
    await refuse(household, henan);
    await expectLast(henan, card, 'SubmitCase', 'PrerequisiteFailed');
    await expectStandings(whole, {
      ...{ birth: 'DONE', household: 'REFUSED', card: 'BLOCKED', expenses: 'DONE' },
    });
    const blocked = await progress(guangdong, whole, 'card');
    expect(blocked.waitsFor).toEqual(['household']);
    expect(blocked.textZh).toBe('前置事项未办成，重新申报并办成后自动开始：居民身份证换领');

    const again = await submitMember(guangdong, whole, declared('household'));
    await expectLast(henan, again, 'SubmitCase', 'PrerequisitesMet'); // what it waits for is done already
    await expectStandings(whole, {
      ...{ birth: 'DONE', household: 'UNDER_WAY', card: 'AWAITING', expenses: 'DONE' },
    });
    await handle(again, henan);
    await expectLast(henan, card, 'PrerequisiteFailed', 'PrerequisitesMet');
    await handle(card, henan);
    await expectLast(guangdong, whole, 'LifeEventCompleted');
    const states = await Promise.all([birth, expenses].map((caseNo) => guangdong.grpc.case(caseNo)));
    expect(states.map(({ state }) => state)).toEqual([CaseState.CONCLUDED, CaseState.CONCLUDED]);
  });

  it('撤回: what has begun goes on, and what waits ends with the whole', async () => {
    const { whole, cases } = await born();
    const { birth = '', household = '', expenses = '' } = cases;
    await handle(birth, guangdong);
    await expectLast(henan, household, 'PrerequisitesMet');
    await expectLast(guangdong, expenses, 'PrerequisitesMet');
    await guangdong.act('CaseWithdrawn', { caseNo: whole });
    await expectStandings(whole, {
      ...{ birth: 'DONE', household: 'UNDER_WAY', card: 'TERMINATED', expenses: 'UNDER_WAY' },
    });
    await expectLast(henan, cases.card ?? '', 'SubmitCase', 'LifeEventEnded');
    await handle(household, henan);
    await expectStandings(whole, {
      ...{ birth: 'DONE', household: 'DONE', card: 'TERMINATED', expenses: 'UNDER_WAY' },
    });
    await expect(submitMember(guangdong, whole, declared('card'))).rejects.toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
  });

  it('好差评: the applicant rates the whole once, and whoever it is about remedies where that was decided', async () => {
    const { whole, cases } = await done();
    const { birth = '' } = cases;
    const rating = ratingOf(whole, {
      side: 'WHOLE',
      problems: ['ATTITUDE'],
      comment: '来回跑了三趟',
      member: 'birth',
    });
    await expect(guangdong.act('ServiceRating', ratingOf(birth))).rejects.toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
    await hunan.act('ComplaintReceived', complaintOf(birth));
    const before = await timesRated();
    await guangdong.act('ServiceRating', rating);
    await expect(guangdong.act('ServiceRating', rating)).rejects.toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
    await expectLast(hunan, birth, 'ComplaintReceived', 'LifeEventRated');

    const seen = await hunan.grpc.lifeEvent(whole);
    expect(seen).toMatchObject({
      rating: {
        ...{ feedbackNo: rating.feedbackNo, side: Side.WHOLE, member: 'birth', lifeEventNo: whole },
        ...{ satisfaction: Satisfaction.DISSATISFIED, problems: [Problem.ATTITUDE] },
        ...{ rated: 'hunan', reporter: 'guangdong', state: State.OPEN },
      },
      ratingComment: '来回跑了三趟',
    });
    const elsewhere = await henan.grpc.lifeEvent(whole); // it decided another member
    expect(elsewhere).toMatchObject({ rating: { state: State.OPEN, rated: 'hunan' }, ratingComment: '' });

    await hunan.act('RatingRemedy', remedyOf(birth, whole));
    await guangdong.act('RatingFollowUp', followUpOf(birth, whole, 'SATISFIED'));
    expect((await guangdong.grpc.lifeEvent(whole)).rating?.state).toBe(State.CLOSED);
    expect(await timesRated()).toBe(before + 1);
  });

  it('好差评: without a member whoever opened the whole remedies', async () => {
    const { whole } = await done();
    const rating = ratingOf(whole, { side: 'WHOLE' });
    await guangdong.act('ServiceRating', rating);
    await guangdong.act('RatingRemedy', remedyOf(whole, rating.feedbackNo));
    await guangdong.act('RatingFollowUp', followUpOf(whole, rating.feedbackNo, undefined));
    const rest = await henan.rest('GET', `/v1/life-events/${whole}`);
    expect(rest.json<{ lifeEvent: object }>().lifeEvent).toMatchObject({
      rating: { side: 'WHOLE', rated: 'guangdong', state: 'CLOSED' },
    });
  });

  it('hands a result on where it is: to whoever waited for it, and to nobody else', async () => {
    const { whole, cases } = await born();
    const { birth = '', household = '' } = cases;
    const bytes = Buffer.from(`出生医学证明 ${newReference()}`);
    const blob = blobRefOf(bytes, 'text/plain', 'birth.txt');
    await guangdong.grpc.upload(blob, bytes);
    const fetched = (peer: TestPeer) => peer.rest('GET', `/v1/blobs/${blob.sha256}`);
    await takeInAndTransfer(birth, blob);
    expect((await fetched(henan)).status).toBe(404); // it waits yet
    await guangdong.act('CaseConcluded', { caseNo: birth, concludedAt: '2026-11-22T09:58:00+08:00' });
    await expectLast(henan, household, 'PrerequisitesMet');
    expect((await progress(henan, whole, 'household')).results).toMatchObject([
      {
        member: 'birth',
        caseNo: birth,
        documents: [{ name: '出生医学证明', blob: { sha256: blob.sha256 } }],
      },
    ]);
    expect((await fetched(henan)).status).toBe(200);
    expect((await fetched(hunan)).status).toBe(404);
    expect((await progress(guangdong, whole, 'card')).results).toEqual([]); // it did not wait for this one
  });

  it('is seen whole by whoever takes part: one’s own members in full, the others as how far they are', async () => {
    const { whole, cases } = await born();
    const mine = await guangdong.grpc.lifeEvent(whole);
    expect(mine.members.map(({ caseNo }) => caseNo)).toEqual(NEWBORN.map(({ member }) => cases[member]));
    const theirs = await henan.grpc.lifeEvent(whole);
    expect(theirs.submitterCaseRef).toBe('');
    const birth = theirs.members.find(({ member }) => member === 'birth');
    expect(birth).toMatchObject({ standing: Standing.UNDER_WAY, textZh: '办理中' });
    expect(birth).toMatchObject({ caseNo: '', itemCode: '', itemName: '', competent: '', state: 0 });
    expect(theirs.members.find(({ member }) => member === 'household')).toMatchObject({
      ...{ caseNo: cases.household, itemName: '居民身份证换领', competent: 'henan' },
      ...{ textZh: '待前置事项办结后自动开始：birth' },
    });
    await expect(hunan.grpc.lifeEvent(whole)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(guangdong.grpc.lifeEvent(cases.birth ?? '')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(henan.grpc.case(whole)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const found = await henan.grpc.findCases(whole);
    expect(found.map(({ caseNo }) => caseNo).sort()).toEqual([cases.household, cases.card].sort());
    expect(found[0]?.lifeEventNo).toBe(whole);
    const rest = await guangdong.rest('GET', `/v1/life-events/${whole}`);
    expect(rest.json<{ lifeEvent: object }>().lifeEvent).toMatchObject({ state: 'LIFE_EVENT_UNDER_WAY' });
  });

  it('循环依赖: members that wait in a circle are refused with the circle, and nothing is opened', async () => {
    const caseRef = newReference('YJS');
    const circular = NEWBORN.map((each) =>
      each.member === 'birth' ? { ...each, dependsOn: ['card'] } : each,
    );
    await expect(guangdong.act('SubmitCase', lifeEvent(circular, caseRef))).rejects.toMatchObject({
      code: 'LIFE_EVENT_UNSOUND',
      violations: expect.arrayContaining([
        {
          pointer: '/members/0/dependsOn',
          message: 'birth waits in a circle: birth → card → household → birth',
        },
      ]),
    });
    expect(await guangdong.grpc.findCases(caseRef)).toEqual([]);
  });

  it('takes each member once, as it was declared, from the platform that opened the whole', async () => {
    const whole = await openLifeEvent(guangdong);
    const household = declared('household');
    const birth = declared('birth');
    const both = await Promise.allSettled([1, 2].map(() => submitMember(guangdong, whole, birth)));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(submitMember(guangdong, whole, birth)).rejects.toMatchObject({ code: 'DUPLICATE_CASE' });
    const unfit = [
      { ...household, member: 'dowry' },
      { ...household, dependsOn: [] },
      { ...household, dependsOn: ['birth', 'card'] },
      { ...household, itemCode: birth.itemCode },
      { ...household, divisionCode: '440000' },
    ];
    for (const each of unfit) {
      await expect(submitMember(guangdong, whole, each)).rejects.toMatchObject({
        code: 'LIFE_EVENT_MEMBER_UNFIT',
      });
    }
    await expect(submitMember(henan, whole, household)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('重复请求: the same submissions sent twice are the same life event and the same members', async () => {
    const opening = guangdong.sign('SubmitCase', lifeEvent(NEWBORN));
    const whole = (await guangdong.grpc.submit(opening)).caseNo ?? '';
    expect((await guangdong.grpc.submit(opening)).caseNo).toBe(whole);
    const member = guangdong.sign('SubmitCase', memberSubmission(whole, declared('birth')));
    const first = await guangdong.grpc.submit(member);
    expect((await guangdong.grpc.submit(member)).caseNo).toBe(first.caseNo);
  });
});

async function takeInAndTransfer(caseNo: string, blob: object): Promise<void> {
  const at = '2026-11-22T09:58:00+08:00';
  await takeIn(caseNo, guangdong);
  await guangdong.act('CaseAccepted', { caseNo, competentCaseRef: newReference('SL'), acceptedAt: at });
  await guangdong.act('ReviewStarted', { caseNo, startedAt: at });
  const decision = { outcome: 'GRANTED', documentNo: 'JD-1', decidedAt: at };
  await guangdong.act('DecisionIssued', { caseNo, ...decision });
  await guangdong.act('ResultTransferred', { caseNo, documents: [{ name: '出生医学证明', blob }] });
}
