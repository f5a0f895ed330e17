/**
 * The life of a case: which act is possible in which state, and whose act it is. This table is the only place that knows;
 * the hub applies it at the door and the auditor's verifier replays it.
 */

export const CASE_STATES = [
  'SUBMITTED',
  'INTAKE_RECORDED',
  'CORRECTION_REQUESTED',
  'NOT_ACCEPTED',
  'ACCEPTED',
  'IN_REVIEW',
  'SUSPENDED',
  'DECIDED',
  'CONCLUDED',
  'RESULT_DELIVERED',
  'WITHDRAWN',
  'TERMINATED',
  'AWAITING_PREREQUISITES',
  'LIFE_EVENT_UNDER_WAY',
  'LIFE_EVENT_COMPLETED',
  'ITEM_CONSULTATION',
] as const;

export type CaseState = (typeof CASE_STATES)[number];

export type HandlingMode = 'FULLY_ONLINE' | 'REMOTE_INTAKE' | 'JOINT';

/**
 * A part in a case. `counter` faces the applicant: it takes the papers in and hands the result out. `hub` is what happens by
 * itself; `anyone` is any platform that takes part. Of a rating or a complaint, `rated` is the platform of the side that it is
 * about, `unrated` the other one, and `reporter` who brought it in. Of a consultation, `asker` is who asked, and `answerer` who did
 * not take the act that this one answers.
 */
export type CaseRole =
  | 'submitter'
  | 'competent'
  | 'counter'
  | 'anyone'
  | 'hub'
  | 'rated'
  | 'unrated'
  | 'reporter'
  | 'asker'
  | 'answerer';

/**
 * Which platform is the counter: the window elsewhere, or online the deciding place itself. Of a part of a joint case the lead is:
 * nobody else faces the applicant.
 */
export const COUNTER: Readonly<Record<HandlingMode, 'submitter' | 'competent'>> = {
  REMOTE_INTAKE: 'submitter',
  FULLY_ONLINE: 'competent',
  JOINT: 'submitter',
};

/** Where something may be owed that was deferred when the case was accepted. */
const ACCEPTED_AND_OPEN: readonly CaseState[] = ['ACCEPTED', 'IN_REVIEW', 'SUSPENDED', 'DECIDED'];

interface Rule {
  readonly by: CaseRole;
  readonly from: readonly CaseState[];
  /** Absent when the state stays as it is. */
  readonly to?: CaseState;
  /** Where it may come late, when time has run out and the hub has acted instead: then the state stays. */
  readonly late?: readonly CaseState[];
}

/** Everything before CONCLUDED that has not ended. */
const OPEN: readonly CaseState[] = [
  'SUBMITTED',
  'INTAKE_RECORDED',
  'CORRECTION_REQUESTED',
  'ACCEPTED',
  'IN_REVIEW',
  'SUSPENDED',
  'DECIDED',
];

/** Concluded, or ended otherwise, as a matter between an applicant and an authority. */
const ENDED: readonly CaseState[] = [
  'NOT_ACCEPTED',
  'CONCLUDED',
  'RESULT_DELIVERED',
  'WITHDRAWN',
  'TERMINATED',
];
/** Before anything was done in the case itself: it is the submitter's alone to go back on. */
const BEFORE_BEGIN: readonly CaseState[] = ['AWAITING_PREREQUISITES', 'LIFE_EVENT_UNDER_WAY'];
/** Where a clock may run: the authority, the applicant or the counter has to do something, if only to check afterwards. */
const CLOCKED: readonly CaseState[] = [
  'INTAKE_RECORDED',
  'CORRECTION_REQUESTED',
  'ACCEPTED',
  'IN_REVIEW',
  'SUSPENDED',
  'DECIDED',
  'CONCLUDED',
  'RESULT_DELIVERED',
];
/** Behind a decision. */
const DECIDED: readonly CaseState[] = ['DECIDED', 'CONCLUDED', 'RESULT_DELIVERED'];

export const LIFECYCLE = {
  SubmitCase: { by: 'submitter', from: [], to: 'SUBMITTED' },
  IntakeRecorded: { by: 'counter', from: ['SUBMITTED'], to: 'INTAKE_RECORDED' },
  CorrectionNotice: { by: 'competent', from: ['INTAKE_RECORDED'], to: 'CORRECTION_REQUESTED' },
  CorrectionSubmitted: { by: 'submitter', from: ['CORRECTION_REQUESTED'], to: 'INTAKE_RECORDED' },
  CaseAccepted: {
    by: 'competent',
    from: ['INTAKE_RECORDED'],
    to: 'ACCEPTED',
    late: ['ACCEPTED', 'IN_REVIEW', 'SUSPENDED'],
  },
  AcceptedByLapse: { by: 'hub', from: ['INTAKE_RECORDED'], to: 'ACCEPTED' },
  DeferredMaterialsAcceptance: { by: 'competent', from: ['INTAKE_RECORDED'], to: 'ACCEPTED' },
  DeferredMaterialsSupplied: { by: 'submitter', from: ACCEPTED_AND_OPEN },
  CaseNotAccepted: { by: 'competent', from: ['INTAKE_RECORDED', 'CORRECTION_REQUESTED'], to: 'NOT_ACCEPTED' },
  ReviewStarted: { by: 'competent', from: ['ACCEPTED'], to: 'IN_REVIEW' },
  CaseSuspended: { by: 'competent', from: ['IN_REVIEW', 'SUSPENDED'], to: 'SUSPENDED' },
  CaseResumed: { by: 'competent', from: ['SUSPENDED'], to: 'IN_REVIEW' },
  TimeLimitExtended: {
    by: 'competent',
    from: ['ACCEPTED', 'IN_REVIEW', 'SUSPENDED', 'DECIDED', 'CONCLUDED'],
  },
  ClockWarned: { by: 'hub', from: CLOCKED },
  DeadlineRecomputed: { by: 'hub', from: CLOCKED },
  ReplyDeadlineRecomputed: { by: 'hub', from: CASE_STATES },
  DecisionIssued: { by: 'competent', from: ['IN_REVIEW'], to: 'DECIDED' },
  CaseConcluded: { by: 'competent', from: ['DECIDED'], to: 'CONCLUDED' },
  ResultTransferred: { by: 'competent', from: ['DECIDED', 'CONCLUDED'] },
  ResultDelivered: { by: 'counter', from: ['CONCLUDED'], to: 'RESULT_DELIVERED' },
  DeliveryFailed: { by: 'counter', from: ['CONCLUDED'] },
  ResultReturned: { by: 'counter', from: ['CONCLUDED'] },
  CaseWithdrawn: { by: 'submitter', from: [...OPEN, ...BEFORE_BEGIN], to: 'WITHDRAWN' },
  CaseTerminated: { by: 'competent', from: OPEN, to: 'TERMINATED' },
  TerminatedByLapse: { by: 'hub', from: ACCEPTED_AND_OPEN, to: 'TERMINATED' },
  PartOpened: { by: 'hub', from: OPEN },
  PartOverdue: { by: 'hub', from: OPEN },
  PartEnded: { by: 'hub', from: OPEN },
  PartSettled: { by: 'competent', from: OPEN },
  LeadEnded: { by: 'hub', from: OPEN, to: 'TERMINATED' },
  CompensationRequested: { by: 'submitter', from: ['CONCLUDED'] },
  Compensated: { by: 'competent', from: ['CONCLUDED'] },
  CompensationRefused: { by: 'competent', from: ['CONCLUDED'] },
  CommitmentChecked: { by: 'competent', from: DECIDED },
  DecisionRevoked: { by: 'competent', from: DECIDED },
  CreditRestored: { by: 'competent', from: DECIDED },
  ServiceRating: { by: 'submitter', from: [...ENDED, 'LIFE_EVENT_COMPLETED'] },
  ComplaintReceived: { by: 'anyone', from: CASE_STATES },
  RatingRemedy: { by: 'rated', from: CASE_STATES },
  RatingAppealed: { by: 'rated', from: CASE_STATES },
  AppealDecided: { by: 'unrated', from: CASE_STATES },
  RatingFollowUp: { by: 'reporter', from: CASE_STATES },
  RemedyWarned: { by: 'hub', from: CASE_STATES },
  ConsultationOpened: { by: 'anyone', from: CASE_STATES },
  ItemConsultationOpened: { by: 'submitter', from: [], to: 'ITEM_CONSULTATION' },
  ConsultationAnswered: { by: 'answerer', from: CASE_STATES },
  ConsultationFurtherAsked: { by: 'asker', from: CASE_STATES },
  ConsultationClosed: { by: 'asker', from: CASE_STATES },
  ConsultationWarned: { by: 'hub', from: CASE_STATES },
  VideoConsultationProposed: { by: 'anyone', from: CASE_STATES },
  VideoConsultationConfirmed: { by: 'answerer', from: CASE_STATES },
  VideoConsultationDeclined: { by: 'anyone', from: CASE_STATES },
  VideoConsultationHeld: { by: 'anyone', from: CASE_STATES },
  VideoRecordAnswered: { by: 'answerer', from: CASE_STATES },
  MemberSubmitted: { by: 'hub', from: ['LIFE_EVENT_UNDER_WAY'] },
  MemberEnded: { by: 'hub', from: ['LIFE_EVENT_UNDER_WAY'] },
  LifeEventCompleted: { by: 'hub', from: ['LIFE_EVENT_UNDER_WAY'], to: 'LIFE_EVENT_COMPLETED' },
  PrerequisitesMet: { by: 'hub', from: ['AWAITING_PREREQUISITES'], to: 'SUBMITTED' },
  PrerequisiteFailed: { by: 'hub', from: ['AWAITING_PREREQUISITES'] },
  LifeEventEnded: { by: 'hub', from: ['AWAITING_PREREQUISITES'], to: 'TERMINATED' },
  LifeEventRated: { by: 'hub', from: CASE_STATES },
  OriginalsHandedOver: { by: 'anyone', from: CASE_STATES },
  OriginalsReceived: { by: 'anyone', from: CASE_STATES },
  OriginalsLost: { by: 'anyone', from: CASE_STATES },
  EarlyActHeld: { by: 'hub', from: CASE_STATES },
  EarlyActRefused: { by: 'hub', from: CASE_STATES },
  DispatchAcknowledgement: { by: 'anyone', from: CASE_STATES },
} as const satisfies Record<string, Rule>;

export type ActType = keyof typeof LIFECYCLE;

export const ACT_TYPES = Object.keys(LIFECYCLE) as readonly ActType[]; // the keys of a constant are what they are

/** Whether the case has neither been concluded nor ended otherwise. */
export function isOpen(state: CaseState): boolean {
  return OPEN.includes(state) || BEFORE_BEGIN.includes(state);
}

/** Whether somebody may have something to do by a day. */
export function isClocked(state: CaseState): boolean {
  return CLOCKED.includes(state);
}

/** Whether the case has ended: no act leads out of the state. What is said of it afterwards changes nothing in that. */
export function isFinal(state: CaseState): boolean {
  return ACT_TYPES.every((type) => ruleOf(type).to === undefined || !ruleOf(type).from.includes(state));
}

/** Whether the act may still come when the case has ended. */
export function outlivesCase(type: ActType): boolean {
  return ruleOf(type).from.some(isFinal);
}

/** The rule of an act, with its lists widened for searching. */
export function ruleOf(type: ActType): Rule {
  return LIFECYCLE[type];
}
