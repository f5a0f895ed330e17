import type { Facet, Step } from './facet.js';

/**
 * Since when the competent authority has had the papers without saying whether it accepts the case. If it says nothing for as
 * long as the law allows, the case counts as accepted (视为受理, 行政许可法 art. 32).
 */
export interface AcceptanceFacts {
  /** The event by which the papers came to the authority. */
  readonly seq: number;
  /** Unix milliseconds: when the authority's platform had taken that over; undefined while it has not. */
  readonly heldSince?: number;
}

export const acceptance: Facet<AcceptanceFacts> = {
  after(own, { act, before, state }: Step) {
    if (state !== 'INTAKE_RECORDED') return undefined;
    switch (act.type) {
      case 'IntakeRecorded':
      case 'CorrectionSubmitted': {
        const seq = before.eventCount + 1;
        return act.actor === before.competent ? { seq, heldSince: act.at } : { seq };
      }
      case 'DispatchAcknowledgement':
        return own?.heldSince === undefined && act.actor === before.competent && act.eventSeq === own?.seq
          ? { seq: act.eventSeq, heldSince: act.at }
          : own;
      default:
        return own;
    }
  },
};
