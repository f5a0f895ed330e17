import type { CaseFacts } from '../fold.js';
import { type ActType, ruleOf } from '../lifecycle.js';
import type { Facet } from './facet.js';

/** 视为受理: the law has accepted the case for an authority that had said nothing, and may still say what it would have said. */
export interface LapseFacts {
  /** Unix milliseconds: when the hub said so. */
  readonly at: number;
}

export const lapse: Facet<LapseFacts> = {
  after(own, { act, before, state }) {
    if (act.type === 'AcceptedByLapse') return { at: act.at };
    if (own === undefined || isLate(before, act)) return undefined;
    return ruleOf('CaseAccepted').late?.includes(state) ? own : undefined;
  },
};

/** Whether an act comes after the hub has taken it by itself, and is still good for what it says besides: once. */
export function isLate({ state, facets }: CaseFacts, { type }: { readonly type: ActType }): boolean {
  return facets.lapse !== undefined && ruleOf(type).late?.includes(state) === true;
}
