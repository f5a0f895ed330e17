import { dayOf } from '../rules/day-of.js';

/** 收件、原件核验、结果转送: what a platform may be let do for an item that another one decides. */
export const INTAKE_POWERS = ['RECEIVE', 'CHECK_ORIGINALS', 'PASS_RESULT'] as const;
export type IntakePower = (typeof INTAKE_POWERS)[number];

/** Whether an item of which nothing was ever granted is open to everybody who may submit it, or to nobody. */
export const GRANT_POLICIES = ['WHERE_GIVEN', 'REQUIRED'] as const;
export type GrantPolicy = (typeof GRANT_POLICIES)[number];

/** 收件授权: what the platform that decides an item lets another one do for it. */
export interface IntakeGrant {
  /** The id of the message that granted it; unique among those of `grantedBy`. */
  readonly grantId: string;
  readonly grantedBy: string;
  readonly platform: string;
  /** The places of intake that it is for; null: all of the platform's. */
  readonly divisionCode: string | null;
  readonly basicCode: string;
  readonly powers: readonly IntakePower[];
  /** YYYY-MM-DD, China Standard Time, both included. */
  readonly validFrom: string;
  readonly validTo: string;
  /** Unix milliseconds: from when on it no longer holds; null while nothing was withdrawn. */
  readonly withdrawnFrom: number | null;
}

/** What somebody is about to do, and when. */
export interface IntakeAsked {
  readonly platform: string;
  /** Where the applicant applied; undefined when nobody knows. */
  readonly place: string | undefined;
  readonly power: IntakePower;
  /** Unix milliseconds. */
  readonly at: number;
}

/** What stands in the way, the nearest first. */
export type IntakeObstacle =
  | 'WITHDRAWN'
  | 'NOT_YET'
  | 'ENDED'
  | 'OTHER_POWER'
  | 'OTHER_PLACE'
  | 'NOT_GRANTED';

export type IntakeVerdict =
  | {
      readonly kind: 'ALLOWED';
      /** Undefined: nothing is granted of the item, and nothing need be. */
      readonly grant: IntakeGrant | undefined;
    }
  | { readonly kind: 'REFUSED'; readonly obstacle: IntakeObstacle };

/** Whether a place lies in another. */
type LiesIn = (place: string, divisionCode: string) => boolean;

/**
 * Whether a platform may do something for an item of another's. Of several grants one that allows it is enough. An item stays under
 * grants from the first day on that one has held: that the last has ended opens it to nobody.
 * @param grants all that the deciding platform ever gave for the item.
 */
export function judgeIntake(
  grants: readonly IntakeGrant[],
  asked: IntakeAsked,
  { policy, liesIn }: { readonly policy: GrantPolicy; readonly liesIn: LiesIn },
): IntakeVerdict {
  const { platform, place, power, at } = asked;
  if (policy === 'WHERE_GIVEN' && !grants.some((grant) => hasBegun(grant, at)))
    return { kind: 'ALLOWED', grant: undefined };
  const own = grants.filter((grant) => grant.platform === platform);
  const here = own.filter(({ divisionCode: within }) => isFor(within, place, liesIn));
  const able = here.filter(({ powers }) => powers.includes(power));
  const grant = able.find((each) => standsAt(each, at));
  if (grant !== undefined) return { kind: 'ALLOWED', grant };
  if (able.length > 0) return { kind: 'REFUSED', obstacle: timeObstacle(able, at) };
  if (here.length > 0) return { kind: 'REFUSED', obstacle: 'OTHER_POWER' };
  return { kind: 'REFUSED', obstacle: own.length > 0 ? 'OTHER_PLACE' : 'NOT_GRANTED' };
}

/** Whether a grant holds at a moment. @param at unix milliseconds. */
export function standsAt(grant: IntakeGrant, at: number): boolean {
  return hasBegun(grant, at) && !hasEnded(grant, at);
}

/** Whether a grant has ended by a moment: its last day is over, or it was withdrawn. @param at unix milliseconds. */
export function hasEnded({ validTo, withdrawnFrom }: IntakeGrant, at: number): boolean {
  return validTo < dayOf(at) || isWithdrawn(withdrawnFrom, at);
}

/** One that was withdrawn before its first day never held. */
function hasBegun({ validFrom, withdrawnFrom }: IntakeGrant, at: number): boolean {
  if (dayOf(at) < validFrom) return false;
  return withdrawnFrom === null || Date.parse(`${validFrom}T00:00:00+08:00`) < withdrawnFrom;
}

function isWithdrawn(withdrawnFrom: number | null, at: number): boolean {
  return withdrawnFrom !== null && withdrawnFrom <= at;
}

function isFor(within: string | null, place: string | undefined, liesIn: LiesIn): boolean {
  return within === null || (place !== undefined && liesIn(place, within));
}

function timeObstacle(grants: readonly IntakeGrant[], at: number): IntakeObstacle {
  const day = dayOf(at);
  if (grants.some(({ validTo, withdrawnFrom }) => day <= validTo && isWithdrawn(withdrawnFrom, at)))
    return 'WITHDRAWN';
  return grants.some(({ validFrom }) => day < validFrom) ? 'NOT_YET' : 'ENDED';
}

/** All grants as one immutable reading. */
export class IntakeGrants {
  readonly #byItem = new Map<string, IntakeGrant[]>();

  constructor(grants: readonly IntakeGrant[]) {
    for (const grant of grants) {
      const key = itemKey(grant.grantedBy, grant.basicCode);
      const known = this.#byItem.get(key);
      if (known === undefined) this.#byItem.set(key, [grant]);
      else known.push(grant);
    }
  }

  /** All that a platform ever gave for an item. */
  of(grantedBy: string, basicCode: string): readonly IntakeGrant[] {
    return this.#byItem.get(itemKey(grantedBy, basicCode)) ?? [];
  }
}

function itemKey(grantedBy: string, basicCode: string): string {
  return `${basicCode} ${grantedBy}`;
}
