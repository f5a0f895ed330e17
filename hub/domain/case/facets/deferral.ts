import { startOf } from '../../deadline/standing-time.js';
import { dayNumber } from '../../item/day.js';
import type { CaseState } from '../lifecycle.js';
import type { Facet } from './facet.js';

/**
 * 容缺受理: what is still owed of a case that was accepted without it. The review goes on meanwhile, but no result goes out; when
 * the day has passed, the case ends.
 */
export interface DeferralFacts {
  /** Codes of materials, in their order; never none. */
  readonly owed: readonly string[];
  /** The last day on which they may come, YYYY-MM-DD. */
  readonly dueBy: string;
}

/** When what is owed can come no more, unix milliseconds: 00:00 (+08:00) of the day after the last. */
export function deferralEnd({ dueBy }: DeferralFacts): number {
  return startOf(dayNumber(dueBy) + 1);
}

const ENDED: readonly CaseState[] = ['WITHDRAWN', 'TERMINATED'];

export const deferral: Facet<DeferralFacts> = {
  obstacle(own, { act }) {
    switch (act.type) {
      case 'DeferredMaterialsSupplied':
        return supplyObstacle(own, act.suppliedCodes, act.at);
      case 'TerminatedByLapse':
        if (own === undefined) return 'nothing is owed';
        return act.at < deferralEnd(own) ? `what is owed may come until ${own.dueBy}` : undefined;
      case 'CaseConcluded':
      case 'ResultTransferred':
        return own && `the result is held: ${own.owed.join(', ')} is owed until ${own.dueBy}`;
      default:
        return undefined;
    }
  },

  after(own, { act, state }) {
    if (ENDED.includes(state)) return undefined;
    if (act.type === 'DeferredMaterialsAcceptance') {
      return { owed: [...act.deferredCodes].sort(), dueBy: act.dueBy };
    }
    if (own === undefined || act.type !== 'DeferredMaterialsSupplied') return own;
    const owed = own.owed.filter((code) => !act.suppliedCodes.includes(code));
    return owed.length === 0 ? undefined : { ...own, owed };
  },
};

function supplyObstacle(
  own: DeferralFacts | undefined,
  codes: readonly string[],
  at: number,
): string | undefined {
  if (own === undefined) return 'nothing is owed';
  if (at >= deferralEnd(own)) return `what was owed could come until ${own.dueBy}`;
  const others = codes.filter((code) => !own.owed.includes(code));
  return others.length === 0 ? undefined : `${others.join(', ')} is not owed`;
}
