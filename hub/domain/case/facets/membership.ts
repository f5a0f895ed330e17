import type { CaseAct } from '../acts.js';
import type { Facet } from './facet.js';
import type { MemberEnd } from './members.js';

/** As the submission of a member says it. */
export interface Membership {
  /** The number of the whole. */
  readonly lifeEventNo: string;
  readonly member: string;
  readonly dependsOn: readonly string[];
}

/** What a member of a life event knows of the whole. */
export interface MembershipFacts extends Membership {
  /** By which cases what it waited for was done: their results may be read where they are. */
  readonly met?: readonly { readonly member: string; readonly caseNo: string }[];
  /** What it waits for, and has come to nothing. */
  readonly failed?: { readonly member: string; readonly end: MemberEnd };
}

export const membership: Facet<MembershipFacts> = {
  opening({ lifeEvent }) {
    return lifeEvent && { ...lifeEvent };
  },

  obstacle(own, { act }) {
    switch (act.type) {
      case 'PrerequisitesMet':
        return ofAnother(own, act) ?? unmetObstacle(own?.dependsOn ?? [], act);
      case 'PrerequisiteFailed':
        return ofAnother(own, act) ?? failureObstacle(own?.dependsOn ?? [], act);
      case 'LifeEventEnded':
      case 'LifeEventRated':
        return ofAnother(own, act);
      default:
        return undefined;
    }
  },

  after(own, { act }) {
    if (own === undefined) return undefined;
    switch (act.type) {
      case 'PrerequisitesMet': {
        const { failed: _, ...others } = own;
        return { ...others, met: act.prerequisites };
      }
      case 'PrerequisiteFailed':
        return { ...own, failed: { member: act.member, end: act.end } };
      default:
        return own;
    }
  },
};

function ofAnother(
  own: MembershipFacts | undefined,
  { lifeEventNo }: { readonly lifeEventNo: string },
): string | undefined {
  return own?.lifeEventNo === lifeEventNo ? undefined : `the case is no member of ${lifeEventNo}:`;
}

function unmetObstacle(
  dependsOn: readonly string[],
  { prerequisites }: CaseAct<'PrerequisitesMet'>,
): string | undefined {
  const met = prerequisites.map(({ member }) => member);
  const left = dependsOn.find((member) => !met.includes(member));
  if (left !== undefined) return `the case waits for ${left}:`;
  const other = met.find((member) => !dependsOn.includes(member));
  return other && `the case does not wait for ${other}:`;
}

function failureObstacle(
  dependsOn: readonly string[],
  { member }: CaseAct<'PrerequisiteFailed'>,
): string | undefined {
  return dependsOn.includes(member) ? undefined : `the case does not wait for ${member}:`;
}
