import type { Facet } from './facet.js';

export type DecisionOutcome = 'GRANTED' | 'DENIED';

/** What was decided, where another case depends on it: in joint cases, and in members of life events. */
export const decision: Facet<DecisionOutcome> = {
  after(own, { act, before }) {
    const isTold = before.mode === 'JOINT' || before.facets.membership !== undefined;
    return act.type === 'DecisionIssued' && isTold ? act.outcome : own;
  },
};
