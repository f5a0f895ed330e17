import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '#domain/rules';
import { tongban } from '#proto/codec';
import { auditHub } from '../kit/audit-hub.js';
import { checkCaseCache } from '../kit/case-cache.js';
import { eventually } from '../kit/eventually.js';
import { newFile } from '../kit/files.js';
import { acknowledgeAll } from '../kit/inbox.js';
import { type LimitedHub, startLimitedHub } from '../kit/limited-hub.js';
import { AT, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { checkRatingCounts } from '../kit/rating-counts.js';
import { complaintOf, concluded, followUpOf, ratingOf, remedyOf } from '../kit/ratings.js';

const { RatingRemedy, ServiceRating } = tongban.v1;
const DAY_MS = 86_400_000;

let hub: LimitedHub;
let guangdong: TestPeer;
let henan: TestPeer;
let hunan: TestPeer;

beforeAll(async () => {
  hub = await startLimitedHub({
    regional: [
      { kind: 'RATING_REMEDY', region: '441800', limit: { amount: 5, unit: 'WORKING_DAY' } },
      { kind: 'RATING_REMEDY', region: '410000', limit: { amount: 15, unit: 'WORKING_DAY' } },
    ],
  });
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

const WINDOW = { side: 'INTAKE', windowDivision: '441803', windowNo: '12' };

async function rated(over: object = {}): Promise<{ caseNo: string; feedbackNo: string }> {
  const caseNo = await concluded(guangdong, henan);
  const body = ratingOf(caseNo, over);
  await guangdong.act('ServiceRating', body);
  return { caseNo, feedbackNo: body.feedbackNo };
}

async function standing(peer: TestPeer, caseNo: string, feedbackNo: string) {
  const found = (await peer.grpc.feedback(caseNo)).find((each) => each.feedbackNo === feedbackNo);
  return found ?? expect.fail(`${feedbackNo} is not there`);
}

async function stateOf(caseNo: string, feedbackNo: string): Promise<string | undefined> {
  const { state } = await standing(guangdong, caseNo, feedbackNo);
  return RatingRemedy.State[state];
}

/** The day that ends so many working days from now, in a year without holidays. */
function workdaysFromNow(count: number): string {
  let day = Math.floor((hub.now() + 8 * 3_600_000) / DAY_MS);
  for (let left = count; left > 0; ) {
    day += 1;
    if (![0, 6].includes(new Date(day * DAY_MS).getUTCDay())) left -= 1;
  }
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

async function typesOf(caseNo: string): Promise<string[]> {
  return (await henan.grpc.events(caseNo)).map(({ type }) => type);
}

async function countsOf(peer: TestPeer, over: object = {}) {
  const month = dayOf(hub.now()).slice(0, 7);
  const { counts } = await peer.grpc.ratingCounts({ fromMonth: month, toMonth: month, ...over });
  return counts;
}

describe('好差评', () => {
  it('negative fixture 10: 差评 to the deciding department; the receiving window’s rating is untouched', async () => {
    const { caseNo, feedbackNo } = await rated({ problems: ['EFFICIENCY'], comment: '等了太久' });
    const good = ratingOf(caseNo, { ...WINDOW, satisfaction: 'VERY_SATISFIED' });
    await guangdong.act('ServiceRating', good);
    for (const peer of [guangdong, henan]) {
      expect(await standing(peer, caseNo, feedbackNo)).toMatchObject({
        ...{
          rated: 'henan',
          reporter: 'guangdong',
          state: RatingRemedy.State.OPEN,
          rule: 'RATING_REMEDY-410000',
        },
        ...{
          satisfaction: ServiceRating.Satisfaction.DISSATISFIED,
          problems: [ServiceRating.Problem.EFFICIENCY],
        },
      });
      const window = await standing(peer, caseNo, good.feedbackNo);
      expect(window).toMatchObject({ rated: 'guangdong', satisfaction: 1, dueDate: '' });
      expect(RatingRemedy.State[window.state]).toBe('STATE_UNSPECIFIED');
    }
    await expect(hunan.grpc.feedback(caseNo)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('negative fixture 10: 5 and 15 working days, by the place of whoever is rated', async () => {
    const caseNo = await concluded(guangdong, henan);
    const [window, department] = [ratingOf(caseNo, WINDOW), ratingOf(caseNo)];
    await guangdong.act('ServiceRating', window);
    await guangdong.act('ServiceRating', department);
    expect(await standing(henan, caseNo, window.feedbackNo)).toMatchObject({
      dueDate: workdaysFromNow(5),
      rule: 'RATING_REMEDY-441800',
    });
    expect(await standing(henan, caseNo, department.feedbackNo)).toMatchObject({
      dueDate: workdaysFromNow(15),
      rule: 'RATING_REMEDY-410000',
    });
  });

  it('tells both sides when the limit has passed, and escalates', async () => {
    const { caseNo, feedbackNo } = await rated(WINDOW);
    await acknowledgeAll(guangdong, henan);
    hub.passDays(8); // more than five working days, whatever day it is; less than ten
    await eventually(async () => {
      expect((await standing(guangdong, caseNo, feedbackNo)).warned).toEqual(['tomorrow', 'overdue']);
    });
    hub.passDays(7);
    await eventually(async () => {
      const { warned } = await standing(henan, caseNo, feedbackNo);
      expect(warned).toEqual(['tomorrow', 'overdue', 'long-overdue']);
    });
    expect((await typesOf(caseNo)).filter((type) => type === 'RemedyWarned')).toHaveLength(3);
    await acknowledgeAll(guangdong, henan); // both are told: nothing of it is left for either
    const open = await hub.database.query('select 1 from inbox where case_no = $1', [caseNo]);
    expect(open).toEqual([]);
    await guangdong.act('RatingRemedy', remedyOf(caseNo, feedbackNo));
    const { warned, dueDate } = await standing(henan, caseNo, feedbackNo);
    expect(warned).toEqual([]);
    expect(dueDate).toBe(workdaysFromNow(5)); // of the follow-up
  });

  it('goes round until the applicant is content, and is over then', async () => {
    const { caseNo, feedbackNo } = await rated();
    await henan.act('RatingRemedy', remedyOf(caseNo, feedbackNo));
    await guangdong.act('RatingFollowUp', followUpOf(caseNo, feedbackNo, 'DISSATISFIED'));
    expect(await stateOf(caseNo, feedbackNo)).toBe('OPEN');
    await henan.act('RatingRemedy', remedyOf(caseNo, feedbackNo, { measure: 'EXPLAINED' }));
    await guangdong.act('RatingFollowUp', followUpOf(caseNo, feedbackNo, 'SATISFIED'));
    expect(await stateOf(caseNo, feedbackNo)).toBe('CLOSED');
    expect(
      await hub.database.query("select 1 from due_act where case_no = $1 and kind = 'RATING_REMEDY'", [
        caseNo,
      ]),
    ).toEqual([]);
  });

  it('is set aside when an appeal is upheld, and counts no more', async () => {
    const before = await countsOf(henan);
    const { caseNo, feedbackNo } = await rated({ problems: ['ATTITUDE', 'OTHER'] });
    const { blob, bytes } = newFile(100);
    await henan.grpc.upload(blob, bytes);
    const appeal = {
      caseNo,
      feedbackNo,
      ground: 'MALICIOUS',
      reason: '同一人一日内评价多次',
      evidence: [blob],
    };
    await henan.act('RatingAppealed', appeal);
    const ruling = { caseNo, feedbackNo, ruling: 'UPHELD', reason: '属实' };
    await expect(henan.act('AppealDecided', ruling)).rejects.toMatchObject({ code: 'WRONG_PLATFORM' });
    expect(await countsOf(henan)).not.toEqual(before);
    await guangdong.act('AppealDecided', ruling);
    expect(await stateOf(caseNo, feedbackNo)).toBe('SET_ASIDE');
    expect(await countsOf(henan)).toEqual(before);
  });

  it.each([
    ['henan', 'ServiceRating'],
    ['guangdong', 'RatingRemedy'],
    ['guangdong', 'RatingAppealed'],
  ] as const)('is refused of %s: %s is another platform’s', async (peerId, type) => {
    const { caseNo, feedbackNo } = await rated();
    const peer = peerId === 'henan' ? henan : guangdong;
    const bodies = {
      ServiceRating: ratingOf(caseNo, { satisfaction: 'VERY_SATISFIED' }),
      RatingRemedy: remedyOf(caseNo, feedbackNo),
      RatingAppealed: { caseNo, feedbackNo, ground: 'MISTAKEN', reason: '非本部门办理' },
    };
    await expect(peer.act(type, bodies[type])).rejects.toMatchObject({ code: 'WRONG_PLATFORM' });
  });

  it('is given once for each side', async () => {
    const { caseNo } = await rated({ satisfaction: 'SATISFIED' });
    await expect(guangdong.act('ServiceRating', ratingOf(caseNo))).rejects.toMatchObject({
      code: 'ALREADY_RATED',
    });
    await guangdong.act('ServiceRating', ratingOf(caseNo, WINDOW));
  });

  it('waits for the end of the case; a complaint does not', async () => {
    const { caseNo } = await guangdong.act('SubmitCase', submission({ mode: 'REMOTE_INTAKE' }));
    await expect(guangdong.act('ServiceRating', ratingOf(caseNo))).rejects.toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
    const complaint = complaintOf(caseNo, { problems: ['CONVENIENCE'] });
    await henan.act('ComplaintReceived', complaint);
    expect(await standing(guangdong, caseNo, complaint.feedbackNo)).toMatchObject({
      ...{ kind: tongban.v1.CaseFeedback.Kind.COMPLAINT, reporter: 'henan', rated: 'henan', satisfaction: 0 },
      state: RatingRemedy.State.OPEN,
    });
    await henan.act('RatingRemedy', remedyOf(caseNo, complaint.feedbackNo));
    await henan.act('RatingFollowUp', followUpOf(caseNo, complaint.feedbackNo, undefined));
    expect(await stateOf(caseNo, complaint.feedbackNo)).toBe('CLOSED');
  });

  it.each([
    ['of a place elsewhere', { ...WINDOW, windowDivision: '410000' }, 'ILLEGAL_TRANSITION'],
    ['of a place that there is not', { ...WINDOW, windowDivision: '441899' }, 'MALFORMED'],
    ['of the side that decides', { windowDivision: '441803' }, 'MALFORMED'],
    ['without a place', { side: 'INTAKE', windowNo: '12' }, 'MALFORMED'],
  ])('names no window %s', async (_, over, code) => {
    const caseNo = await concluded(guangdong, henan);
    await expect(guangdong.act('ServiceRating', ratingOf(caseNo, over))).rejects.toMatchObject({
      ...{ code, violations: [{ pointer: '/windowDivision' }] },
    });
  });

  it('calls back whoever gave a name', async () => {
    const { caseNo, feedbackNo } = await rated();
    const silent = remedyOf(caseNo, feedbackNo, { callBack: undefined, calledBackAt: undefined });
    await expect(henan.act('RatingRemedy', silent)).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    const unnamed = await rated({ anonymous: true });
    await henan.act('RatingRemedy', { ...silent, ...unnamed });
    expect(await stateOf(unnamed.caseNo, unnamed.feedbackNo)).toBe('CLOSED');
  });

  it('is warned of by nobody but the hub', async () => {
    const { caseNo, feedbackNo } = await rated();
    const body = { caseNo, feedbackNo, awaited: 'OPEN', level: 'overdue', dueDate: '2026-12-01' };
    const warning = { ...body, firingAt: AT, rule: 'rating-remedy', calendar: 'x', escalateTo: [] };
    await expect(guangdong.act('RemedyWarned', warning)).rejects.toMatchObject({ code: 'WRONG_PLATFORM' });
  });
});

describe('共性问题', () => {
  it('are counted by month, item, window, level and problem, for the platforms they concern', async () => {
    const caseNo = await concluded(guangdong, henan);
    const over = {
      ...WINDOW,
      windowNo: '77',
      satisfaction: 'VERY_DISSATISFIED',
      problems: ['PLATFORM', 'GUIDANCE'],
    };
    await guangdong.act('ServiceRating', ratingOf(caseNo, over));
    for (const peer of [guangdong, henan]) {
      const mine = (await countsOf(peer, { basicCode: '002090012000' })).filter(
        (each) => each.windowNo === '77',
      );
      expect(mine.map(({ problem, count }) => [ServiceRating.Problem[problem], count]).sort()).toEqual([
        ['GUIDANCE', 1],
        ['PLATFORM', 1],
        ['PROBLEM_UNSPECIFIED', 1],
      ]);
      expect(mine[0]).toMatchObject({
        ...{
          submitter: 'guangdong',
          competent: 'henan',
          side: ServiceRating.Side.INTAKE,
          windowDivision: '441803',
        },
        ...{
          satisfaction: ServiceRating.Satisfaction.VERY_DISSATISFIED,
          month: dayOf(hub.now()).slice(0, 7),
        },
      });
    }
    expect(await countsOf(hunan)).toEqual([]);
    expect(await countsOf(guangdong, { basicCode: '002091135000' })).toEqual([]);
    const elsewhen = { fromMonth: '2020-01', toMonth: '2020-12' };
    expect((await guangdong.grpc.ratingCounts(elsewhen)).counts).toEqual([]);
  });

  it('come in pages, each count once', async () => {
    const all = await countsOf(guangdong);
    expect(all.length).toBeGreaterThan(2);
    const months = { fromMonth: all[0]?.month ?? '', toMonth: all[0]?.month ?? '', limit: 2 };
    const paged: tongban.v1.RatingCount[] = [];
    for (let after = 0; ; ) {
      const page = await guangdong.grpc.ratingCounts({ ...months, after });
      paged.push(...page.counts);
      if (page.next === 0) break;
      after = page.next;
    }
    expect(paged).toEqual(all);
  });
});
