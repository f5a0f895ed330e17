import type { CaseAct } from '../acts.js';
import type { CaseFacts } from '../fold.js';
import type { CaseState } from '../lifecycle.js';

/** An act that the case has taken, or is about to. */
export interface Step {
  readonly act: CaseAct;
  /** The case before the act. */
  readonly before: CaseFacts;
  /** The state after it. */
  readonly state: CaseState;
}

/** What stands in the way of an act, where it is more than the state of the case. */
export interface Obstacle {
  readonly code:
    | 'POINT_ALREADY_NOTICED'
    | 'POINT_NOT_NOTICED_AT_ONCE'
    | 'ORIGINALS_UNACCOUNTED'
    | 'ALREADY_RATED';
  readonly detail: string;
  readonly violations: readonly { readonly pointer: string; readonly message: string }[];
}

/**
 * One side of a case with facts of its own, kept as JSON beside the row of the case. What it says follows from the acts alone,
 * so that an auditor can tell it again.
 */
export interface Facet<F> {
  /** Its facts when the case is opened; undefined, as when this is absent, while there is nothing to keep. */
  opening?(act: CaseAct<'SubmitCase'>): F | undefined;
  /** What stands in the way of an act that the lifecycle allows; undefined when nothing does. */
  obstacle?(own: F | undefined, step: Step): string | Obstacle | undefined;
  /** Its facts after the act, the very same value when the act does not concern it; undefined when there is nothing to keep. */
  after(own: F | undefined, step: Step): F | undefined;
}
