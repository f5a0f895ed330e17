import type { ActType } from './lifecycle.js';

/** What supervision counts (效能监督). An act counts once, in the month in which the hub received it. */
export const CASE_MEASURES = [
  'OPENED',
  'CORRECTION_REQUESTED',
  'ACCEPTED',
  'ACCEPTED_BY_LAPSE',
  'NOT_ACCEPTED',
  'SUSPENDED',
  'EXTENDED',
  'DECIDED_IN_TIME',
  'DECIDED_LATE',
  /** No rule sets a limit, or the year in which it would end is not published. */
  'DECIDED_UNTIMED',
  'CONCLUDED',
  'DELIVERED',
  'DELIVERY_FAILED',
  'RESULT_RETURNED',
  'WITHDRAWN',
  'TERMINATED',
] as const;

export type CaseMeasure = (typeof CASE_MEASURES)[number];

/** What an act counts as by itself; a decision counts by its clock. */
export const MEASURE_OF: Readonly<Partial<Record<ActType, CaseMeasure>>> = {
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
