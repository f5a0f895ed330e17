import type { ActType, Mode, State } from './words.js';

/**
 * Which act is possible in which state, and whose it is: the table of hub/LIFECYCLE.md, typed from its text. Nothing of the
 * product is read here; where the two differ, one of them is wrong.
 */

export type Role =
  | 'submitter'
  | 'competent'
  | 'counter'
  | 'participant'
  | 'hub'
  | 'rated'
  | 'unrated'
  | 'reporter'
  | 'asker'
  | 'answerer';

/** Who faces the applicant. */
export const COUNTER: Readonly<Record<Mode, 'submitter' | 'competent'>> = {
  REMOTE_INTAKE: 'submitter',
  FULLY_ONLINE: 'competent',
  JOINT: 'submitter',
};

const OPEN: readonly State[] = [
  'SUBMITTED',
  'INTAKE_RECORDED',
  'CORRECTION_REQUESTED',
  'ACCEPTED',
  'IN_REVIEW',
  'SUSPENDED',
  'DECIDED',
];
const OWING: readonly State[] = ['ACCEPTED', 'IN_REVIEW', 'SUSPENDED', 'DECIDED'];
const GRANTED: readonly State[] = ['DECIDED', 'CONCLUDED', 'RESULT_DELIVERED'];
const ENDED: readonly State[] = ['NOT_ACCEPTED', 'CONCLUDED', 'RESULT_DELIVERED', 'WITHDRAWN', 'TERMINATED'];
const CLOCKED: readonly State[] = [
  'INTAKE_RECORDED',
  'CORRECTION_REQUESTED',
  'ACCEPTED',
  'IN_REVIEW',
  'SUSPENDED',
  'DECIDED',
  'CONCLUDED',
  'RESULT_DELIVERED',
];

export interface Law {
  readonly by: Role;
  readonly from: readonly State[] | 'any';
  /** Absent: the state stays. */
  readonly to?: State;
  /** Where it may come late, once, when the hub has acted for it: then the state stays. */
  readonly late?: readonly State[];
}

export const LAW: Readonly<Record<ActType, Law>> = {
  IntakeRecorded: { by: 'counter', from: ['SUBMITTED'], to: 'INTAKE_RECORDED' },
  CorrectionNotice: { by: 'competent', from: ['INTAKE_RECORDED'], to: 'CORRECTION_REQUESTED' },
  CorrectionSubmitted: { by: 'submitter', from: ['CORRECTION_REQUESTED'], to: 'INTAKE_RECORDED' },
  CaseAccepted: {
    ...{ by: 'competent', from: ['INTAKE_RECORDED'], to: 'ACCEPTED' },
    late: ['ACCEPTED', 'IN_REVIEW', 'SUSPENDED'],
  },
  AcceptedByLapse: { by: 'hub', from: ['INTAKE_RECORDED'], to: 'ACCEPTED' },
  DeferredMaterialsAcceptance: { by: 'competent', from: ['INTAKE_RECORDED'], to: 'ACCEPTED' },
  DeferredMaterialsSupplied: { by: 'submitter', from: OWING },
  CaseNotAccepted: { by: 'competent', from: ['INTAKE_RECORDED', 'CORRECTION_REQUESTED'], to: 'NOT_ACCEPTED' },
  ReviewStarted: { by: 'competent', from: ['ACCEPTED'], to: 'IN_REVIEW' },
  CaseSuspended: { by: 'competent', from: ['IN_REVIEW', 'SUSPENDED'], to: 'SUSPENDED' },
  CaseResumed: { by: 'competent', from: ['SUSPENDED'], to: 'IN_REVIEW' },
  TimeLimitExtended: {
    by: 'competent',
    from: ['ACCEPTED', 'IN_REVIEW', 'SUSPENDED', 'DECIDED', 'CONCLUDED'],
  },
  ClockWarned: { by: 'hub', from: CLOCKED },
  DecisionIssued: { by: 'competent', from: ['IN_REVIEW'], to: 'DECIDED' },
  CaseConcluded: { by: 'competent', from: ['DECIDED'], to: 'CONCLUDED' },
  ResultTransferred: { by: 'competent', from: ['DECIDED', 'CONCLUDED'] },
  ResultDelivered: { by: 'counter', from: ['CONCLUDED'], to: 'RESULT_DELIVERED' },
  DeliveryFailed: { by: 'counter', from: ['CONCLUDED'] },
  ResultReturned: { by: 'counter', from: ['CONCLUDED'] },
  CaseWithdrawn: {
    by: 'submitter',
    from: [...OPEN, 'AWAITING_PREREQUISITES', 'LIFE_EVENT_UNDER_WAY'],
    to: 'WITHDRAWN',
  },
  CaseTerminated: { by: 'competent', from: OPEN, to: 'TERMINATED' },
  TerminatedByLapse: { by: 'hub', from: OWING, to: 'TERMINATED' },
  PartOpened: { by: 'hub', from: OPEN },
  PartOverdue: { by: 'hub', from: OPEN },
  PartEnded: { by: 'hub', from: OPEN },
  PartSettled: { by: 'competent', from: OPEN },
  LeadEnded: { by: 'hub', from: OPEN, to: 'TERMINATED' },
  CompensationRequested: { by: 'submitter', from: ['CONCLUDED'] },
  Compensated: { by: 'competent', from: ['CONCLUDED'] },
  CompensationRefused: { by: 'competent', from: ['CONCLUDED'] },
  CommitmentChecked: { by: 'competent', from: GRANTED },
  DecisionRevoked: { by: 'competent', from: GRANTED },
  ServiceRating: { by: 'submitter', from: [...ENDED, 'LIFE_EVENT_COMPLETED'] },
  ComplaintReceived: { by: 'participant', from: 'any' },
  RatingRemedy: { by: 'rated', from: 'any' },
  RatingAppealed: { by: 'rated', from: 'any' },
  AppealDecided: { by: 'unrated', from: 'any' },
  RatingFollowUp: { by: 'reporter', from: 'any' },
  RemedyWarned: { by: 'hub', from: 'any' },
  ConsultationOpened: { by: 'participant', from: 'any' },
  ConsultationAnswered: { by: 'answerer', from: 'any' },
  ConsultationFurtherAsked: { by: 'asker', from: 'any' },
  ConsultationClosed: { by: 'asker', from: 'any' },
  ConsultationWarned: { by: 'hub', from: 'any' },
  VideoConsultationProposed: { by: 'participant', from: 'any' },
  VideoConsultationConfirmed: { by: 'answerer', from: 'any' },
  VideoConsultationDeclined: { by: 'participant', from: 'any' },
  VideoConsultationHeld: { by: 'participant', from: 'any' },
  VideoRecordAnswered: { by: 'answerer', from: 'any' },
  MemberSubmitted: { by: 'hub', from: ['LIFE_EVENT_UNDER_WAY'] },
  MemberEnded: { by: 'hub', from: ['LIFE_EVENT_UNDER_WAY'] },
  LifeEventCompleted: { by: 'hub', from: ['LIFE_EVENT_UNDER_WAY'], to: 'LIFE_EVENT_COMPLETED' },
  PrerequisitesMet: { by: 'hub', from: ['AWAITING_PREREQUISITES'], to: 'SUBMITTED' },
  PrerequisiteFailed: { by: 'hub', from: ['AWAITING_PREREQUISITES'] },
  LifeEventEnded: { by: 'hub', from: ['AWAITING_PREREQUISITES'], to: 'TERMINATED' },
  OriginalsHandedOver: { by: 'participant', from: 'any' },
  OriginalsReceived: { by: 'participant', from: 'any' },
  OriginalsLost: { by: 'participant', from: 'any' },
  DispatchAcknowledgement: { by: 'participant', from: 'any' },
};

/** Neither concluded nor ended otherwise. */
export function isOpen(state: State): boolean {
  return OPEN.includes(state) || state === 'AWAITING_PREREQUISITES' || state === 'LIFE_EVENT_UNDER_WAY';
}

/** Whether a clock may run in it. */
export function isClocked(state: State): boolean {
  return CLOCKED.includes(state);
}
