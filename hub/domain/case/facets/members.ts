import type { CaseAct } from '../acts.js';
import type { CaseFacts } from '../fold.js';
import type { Facet } from './facet.js';

/** How a member of a life event ended. */
export type MemberEnd = 'DONE' | 'REFUSED' | 'WITHDRAWN' | 'TERMINATED';

/** A member as the life event declares it. */
export interface DeclaredMember {
  /** Names it within the life event. */
  readonly member: string;
  readonly itemCode: string;
  readonly divisionCode?: string | undefined;
  readonly dependsOn: readonly string[];
}

/** And how far it is, as the life event's own acts tell of it. */
export interface MemberStanding extends DeclaredMember {
  /** The case that does it; of several, one after the other, the last. */
  readonly caseNo?: string;
  /** Of that case; undefined while it is open. */
  readonly end?: MemberEnd;
}

/** 一件事: the members of a life event, in the order in which it declares them. */
export type MembersFacts = readonly MemberStanding[];

export const members: Facet<MembersFacts> = {
  opening({ members: declared = [] }) {
    return declared.length === 0 ? undefined : declared.map(standingOf);
  },

  obstacle(own, { act }) {
    switch (act.type) {
      case 'MemberSubmitted':
        return submissionObstacle(own, act);
      case 'MemberEnded':
        return endObstacle(own, act);
      case 'LifeEventCompleted': {
        const left = own?.find(({ end }) => end !== 'DONE');
        return left && `${left.member} has not been done:`;
      }
      default:
        return undefined;
    }
  },

  after(own, { act }) {
    switch (act.type) {
      case 'MemberSubmitted':
        return own?.map((each) => (each.member === act.member ? taken(each, act.memberCaseNo) : each));
      case 'MemberEnded':
        return own?.map((each) => (each.member === act.member ? { ...each, end: act.end } : each));
      default:
        return own;
    }
  },
};

/** How a member's case ended; undefined while it has not. */
export function memberEndOf({ state, facets }: Pick<CaseFacts, 'state' | 'facets'>): MemberEnd | undefined {
  switch (state) {
    case 'CONCLUDED':
    case 'RESULT_DELIVERED':
      return facets.decision === 'GRANTED' ? 'DONE' : 'REFUSED';
    case 'NOT_ACCEPTED':
      return 'REFUSED';
    case 'WITHDRAWN':
    case 'TERMINATED':
      return state;
    default:
      return undefined;
  }
}

/** Those that a member still waits for. */
export function unmet(own: MembersFacts, { dependsOn }: DeclaredMember): MembersFacts {
  return own.filter(({ member, end }) => dependsOn.includes(member) && end !== 'DONE');
}

/** What may begin: submitted, open, and everything that it waited for is done. */
export function ready(own: MembersFacts): MembersFacts {
  return waiting(own).filter((each) => unmet(own, each).length === 0);
}

/** What waits for something that has come to nothing. */
export function blocked(own: MembersFacts): MembersFacts {
  return waiting(own).filter((each) => unmet(own, each).some(({ end }) => end !== undefined));
}

/** Every open case that had to wait; some of them wait no longer. */
export function waiting(own: MembersFacts): MembersFacts {
  return own.filter(
    ({ dependsOn, caseNo, end }) => dependsOn.length > 0 && caseNo !== undefined && end === undefined,
  );
}

/** Without what is absent: rows of the case table know no undefined. */
function standingOf({ member, itemCode, divisionCode, dependsOn }: DeclaredMember): MemberStanding {
  const declared = { member, itemCode, dependsOn };
  return divisionCode === undefined ? declared : { ...declared, divisionCode };
}

function taken(declared: MemberStanding, caseNo: string): MemberStanding {
  return { ...standingOf(declared), caseNo };
}

function submissionObstacle(
  own: MembersFacts | undefined,
  { member, memberCaseNo }: CaseAct<'MemberSubmitted'>,
): string | undefined {
  const standing = own?.find((each) => each.member === member);
  if (standing === undefined) return `${member} is no member of it:`;
  const { caseNo, end } = standing;
  const isFree = caseNo === undefined || (end !== undefined && end !== 'DONE' && caseNo !== memberCaseNo);
  return isFree ? undefined : `${member} is case ${caseNo} already:`;
}

function endObstacle(
  own: MembersFacts | undefined,
  { member, memberCaseNo }: CaseAct<'MemberEnded'>,
): string | undefined {
  const standing = own?.find((each) => each.member === member);
  if (standing?.caseNo !== memberCaseNo) return `${memberCaseNo} is no member of it:`;
  return standing.end === undefined ? undefined : `${member} has ended already:`;
}
