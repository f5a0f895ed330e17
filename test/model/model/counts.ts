import { dayAt, dayText } from './calendar.js';
import type { Case } from './case.js';
import type { ActType } from './words.js';

const MEASURES: Readonly<Partial<Record<ActType | 'SubmitCase', string>>> = {
  SubmitCase: 'OPENED',
  CorrectionNotice: 'CORRECTION_REQUESTED',
  CaseAccepted: 'ACCEPTED',
  DeferredMaterialsAcceptance: 'ACCEPTED',
  AcceptedByLapse: 'ACCEPTED_BY_LAPSE',
  CaseNotAccepted: 'NOT_ACCEPTED',
  CaseSuspended: 'SUSPENDED',
  TimeLimitExtended: 'EXTENDED',
  CaseConcluded: 'CONCLUDED',
  ResultDelivered: 'DELIVERED',
  DeliveryFailed: 'DELIVERY_FAILED',
  ResultReturned: 'RESULT_RETURNED',
  CaseWithdrawn: 'WITHDRAWN',
  CaseTerminated: 'TERMINATED',
  TerminatedByLapse: 'TERMINATED',
};

/** 效能监督: how often what has happened, by month, platforms, item, mode and measure. */
export class Counts {
  readonly #counts = new Map<string, number>();

  /** @param of the case that has just taken the act. The whole of a life event is not counted, its members are. */
  add(of: Case, type: ActType | 'SubmitCase', at: number): void {
    const measure = type === 'DecisionIssued' ? punctuality(of, at) : MEASURES[type];
    if (measure === undefined || of.members !== undefined) return;
    const { submitter, competent, item, mode } = of;
    const key = [dayText(dayAt(at)).slice(0, 7), submitter, competent, item, mode, measure].join(' ');
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  all(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }
}

function punctuality(of: Case, at: number): string {
  return of.clocks.isInTime(at) ? 'DECIDED_IN_TIME' : 'DECIDED_LATE';
}
