import { describe, expect, it } from 'vitest';
import {
  applyAct,
  type CaseAct,
  type CaseFacts,
  HUB,
  hasOpenRemedy,
  isRefusal,
  MOST_FEEDBACK,
  type RemedyState,
} from '#domain/case';
import { anAct } from '../../../kit/case-acts.js';

const delivered: CaseFacts = {
  state: 'RESULT_DELIVERED',
  mode: 'REMOTE_INTAKE',
  submitter: 'guangdong',
  competent: 'henan',
  eventCount: 9,
  openNotice: undefined,
  facets: {},
};

function played(facts: CaseFacts, ...acts: readonly CaseAct[]): CaseFacts {
  return acts.reduce<CaseFacts>((before, act) => {
    const next = applyAct(before, act);
    return isRefusal(next) ? expect.fail(next.detail) : next;
  }, facts);
}

const rate = (feedbackNo: string, side: 'INTAKE' | 'DECISION', satisfaction: string, members: object = {}) =>
  anAct('ServiceRating', 'guangdong', { feedbackNo, side, satisfaction, at: 5, ...members });

const bad = rate('PJ-1', 'DECISION', 'VERY_DISSATISFIED');
const rated = played(delivered, bad);
const answer = (at: number) => anAct('RatingRemedy', 'henan', { at });
const revisit = (satisfaction: string | undefined, at: number) =>
  anAct('RatingFollowUp', 'guangdong', {
    callBack: satisfaction === undefined ? 'NOT_REACHED' : 'REACHED',
    satisfaction,
    at,
  });
const appeal = (at: number) => anAct('RatingAppealed', 'henan', { at });
const rule = (ruling: string, at: number) => anAct('AppealDecided', 'guangdong', { ruling, at });

const remedyOf = (facts: CaseFacts, no = 'PJ-1') =>
  facts.facets.rating?.find((each) => each.no === no)?.remedy;

function stateOf(facts: CaseFacts, no?: string): RemedyState | undefined {
  return remedyOf(facts, no)?.state;
}

const WHOLE = 'TB20261122100000000ABCDEFGHJKMN3';
const completed: CaseFacts = {
  ...{ ...delivered, state: 'LIFE_EVENT_COMPLETED', competent: 'guangdong' },
  facets: {
    members: [
      { member: 'birth', itemCode: '002090012000', dependsOn: [], caseNo: 'TB-1', end: 'DONE' },
      { member: 'card', itemCode: '002090012000', dependsOn: [] },
    ],
  },
};
const member: CaseFacts = {
  ...delivered,
  facets: { membership: { lifeEventNo: WHOLE, member: 'birth', dependsOn: [] } },
};
const rateWhole = (satisfaction: string, members: object = {}) =>
  anAct('ServiceRating', 'guangdong', { feedbackNo: 'PJ-1', side: 'WHOLE', satisfaction, at: 5, ...members });
const forwarded = anAct('LifeEventRated', HUB, { lifeEventNo: WHOLE, problems: ['ATTITUDE'], at: 6 });

describe('好差评 of a life event', () => {
  it('is one, of the whole; whoever opened it remedies unless it names a member', () => {
    const rated = played(completed, rateWhole('DISSATISFIED'));
    expect(remedyOf(rated)).toEqual({ state: 'OPEN', since: 5 });
    expect(applyAct(rated, rateWhole('SATISFIED', { feedbackNo: 'PJ-2' }))).toMatchObject({
      code: 'ALREADY_RATED',
    });
    const answered = played(rated, anAct('RatingRemedy', 'guangdong', { at: 6 }));
    expect(stateOf(answered)).toBe('ANSWERED');
    const named = played(completed, rateWhole('DISSATISFIED', { member: 'birth' }));
    expect(named.facets.rating).toMatchObject([{ no: 'PJ-1', side: 'WHOLE', member: 'birth' }]);
    expect(remedyOf(named)).toBeUndefined();
  });

  it.each([
    ['the side that decided', completed, rate('PJ-1', 'DECISION', 'SATISFIED'), /as a whole/],
    ['a member that was not submitted', completed, rateWhole('DISSATISFIED', { member: 'card' }), /card/],
    ['a member that there is not', completed, rateWhole('DISSATISFIED', { member: 'x' }), /x was not/],
    ['a member by itself', member, rate('PJ-1', 'DECISION', 'SATISFIED'), /not its members/],
    ['a case that is no life event', delivered, rateWhole('SATISFIED'), /no life event/],
    [
      'it before it is done',
      { ...completed, state: 'LIFE_EVENT_UNDER_WAY' },
      rateWhole('SATISFIED'),
      /UNDER_WAY/,
    ],
  ] satisfies [string, CaseFacts, CaseAct, RegExp][])('does not rate %s', (_, facts, act, detail) => {
    expect(applyAct(facts, act)).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      detail: expect.stringMatching(detail),
    });
  });

  it('goes to the deciding platform of the member, under the number of the whole', () => {
    const told = played(member, forwarded);
    expect(told.facets.rating).toEqual([
      {
        ...{ no: WHOLE, kind: 'RATING', side: 'DECISION', reporter: 'submitter', isOfWhole: true },
        ...{ satisfaction: 'DISSATISFIED', problems: ['ATTITUDE'], at: 6 },
        remedy: { state: 'OPEN', since: 6 },
      },
    ]);
    const remedied = played(told, anAct('RatingRemedy', 'henan', { feedbackNo: WHOLE, at: 7 }));
    expect(remedyOf(remedied, WHOLE)).toEqual({ state: 'ANSWERED', since: 7 });
    expect(applyAct(told, forwarded)).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    expect(applyAct(delivered, forwarded)).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  });

  it('cannot be kept from the member by a complaint under its number; other complaints are taken', () => {
    const complaint = (feedbackNo: string) => anAct('ComplaintReceived', 'henan', { feedbackNo });
    expect(applyAct(member, complaint(WHOLE))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    expect(stateOf(played(member, complaint('TS-1')), 'TS-1')).toBe('OPEN');
  });
});

describe('好差评', () => {
  it('rates each side apart, once, and asks for a remedy of the bad one alone', () => {
    const both = played(rated, rate('PJ-2', 'INTAKE', 'SATISFIED', { windowDivision: '441803' }));
    expect(both.facets.rating).toEqual([
      {
        ...{ no: 'PJ-1', kind: 'RATING', side: 'DECISION', reporter: 'submitter' },
        ...{ satisfaction: 'VERY_DISSATISFIED', problems: [], at: 5, remedy: { state: 'OPEN', since: 5 } },
      },
      {
        ...{ no: 'PJ-2', kind: 'RATING', side: 'INTAKE', reporter: 'submitter' },
        ...{ satisfaction: 'SATISFIED', problems: [], windowDivision: '441803', at: 5 },
      },
    ]);
    expect(both.state).toBe('RESULT_DELIVERED');
    for (const side of ['INTAKE', 'DECISION'] as const)
      expect(applyAct(both, rate('PJ-3', side, 'SATISFIED'))).toMatchObject({ code: 'ALREADY_RATED' });
  });

  it.each([
    ['VERY_SATISFIED', undefined],
    ['SATISFIED', undefined],
    ['BASICALLY_SATISFIED', undefined],
    ['DISSATISFIED', 'OPEN'],
    ['VERY_DISSATISFIED', 'OPEN'],
  ])('takes %s for what GB/T 39046 A.8 has it to be', (satisfaction, state) => {
    expect(stateOf(played(delivered, rate('PJ-1', 'DECISION', satisfaction)))).toBe(state);
  });

  it('knows no rating that was not given', () => {
    expect(played(delivered, anAct('DispatchAcknowledgement', 'henan')).facets.rating).toBeUndefined();
  });

  it('goes from answer to follow-up, and back while the applicant is not content', () => {
    const answered = played(rated, answer(6));
    expect(remedyOf(answered)).toEqual({ state: 'ANSWERED', since: 6 });
    expect(remedyOf(played(answered, revisit('DISSATISFIED', 7)))).toEqual({ state: 'OPEN', since: 7 });
    expect(stateOf(played(answered, revisit('BASICALLY_SATISFIED', 7)))).toBe('CLOSED');
    expect(stateOf(played(answered, revisit(undefined, 7)))).toBe('CLOSED');
    expect(hasOpenRemedy(answered.facets.rating)).toBe(true);
    expect(hasOpenRemedy(played(answered, revisit(undefined, 7)).facets.rating)).toBe(false);
  });

  it('has whoever gave a name called back, and nobody else', () => {
    const silent = anAct('RatingRemedy', 'henan', { callBack: undefined });
    expect(applyAct(rated, silent)).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    const unnamed = played(delivered, rate('PJ-1', 'DECISION', 'DISSATISFIED', { anonymous: true }), silent);
    expect(stateOf(unnamed)).toBe('CLOSED');
  });

  it('lets the rated side appeal once; the other side rules, and the time begins anew', () => {
    const appealed = played(rated, appeal(6));
    expect(stateOf(appealed)).toBe('APPEALED');
    expect(applyAct(appealed, answer(7))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    expect(remedyOf(played(appealed, rule('UPHELD', 8)))).toEqual({
      ...{ state: 'SET_ASIDE', since: 8, appealed: true },
    });
    const dismissed = played(appealed, rule('DISMISSED', 8));
    expect(remedyOf(dismissed)).toEqual({ state: 'OPEN', since: 8, appealed: true });
    expect(applyAct(dismissed, appeal(9))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    const again = played(dismissed, answer(9), revisit('DISSATISFIED', 10));
    expect(applyAct(again, appeal(11))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  });

  it('is warned of anew when a calendar has moved its last day, which is told once', () => {
    const to = (dueDate: string, feedbackNo = 'PJ-1') =>
      anAct('ReplyDeadlineRecomputed', HUB, {
        ...{ feedbackNo, consultationNo: undefined, previousDueDate: '2026-12-01', dueDate },
      });
    const warned = anAct('RemedyWarned', HUB, { level: 'soon' });
    const moved = played(rated, warned, to('2026-12-02'));
    expect(remedyOf(moved)).toEqual({ state: 'OPEN', since: 5, recomputed: '2026-12-01 2026-12-02' });
    const again = played(moved, warned);
    expect(remedyOf(again)).toMatchObject({ warned: ['soon'], recomputed: '2026-12-01 2026-12-02' });
    expect(applyAct(again, to('2026-12-02'))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    expect(remedyOf(played(again, answer(8)))).toEqual({ state: 'ANSWERED', since: 8 });
    expect(applyAct(rated, to('2026-12-02', 'PJ-9'))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  });

  it('lets nobody rule in a matter of their own', () => {
    const alone = { ...delivered, competent: 'guangdong' };
    const ofOne = played(alone, bad);
    expect(applyAct(ofOne, anAct('RatingAppealed', 'guangdong'))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
    const intake = played(delivered, rate('PJ-1', 'INTAKE', 'DISSATISFIED'));
    expect(applyAct(intake, anAct('RatingAppealed', 'henan'))).toMatchObject({ code: 'WRONG_PLATFORM' });
    const appealed = played(intake, anAct('RatingAppealed', 'guangdong'));
    expect(applyAct(appealed, rule('UPHELD', 7))).toMatchObject({ code: 'WRONG_PLATFORM' });
    expect(stateOf(played(appealed, anAct('AppealDecided', 'henan', { ruling: 'UPHELD' })))).toBe(
      'SET_ASIDE',
    );
  });

  it('takes a complaint at any time, from whoever it came to, through the same loop', () => {
    const members = { feedbackNo: 'GD-12345-1', side: 'INTAKE' };
    const open: CaseFacts = { ...delivered, state: 'IN_REVIEW' };
    const complained = played(open, anAct('ComplaintReceived', 'henan', members));
    expect(complained.facets.rating).toMatchObject([{ kind: 'COMPLAINT', reporter: 'competent' }]);
    expect(complained.state).toBe('IN_REVIEW');
    const about = { feedbackNo: members.feedbackNo };
    const answered = played(complained, anAct('RatingRemedy', 'guangdong', about));
    expect(applyAct(answered, anAct('RatingFollowUp', 'guangdong', about))).toMatchObject({
      code: 'WRONG_PLATFORM',
    });
    const closed = played(
      answered,
      anAct('RatingFollowUp', 'henan', { ...about, satisfaction: 'SATISFIED' }),
    );
    expect(remedyOf(closed, members.feedbackNo)?.state).toBe('CLOSED');
    expect(applyAct(closed, anAct('ComplaintReceived', 'henan', members))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
  });

  it('has a number that no object would have of itself', () => {
    for (const no of ['__proto__', 'constructor', 'toString']) {
      expect(applyAct(delivered, anAct('RatingRemedy', 'henan', { feedbackNo: no }))).toMatchObject({
        code: 'ILLEGAL_TRANSITION',
      });
      expect(played(delivered, rate(no, 'DECISION', 'SATISFIED')).facets.rating).toMatchObject([{ no }]);
    }
  });

  it('rates no window where there was none, and no part of a joint case', () => {
    const online: CaseFacts = { ...delivered, mode: 'FULLY_ONLINE' };
    const intake = rate('PJ-1', 'INTAKE', 'SATISFIED');
    expect(applyAct(online, intake)).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    const part = { ...delivered, mode: 'JOINT' as const, facets: { part: { leadCaseNo: 'TB1' } } };
    expect(applyAct(part, intake)).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  });

  it('tells of each level once, and of all anew when something else is awaited', () => {
    const warn = (level: string, awaited: RemedyState = 'OPEN') =>
      anAct('RemedyWarned', '@hub', { level, awaited });
    const warned = played(rated, warn('tomorrow'), warn('overdue'));
    expect(remedyOf(warned)).toEqual({ state: 'OPEN', since: 5, warned: ['tomorrow', 'overdue'] });
    expect(applyAct(warned, warn('overdue'))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    expect(applyAct(warned, warn('overdue', 'ANSWERED'))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    const answered = played(warned, answer(6));
    expect(remedyOf(played(answered, warn('overdue', 'ANSWERED')))?.warned).toEqual(['overdue']);
    const closed = played(answered, revisit(undefined, 7));
    expect(applyAct(closed, warn('overdue'))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  });

  it('has room for more than anybody complains of, and no more', () => {
    const complaint = (i: number) => anAct('ComplaintReceived', 'henan', { feedbackNo: `TS-${i}` });
    const many = played(delivered, ...Array.from({ length: MOST_FEEDBACK }, (_, i) => complaint(i)));
    expect(applyAct(many, complaint(MOST_FEEDBACK))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  });
});
