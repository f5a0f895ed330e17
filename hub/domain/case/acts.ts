import type { Approver } from '../deadline/limit.js';
import type { TimeLimit } from '../item/details.js';
import type { ClockKind } from './facets/clocks.js';
import type { MeetingSlot } from './facets/consultation.js';
import type { Originals, OriginalsHolder } from './facets/custody.js';
import type { DecisionOutcome } from './facets/decision.js';
import type { DeclaredMember, MemberEnd } from './facets/members.js';
import type { Membership } from './facets/membership.js';
import type { OverdueStage } from './facets/part.js';
import type { PartEnd, PartResolution } from './facets/parts.js';
import type { Finding, Pledged } from './facets/pledge.js';
import type { RatedSide, RatingProblem, RemedyState, Satisfaction } from './facets/rating.js';
import type { ActType, HandlingMode } from './lifecycle.js';

/** The actor of what the hub does by itself: because a time has come, or because something happened in another case. */
export const HUB = '@hub';

type CallBack = 'REACHED' | 'NOT_REACHED' | 'DECLINED';

/** What a rating and a complaint tell alike. */
interface Told {
  readonly feedbackNo: string;
  readonly side: RatedSide;
  readonly problems: readonly RatingProblem[];
  readonly anonymous: boolean;
  readonly windowDivision?: string | undefined;
  readonly windowNo?: string | undefined;
}

interface AboutRemedy {
  readonly feedbackNo: string;
}

interface AboutConsultation {
  readonly consultationNo: string;
}

/** Of something that is due: the last day before and after, undefined while nobody can tell it. */
export interface Moved {
  readonly previousDueDate?: string | undefined;
  readonly dueDate?: string | undefined;
}

/** What the life of a case needs to know of an act, besides who took it and when. */
export interface ActDetails {
  readonly SubmitCase: {
    readonly mode: HandlingMode;
    readonly competent: string;
    /** 协同编号: of a part of a joint case. */
    readonly leadCaseNo?: string | undefined;
    /** 收件地, when it is named. */
    readonly intakeDivision?: string | undefined;
    /** Of a life event; none of any other case. */
    readonly members?: readonly DeclaredMember[] | undefined;
    /** Of a member of one. */
    readonly lifeEvent?: Membership | undefined;
    /** 告知承诺. */
    readonly pledge?: Pledged | undefined;
  };
  /** Undefined when it is withheld from an auditor. */
  readonly DecisionIssued: { readonly outcome?: DecisionOutcome | undefined };
  readonly PartOpened: { readonly partCaseNo: string; readonly participant: string };
  readonly PartOverdue: { readonly partCaseNo: string; readonly stage: OverdueStage };
  readonly PartEnded: { readonly partCaseNo: string; readonly end: PartEnd };
  readonly PartSettled: {
    readonly partCaseNo: string;
    readonly resolution: PartResolution;
    readonly replacedBy?: string | undefined;
  };
  readonly MemberSubmitted: { readonly member: string; readonly memberCaseNo: string };
  readonly MemberEnded: { readonly member: string; readonly memberCaseNo: string; readonly end: MemberEnd };
  readonly PrerequisitesMet: {
    readonly lifeEventNo: string;
    readonly prerequisites: readonly { readonly member: string; readonly caseNo: string }[];
  };
  readonly PrerequisiteFailed: {
    readonly lifeEventNo: string;
    readonly member: string;
    readonly end: MemberEnd;
  };
  readonly LifeEventEnded: { readonly lifeEventNo: string };
  readonly LifeEventRated: Pick<Told, 'problems' | 'anonymous'> & {
    readonly lifeEventNo: string;
    readonly satisfaction: Satisfaction;
  };
  readonly CorrectionNotice: {
    readonly noticeNo: string;
    /** RFC 3339. */
    readonly deadline: string;
    /** Its points; none when the notice has only words for them. */
    readonly missingCodes: readonly string[];
    readonly faultyCodes: readonly string[];
    /** Why it may name what the first notice did not, or did. */
    readonly overrideGround?: string | undefined;
  };
  readonly CorrectionSubmitted: { readonly noticeNo: string };
  readonly CaseAccepted: {
    /** YYYY-MM-DD. */
    readonly promisedDate?: string | undefined;
  };
  readonly DeferredMaterialsAcceptance: {
    /** YYYY-MM-DD. */
    readonly promisedDate: string;
    readonly deferredCodes: readonly string[];
    /** YYYY-MM-DD. */
    readonly dueBy: string;
  };
  readonly DeferredMaterialsSupplied: { readonly suppliedCodes: readonly string[] };
  readonly CommitmentChecked: { readonly finding: Finding; readonly faultyCodes: readonly string[] };
  readonly ServiceRating: Told & {
    readonly satisfaction: Satisfaction;
    /** Of a life event: whose remedy it is to be. */
    readonly member?: string | undefined;
  };
  readonly ComplaintReceived: Told;
  readonly RatingRemedy: AboutRemedy & { readonly callBack?: CallBack | undefined };
  readonly RatingAppealed: AboutRemedy;
  readonly AppealDecided: AboutRemedy & { readonly ruling: 'UPHELD' | 'DISMISSED' };
  /** Of one who was reached it has the satisfaction. */
  readonly RatingFollowUp: AboutRemedy & {
    readonly callBack: CallBack;
    readonly satisfaction?: Satisfaction | undefined;
  };
  readonly RemedyWarned: AboutRemedy & { readonly awaited: RemedyState; readonly level: string };
  readonly ConsultationOpened: AboutConsultation;
  readonly ItemConsultationOpened: AboutConsultation & { readonly competent: string };
  readonly ConsultationAnswered: AboutConsultation;
  readonly ConsultationFurtherAsked: AboutConsultation;
  readonly ConsultationClosed: AboutConsultation;
  readonly ConsultationWarned: AboutConsultation & { readonly level: string };
  readonly VideoConsultationProposed: AboutConsultation & { readonly slots: readonly MeetingSlot[] };
  readonly VideoConsultationConfirmed: AboutConsultation & {
    /** RFC 3339. */
    readonly startsAt: string;
  };
  readonly VideoConsultationDeclined: AboutConsultation;
  readonly VideoConsultationHeld: AboutConsultation;
  readonly VideoRecordAnswered: AboutConsultation & { readonly verdict: 'AFFIRMED' | 'OBJECTED' };
  readonly OriginalsHandedOver: {
    readonly handOverNo: string;
    readonly giver: OriginalsHolder;
    readonly taker: OriginalsHolder;
    readonly originals: readonly Originals[];
    readonly takenAtOnce: boolean;
  };
  readonly OriginalsReceived: {
    readonly handOverNo: string;
    readonly taker: OriginalsHolder;
    readonly originals: readonly Originals[];
  };
  readonly OriginalsLost: { readonly handOverNo: string };
  readonly ResultTransferred: { readonly oldDocumentDue: boolean };
  readonly ResultDelivered: { readonly oldDocumentSurrendered: boolean };
  /** Undefined when it is withheld from an auditor. */
  readonly CaseSuspended: { readonly procedure?: string | undefined };
  readonly CaseResumed: { readonly procedure?: string | undefined };
  readonly TimeLimitExtended: TimeLimit & { readonly clock: ClockKind; readonly approver: Approver };
  readonly ClockWarned: { readonly clock: ClockKind; readonly level: string; readonly dueDate: string };
  readonly DeadlineRecomputed: Moved & { readonly clock: ClockKind };
  /** Of a remedy or of a consultation. */
  readonly ReplyDeadlineRecomputed: Moved & {
    readonly feedbackNo?: string | undefined;
    readonly consultationNo?: string | undefined;
  };
  readonly EarlyActHeld: {
    readonly messageId: string;
    /** A platform. */
    readonly sender: string;
    readonly actType: ActType;
    /** RFC 3339. */
    readonly heldUntil: string;
  };
  readonly EarlyActRefused: {
    readonly messageId: string;
    readonly sender: string;
    readonly refusalCode: string;
  };
  readonly DispatchAcknowledgement: { readonly eventSeq: number };
}

interface Taken {
  /** A platform, or `HUB`. */
  readonly actor: string;
  /** When the hub received it, unix milliseconds. */
  readonly at: number;
}

/** Acts that open a case. */
export type OpeningType = 'SubmitCase' | 'ItemConsultationOpened';
/** Which message the act is, so that one that was held back is known again. What the hub says of such a one names it itself. */
interface Sent {
  readonly messageId?: string | undefined;
}

type DetailsOf<T extends ActType> = T extends keyof ActDetails ? ActDetails[T] : unknown;

export type CaseAct<T extends ActType = ActType> = {
  [K in T]: { readonly type: K } & Taken & Sent & DetailsOf<K>;
}[T];
