import {
  blocked,
  type Feedback,
  isOpen,
  type MemberStanding,
  type MembersFacts,
  memberEndOf,
  ready,
  unmet,
  waiting,
} from '#domain/case';
import type { cases, dueActs } from '#hub/store';
import type { CaseMessage, Draft } from '#proto/schema';
import type { Awaited } from './awaited.js';
import { type Consequence, type Consequences, planned } from './consequence.js';

/** 一件事: what a life event and its members must hear of each other, in the order in which it is told. */
export const LIFE_EVENT_CONSEQUENCES: Consequences = {
  MEMBER_SUBMITTED: {
    targets: wholeOf(() => true),
    act(whole, { caseNo: memberCaseNo, state, facets }) {
      const { caseNo } = whole;
      if (!isOpen(whole.state)) return ended(memberCaseNo, state, caseNo); // before it had heard of the member
      const { member = '' } = facets.membership ?? {};
      const isKnown = standingIn(whole, member)?.caseNo === memberCaseNo;
      return isKnown ? undefined : { type: 'MemberSubmitted', body: { caseNo, member, memberCaseNo } };
    },
  },
  MEMBER_ENDED: {
    targets: wholeOf((row) => memberEndOf(row) !== undefined),
    act(whole, row) {
      const { caseNo } = whole;
      const { member = '' } = row.facets.membership ?? {};
      const [end, standing] = [memberEndOf(row), standingIn(whole, member)];
      const isKnown = standing?.caseNo === row.caseNo && standing.end !== undefined;
      if (end === undefined || isKnown || !isOpen(whole.state)) return undefined;
      return { type: 'MemberEnded', body: { caseNo, member, memberCaseNo: row.caseNo, end } };
    },
  },
  PREREQUISITE_FAILED: telling(blocked, (to, each, own) => {
    const failed = unmet(own, each).find(({ end }) => end !== undefined);
    if (failed?.end === undefined || failed.end === 'DONE') return undefined;
    const { member, end } = failed;
    return { type: 'PrerequisiteFailed', body: { ...to, member, end } };
  }),
  PREREQUISITES_MET: telling(ready, (to, { dependsOn }, own) => {
    const done = own.filter(({ member }) => dependsOn.includes(member));
    const prerequisites = done.map(({ member, caseNo = '' }) => ({ member, caseNo }));
    return { type: 'PrerequisitesMet', body: { ...to, prerequisites } };
  }),
  LIFE_EVENT_ENDED: {
    targets: (whole) => (whole.state === 'WITHDRAWN' ? numbers(waiting(membersOf(whole))) : []),
    act: ({ caseNo, state }, whole) => ended(caseNo, state, whole.caseNo),
  },
  LIFE_EVENT_RATED: {
    targets: (whole) => numbers(membersOf(whole).filter(({ member }) => member === forwarded(whole)?.member)),
    act({ caseNo, facets }, whole) {
      const { caseNo: lifeEventNo } = whole;
      const said = forwarded(whole);
      const isKnown = facets.rating?.some(({ isOfWhole }) => isOfWhole);
      if (said?.satisfaction === undefined || isKnown) return undefined;
      const { satisfaction, problems, isAnonymous: anonymous = false } = said;
      return {
        type: 'LifeEventRated',
        body: { caseNo, lifeEventNo, satisfaction, problems: [...problems], anonymous },
      };
    },
  },
};

/** All members of a life event are done: so is the whole. */
export const completion: Awaited = {
  due(row) {
    const members = membersOf(row);
    const isDone = members.length > 0 && members.every(({ end }) => end === 'DONE');
    return isDone && isOpen(row.state) ? [{ ref: '', dueAt: row.updatedAt }] : [];
  },
  act(row, _due, rules) {
    const isDue = completion.due(row, rules).length > 0;
    return isDue ? { type: 'LifeEventCompleted', body: { caseNo: row.caseNo } } : undefined;
  },
};

/** What an act of the hub has told, so that it need not be told again. */
export function toldOfLifeEvent({ type, body }: CaseMessage): dueActs.DueActKey[] {
  switch (type) {
    case 'MemberSubmitted':
      return [planned('MEMBER_SUBMITTED', body.caseNo, body.memberCaseNo)];
    case 'MemberEnded':
      return [planned('MEMBER_ENDED', body.caseNo, body.memberCaseNo)];
    case 'PrerequisiteFailed':
      return [planned('PREREQUISITE_FAILED', body.caseNo, body.lifeEventNo)];
    case 'PrerequisitesMet':
      return [planned('PREREQUISITES_MET', body.caseNo, body.lifeEventNo)];
    case 'LifeEventEnded':
      return [
        planned('LIFE_EVENT_ENDED', body.caseNo, body.lifeEventNo),
        planned('MEMBER_SUBMITTED', body.lifeEventNo, body.caseNo),
      ];
    case 'LifeEventRated':
      return [planned('LIFE_EVENT_RATED', body.caseNo, body.lifeEventNo)];
    default:
      return [];
  }
}

/** News of a member for the whole. */
function wholeOf(isNews: (row: cases.CaseRow) => boolean): Consequence['targets'] {
  return (row) => {
    const { lifeEventNo } = row.facets.membership ?? {};
    return lifeEventNo !== undefined && isNews(row) ? [lifeEventNo] : [];
  };
}

/** News of the whole for members that wait. @param concerned those that it is for, as the whole stands. */
function telling(
  concerned: (own: MembersFacts) => MembersFacts,
  news: (to: Named, member: MemberStanding, own: MembersFacts) => Draft | undefined,
): Consequence {
  return {
    targets: (whole) => (isOpen(whole.state) ? numbers(concerned(membersOf(whole))) : []),
    act({ caseNo, state }, whole) {
      if (state !== 'AWAITING_PREREQUISITES') return undefined;
      const own = membersOf(whole);
      const member = concerned(own).find((each) => each.caseNo === caseNo);
      return member && news({ caseNo, lifeEventNo: whole.caseNo }, member, own);
    },
  };
}

interface Named {
  readonly caseNo: string;
  readonly lifeEventNo: string;
}

function ended(caseNo: string, state: cases.CaseRow['state'], lifeEventNo: string): Draft | undefined {
  return state === 'AWAITING_PREREQUISITES'
    ? { type: 'LifeEventEnded', body: { caseNo, lifeEventNo } }
    : undefined;
}

/** A bad rating of the whole that one of its members is to remedy. */
function forwarded({ facets }: cases.CaseRow): Feedback | undefined {
  return facets.rating?.find(({ member }) => member !== undefined);
}

function membersOf({ facets: { members = [] } }: cases.CaseRow): MembersFacts {
  return members;
}

function standingIn(whole: cases.CaseRow, member: string): MemberStanding | undefined {
  return membersOf(whole).find((each) => each.member === member);
}

function numbers(own: MembersFacts): string[] {
  return own.flatMap(({ caseNo = [] }) => caseNo);
}
