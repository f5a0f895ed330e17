/** The words of the model: who takes part, what may be said, and what is answered. From hub/LIFECYCLE.md and proto/WIRE.md. */

export const PEERS = ['guangdong', 'henan', 'hunan', 'shanxi'] as const;
export type Peer = (typeof PEERS)[number];
export type Actor = Peer | 'hub';

export type Mode = 'FULLY_ONLINE' | 'REMOTE_INTAKE' | 'JOINT';
export type Outcome = 'GRANTED' | 'DENIED';

export type State =
  | 'SUBMITTED'
  | 'INTAKE_RECORDED'
  | 'CORRECTION_REQUESTED'
  | 'NOT_ACCEPTED'
  | 'ACCEPTED'
  | 'IN_REVIEW'
  | 'SUSPENDED'
  | 'DECIDED'
  | 'CONCLUDED'
  | 'RESULT_DELIVERED'
  | 'WITHDRAWN'
  | 'TERMINATED'
  | 'AWAITING_PREREQUISITES'
  | 'LIFE_EVENT_UNDER_WAY'
  | 'LIFE_EVENT_COMPLETED';

/** Why something is refused. */
export type Code =
  | 'ALREADY_RATED'
  | 'APPLICANT_BARRED'
  | 'CLOCK_SKEW'
  | 'COMMITMENT_NOT_ALLOWED'
  | 'CONFLICT'
  | 'DUPLICATE_CASE'
  | 'ILLEGAL_TRANSITION'
  | 'INTAKE_GRANT_ENDED'
  | 'INTAKE_NOT_GRANTED'
  | 'LEASE_LOST'
  | 'LIFE_EVENT_MEMBER_UNFIT'
  | 'LIFE_EVENT_UNSOUND'
  | 'MALFORMED'
  | 'MODE_NOT_OFFERED'
  | 'NOTICE_OUTDATED'
  | 'NOT_FOUND'
  | 'ORIGINALS_UNACCOUNTED'
  | 'POINT_ALREADY_NOTICED'
  | 'POINT_NOT_NOTICED_AT_ONCE'
  | 'SIGNATURE_INVALID'
  | 'WRONG_PLATFORM';

/** The model's own name of a case: A, B, C … Its number only the hub knows. */
export type CaseName = string;
/** YYYY-MM-DD, in China. */
export type Day = string;

export type ClockKind =
  | 'ACCEPTANCE_NOTICE'
  | 'DECISION'
  | 'CERTIFICATE_ISSUE'
  | 'CORRECTION_ANSWER'
  | 'AFTER_CHECK';

export type Side = 'INTAKE' | 'DECISION';
export type Satisfaction =
  | 'VERY_SATISFIED'
  | 'SATISFIED'
  | 'BASICALLY_SATISFIED'
  | 'DISSATISFIED'
  | 'VERY_DISSATISFIED';
export type RemedyState = 'OPEN' | 'APPEALED' | 'ANSWERED' | 'CLOSED' | 'SET_ASIDE';
export type Holder = 'WINDOW' | 'COURIER' | 'AUTHORITY' | 'APPLICANT';
/** Sheets by the code of the material. */
export type Sheets = Readonly<Record<string, number>>;
export type PartEnd = 'DONE' | 'REFUSED' | 'WITHDRAWN' | 'TERMINATED' | 'SILENT' | 'UNDONE';
export type MemberEnd = 'DONE' | 'REFUSED' | 'WITHDRAWN' | 'TERMINATED';
export type Resolution = 'WAIVED' | 'REPLACED' | 'COMPENSATED';
export type Finding = 'KEPT' | 'CORRECTED_IN_TIME' | 'BROKEN';
export type Power = 'RECEIVE' | 'CHECK_ORIGINALS' | 'PASS_RESULT';

/** 一件事: a member as it is declared. */
export interface Declared {
  readonly member: string;
  readonly item: string;
  readonly place: Peer;
  readonly dependsOn: readonly string[];
}

export interface Submission {
  readonly type: 'SubmitCase';
  readonly opens: CaseName;
  /** The submitting platform's own number. */
  readonly ref: string;
  readonly item: string;
  /** Whose place is to decide. */
  readonly place: Peer;
  readonly mode: Mode;
  readonly originalsChecked: boolean;
  readonly lead?: CaseName;
  readonly members?: readonly Declared[];
  readonly memberOf?: {
    readonly whole: CaseName;
    readonly member: string;
    readonly dependsOn: readonly string[];
  };
  readonly pledge?: {
    readonly notice: 'IN_FORCE' | 'OUTDATED';
    readonly codes: readonly string[];
    readonly isBarred: boolean;
  };
}

/** Acts that say nothing that the model needs to know. */
export type PlainType =
  | 'CaseNotAccepted'
  | 'ReviewStarted'
  | 'CaseConcluded'
  | 'DeliveryFailed'
  | 'ResultReturned'
  | 'CaseWithdrawn'
  | 'CaseTerminated'
  | 'CompensationRequested'
  | 'Compensated'
  | 'CompensationRefused'
  | 'DecisionRevoked';

type OfFeedback<T extends string, More = unknown> = { readonly type: T; readonly feedbackNo: string } & More;
type OfConsultation<T extends string, More = unknown> = {
  readonly type: T;
  readonly consultationNo: string;
} & More;

/** What a platform may do in a case that is there. */
export type CaseAct =
  | { readonly type: PlainType }
  | { readonly type: 'IntakeRecorded'; readonly originalsChecked: boolean }
  | {
      readonly type: 'CorrectionNotice';
      readonly noticeNo: string;
      readonly until: Day;
      /** Of what is missing; none: the notice has only words. */
      readonly codes: readonly string[];
      readonly hasOverride: boolean;
    }
  | { readonly type: 'CorrectionSubmitted'; readonly noticeNo: string; readonly originalsChecked: boolean }
  | { readonly type: 'CaseAccepted'; readonly promised?: Day }
  | {
      readonly type: 'DeferredMaterialsAcceptance';
      readonly promised: Day;
      readonly codes: readonly string[];
      readonly dueBy: Day;
      readonly isBarred: boolean;
    }
  | {
      readonly type: 'DeferredMaterialsSupplied';
      readonly codes: readonly string[];
      readonly originalsChecked: boolean;
    }
  | { readonly type: 'CaseSuspended'; readonly procedure: string }
  | { readonly type: 'CaseResumed'; readonly procedure?: string }
  | {
      readonly type: 'TimeLimitExtended';
      readonly clock: ClockKind;
      readonly amount: number;
      readonly unit: 'WORKING_DAY' | 'CALENDAR_DAY';
      readonly approver: 'AUTHORITY_HEAD' | 'GOVERNMENT_HEAD';
    }
  | { readonly type: 'DecisionIssued'; readonly outcome: Outcome }
  | { readonly type: 'ResultTransferred'; readonly oldDocumentDue: boolean }
  | {
      readonly type: 'ResultDelivered';
      readonly mode: 'AT_WINDOW' | 'BY_COURIER' | 'ELECTRONIC';
      readonly hasWaybill: boolean;
      readonly oldDocumentSurrendered: boolean;
    }
  | {
      readonly type: 'PartSettled';
      readonly part: CaseName;
      readonly resolution: Resolution;
      readonly replacedBy?: CaseName;
    }
  | {
      readonly type: 'CommitmentChecked';
      readonly finding: Finding;
      readonly faulty: readonly string[];
      readonly method: 'DATA_COMPARISON' | 'DOCUMENTS' | 'ON_SITE';
    }
  | OfFeedback<
      'ServiceRating',
      { readonly side: Side; readonly satisfaction: Satisfaction; readonly isAnonymous: boolean }
    >
  | OfFeedback<'ComplaintReceived', { readonly side: Side; readonly isAnonymous: boolean }>
  | OfFeedback<'RatingRemedy', { readonly calledBack: boolean }>
  | OfFeedback<'RatingAppealed'>
  | OfFeedback<'AppealDecided', { readonly ruling: 'UPHELD' | 'DISMISSED' }>
  | OfFeedback<'RatingFollowUp', { readonly satisfaction?: Satisfaction }>
  | OfConsultation<'ConsultationOpened'>
  | OfConsultation<'ConsultationAnswered'>
  | OfConsultation<'ConsultationFurtherAsked'>
  | OfConsultation<'ConsultationClosed'>
  | OfConsultation<'VideoConsultationProposed', { readonly slots: readonly string[] }>
  | OfConsultation<'VideoConsultationConfirmed', { readonly slot: string }>
  | OfConsultation<'VideoConsultationDeclined'>
  | OfConsultation<'VideoConsultationHeld'>
  | OfConsultation<'VideoRecordAnswered', { readonly verdict: 'AFFIRMED' | 'OBJECTED' }>
  | {
      readonly type: 'OriginalsHandedOver';
      readonly handOverNo: string;
      readonly giver: Holder;
      readonly taker: Holder;
      readonly originals: Sheets;
      readonly takenAtOnce: boolean;
      readonly waybill?: string;
    }
  | {
      readonly type: 'OriginalsReceived';
      readonly handOverNo: string;
      readonly taker: Holder;
      readonly originals: Sheets;
    }
  | { readonly type: 'OriginalsLost'; readonly handOverNo: string };

/** 签收, which comes through the inbox. */
export interface Acknowledgement {
  readonly type: 'DispatchAcknowledgement';
  readonly eventSeq: number;
}

/** What the hub does by itself. */
export type HubAct =
  | { readonly type: 'AcceptedByLapse' }
  | { readonly type: 'TerminatedByLapse' }
  | { readonly type: 'ClockWarned'; readonly clock: ClockKind; readonly level: string; readonly dueDate: Day }
  | { readonly type: 'PartOpened'; readonly part: CaseName }
  | { readonly type: 'PartOverdue'; readonly part: CaseName; readonly stage: 'REMINDED' | 'RELEASABLE' }
  | { readonly type: 'PartEnded'; readonly part: CaseName; readonly end: PartEnd }
  | { readonly type: 'LeadEnded'; readonly lead: CaseName }
  | {
      readonly type: 'RemedyWarned';
      readonly feedbackNo: string;
      readonly awaited: RemedyState;
      readonly level: string;
      readonly dueDate: Day;
    }
  | {
      readonly type: 'ConsultationWarned';
      readonly consultationNo: string;
      readonly level: string;
      readonly dueDate: Day;
    }
  | { readonly type: 'MemberSubmitted'; readonly member: string; readonly memberCase: CaseName }
  | {
      readonly type: 'MemberEnded';
      readonly member: string;
      readonly memberCase: CaseName;
      readonly end: MemberEnd;
    }
  | { readonly type: 'LifeEventCompleted' }
  | { readonly type: 'PrerequisitesMet'; readonly prerequisites: Readonly<Record<string, CaseName>> }
  | { readonly type: 'PrerequisiteFailed'; readonly member: string; readonly end: MemberEnd }
  | { readonly type: 'LifeEventEnded' };

export type AnyAct = CaseAct | Acknowledgement | HubAct;
export type ActType = AnyAct['type'];

/** Something that the hub owes, and from which moment on; unix milliseconds. */
export interface Owed {
  readonly act: HubAct;
  readonly from: number;
}
