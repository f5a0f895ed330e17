import { describe, expect, it } from 'vitest';
import {
  type CaseAct,
  type CaseFacts,
  type DeclaredMember,
  foldCase,
  HUB,
  isOpen,
  isRefusal,
  memberEndOf,
  memberFaults,
} from '#domain/case';
import { anAct } from '../../../kit/case-acts.js';

const WHOLE = 'TB20261122100000000ABCDEFGHJKMN3';
const BIRTH = 'TB20261122100000000ABCDEFGHJKMN4';
const AGAIN = 'TB20261122100000000ABCDEFGHJKMN5';

const ITEM = { itemCode: '002090012000' };
const DECLARED: readonly DeclaredMember[] = [
  { member: 'birth', ...ITEM, dependsOn: [] },
  { member: 'household', ...ITEM, dependsOn: ['birth'] },
];

const whole: CaseAct = {
  ...{ type: 'SubmitCase', actor: 'guangdong', mode: 'FULLY_ONLINE', competent: 'guangdong', at: 0 },
  members: DECLARED,
};
const household: CaseAct = {
  ...{ type: 'SubmitCase', actor: 'guangdong', mode: 'FULLY_ONLINE', competent: 'henan', at: 0 },
  lifeEvent: { lifeEventNo: WHOLE, member: 'household', dependsOn: ['birth'] },
};

const submitted = (member = 'birth', memberCaseNo = BIRTH) =>
  anAct('MemberSubmitted', HUB, { member, memberCaseNo });
const ended = (end: string, member = 'birth', memberCaseNo = BIRTH) =>
  anAct('MemberEnded', HUB, { member, memberCaseNo, end });
const completed = anAct('LifeEventCompleted', HUB);
const met = anAct('PrerequisitesMet', HUB);

function factsAfter(...acts: readonly CaseAct[]): CaseFacts {
  const facts = foldCase(acts);
  return isRefusal(facts) ? expect.fail(facts.detail) : facts;
}

/** Why the last of these acts cannot be; all before it can. */
function refused(...acts: readonly CaseAct[]): string {
  const facts = foldCase(acts);
  if (!isRefusal(facts)) return expect.fail('it was not refused');
  expect(facts).toMatchObject({ code: 'ILLEGAL_TRANSITION', position: acts.length - 1 });
  return facts.detail;
}

describe('a life event', () => {
  it('is under way from the first, and knows its members in their order', () => {
    const facts = factsAfter(whole);
    expect(facts.state).toBe('LIFE_EVENT_UNDER_WAY');
    expect(facts.facets.members).toEqual(DECLARED);
    expect(isOpen(facts.state)).toBe(true);
  });

  it('is nobody’s to decide: what is done in cases cannot be done in it', () => {
    expect(refused(whole, anAct('IntakeRecorded', 'guangdong'))).toMatch(/LIFE_EVENT_UNDER_WAY/);
    expect(refused(whole, anAct('CaseTerminated', 'guangdong'))).toMatch(/LIFE_EVENT_UNDER_WAY/);
  });

  it('is completed when all members are done, and not before', () => {
    const one = [whole, submitted(), ended('DONE')];
    expect(refused(...one, completed)).toMatch(/household has not been done/);
    const both = [...one, submitted('household', AGAIN), ended('DONE', 'household', AGAIN)];
    expect(factsAfter(...both, completed).state).toBe('LIFE_EVENT_COMPLETED');
  });

  it('has a member submitted anew only when it has come to nothing', () => {
    expect(refused(whole, submitted(), submitted('birth', AGAIN))).toMatch(`birth is case ${BIRTH} already`);
    expect(refused(whole, submitted(), ended('DONE'), submitted('birth', AGAIN))).toMatch(/already/);
    const again = factsAfter(whole, submitted(), ended('REFUSED'), submitted('birth', AGAIN));
    expect(again.facets.members?.[0]).toEqual({ ...DECLARED[0], caseNo: AGAIN });
    expect(refused(whole, submitted(), ended('REFUSED'), submitted())).toMatch(/already/);
  });

  it('hears of its own members alone, and of each end once', () => {
    expect(refused(whole, submitted('dowry'))).toMatch(/dowry is no member/);
    expect(refused(whole, ended('DONE'))).toMatch(`${BIRTH} is no member`);
    expect(refused(whole, submitted(), ended('DONE'), ended('REFUSED'))).toMatch(/has ended already/);
    const plain = { ...whole, members: [] };
    expect(factsAfter(plain).state).toBe('SUBMITTED');
  });
});

describe('a member of a life event', () => {
  it('waits where it depends on others, and begins when they are done', () => {
    const waiting = factsAfter(household);
    expect(waiting.state).toBe('AWAITING_PREREQUISITES');
    expect(refused(household, anAct('IntakeRecorded', 'henan'))).toMatch(/AWAITING_PREREQUISITES/);
    const begun = factsAfter(household, met);
    expect(begun.state).toBe('SUBMITTED');
    expect(begun.facets.membership?.met).toEqual([{ member: 'birth', caseNo: BIRTH }]);
  });

  it('does not wait where it depends on nothing', () => {
    const free = { ...household, lifeEvent: { lifeEventNo: WHOLE, member: 'birth', dependsOn: [] } };
    expect(factsAfter(free).state).toBe('SUBMITTED');
  });

  it('begins behind exactly what it waits for', () => {
    const some = anAct('PrerequisitesMet', HUB, { prerequisites: [] });
    expect(refused(household, some)).toMatch(/waits for birth/);
    const prerequisites = [
      { member: 'birth', caseNo: BIRTH },
      { member: 'card', caseNo: AGAIN },
    ];
    expect(refused(household, anAct('PrerequisitesMet', HUB, { prerequisites }))).toMatch(
      /not wait for card/,
    );
    expect(refused(household, anAct('PrerequisitesMet', HUB, { lifeEventNo: AGAIN }))).toMatch(/no member/);
  });

  it('knows what has come to nothing, waits on, and forgets it when it begins', () => {
    const failed = anAct('PrerequisiteFailed', HUB, { end: 'REFUSED' });
    const blocked = factsAfter(household, failed);
    expect(blocked.state).toBe('AWAITING_PREREQUISITES');
    expect(blocked.facets.membership?.failed).toEqual({ member: 'birth', end: 'REFUSED' });
    expect(factsAfter(household, failed, met).facets.membership).not.toHaveProperty('failed');
    expect(refused(household, anAct('PrerequisiteFailed', HUB, { member: 'card', end: 'REFUSED' }))).toMatch(
      /not wait for card/,
    );
  });

  it('ends with the whole while it waits, and not once it has begun', () => {
    const over = anAct('LifeEventEnded', HUB);
    expect(factsAfter(household, over).state).toBe('TERMINATED');
    expect(refused(household, met, over)).toMatch(/SUBMITTED/);
  });

  it('ends in one of four ways', () => {
    const taken = [
      household,
      met,
      anAct('IntakeRecorded', 'henan'),
      anAct('CaseAccepted', 'henan'),
      anAct('ReviewStarted', 'henan'),
    ];
    const concluded = (outcome: string) =>
      factsAfter(...taken, anAct('DecisionIssued', 'henan', { outcome }), anAct('CaseConcluded', 'henan'));
    expect(memberEndOf(factsAfter(...taken))).toBeUndefined();
    expect(memberEndOf(concluded('GRANTED'))).toBe('DONE');
    expect(memberEndOf(concluded('DENIED'))).toBe('REFUSED');
    expect(memberEndOf(factsAfter(household, anAct('CaseWithdrawn', 'guangdong')))).toBe('WITHDRAWN');
    expect(memberEndOf(factsAfter(...taken, anAct('CaseTerminated', 'henan')))).toBe('TERMINATED');
  });
});

describe('what is declared of members', () => {
  const faults = (...graph: readonly (readonly [member: string, ...dependsOn: string[]])[]) =>
    memberFaults(graph.map(([member, ...dependsOn]) => ({ member, ...ITEM, dependsOn }))).map(
      ({ pointer, message }) => `${pointer} ${message}`,
    );

  it('is sound when everything can begin some time', () => {
    expect(faults(['a'], ['b', 'a'], ['c', 'a', 'b'])).toEqual([]);
    expect(faults(['c', 'b'], ['b', 'a'], ['a'])).toEqual([]);
  });

  it('names what waits in a circle, and the circle; not what waits behind it only by chance of order', () => {
    expect(faults(['a', 'b'], ['b', 'a'], ['c'])).toEqual([
      '/0/dependsOn a waits in a circle: a → b → a',
      '/1/dependsOn b waits in a circle: b → a → b',
    ]);
    expect(faults(['a', 'a'])).toEqual(['/0/dependsOn a waits in a circle: a → a']);
  });

  it('names what is doubled, and what nobody declared', () => {
    expect(faults(['a'], ['a'])).toEqual(['/1/member a is declared twice']);
    expect(faults(['a', 'x'])).toEqual(['/0/dependsOn/0 x is no member']);
    expect(faults(['a'], ['b', 'a', 'a'])).toEqual(['/1/dependsOn/1 a is named twice']);
  });
});
