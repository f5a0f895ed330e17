import type { Facet } from './facet.js';

export type DecisionOutcome = 'GRANTED' | 'DENIED';

/** What was decided, where another case depends on it: in joint cases. */
export const decision: Facet<DecisionOutcome> = {
  after(own, { act, before }) {
    return act.type === 'DecisionIssued' && before.mode === 'JOINT' ? act.outcome : own;
  },
};
