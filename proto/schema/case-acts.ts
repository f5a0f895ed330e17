import { z } from 'zod';
import { ACT_TYPES, type ActDetails, type CaseAct, type OpeningType } from '#domain/case';
import { HandlingModeSchema, type MessageType } from './case-messages.js';
import { ClockKindSchema, LimitApproverSchema, LimitUnitSchema } from './clock-messages.js';
import { MeetingSlotSchema, RecordVerdictSchema } from './consultation-messages.js';
import { OriginalsHolderSchema, OriginalsSchema } from './custody-messages.js';
import { OverdueStageSchema, PartEndSchema, PartResolutionSchema } from './joint-messages.js';
import {
  LifeEventMemberSchema,
  LifeEventMembershipSchema,
  MemberEndSchema,
  PrerequisiteCasesSchema,
} from './life-event-messages.js';
import { FindingSchema, NotificationCommitmentSchema } from './pledge-messages.js';
import {
  CallBackSchema,
  RatedSideSchema,
  RatingProblemSchema,
  RemedyStateSchema,
  RulingSchema,
  SatisfactionSchema,
} from './rating-messages.js';
import { caseNo, divisionCode, pointCode } from './values.js';

/** Who took an act, and when the hub received it (unix milliseconds). */
export interface ActTaken {
  readonly actor: string;
  readonly at: number;
  /** Of the message itself, where it is known. */
  readonly messageId?: string | undefined;
  /** With a submission: who is to decide. */
  readonly competent?: string | undefined;
}

type Shown = { readonly [T in keyof Omit<ActDetails, OpeningType>]: z.ZodType<ActDetails[T]> };

const told = {
  feedbackNo: z.string(),
  side: RatedSideSchema,
  problems: z.array(RatingProblemSchema).default([]),
  anonymous: z.boolean().default(false),
  windowDivision: z.string().optional(),
  windowNo: z.string().optional(),
};

const aboutRemedy = { feedbackNo: z.string() };
const consultation = { consultationNo: z.string() };
const early = { messageId: z.string(), sender: z.string() };
const handOverNo = z.string();
const taker = OriginalsHolderSchema;
const originals = z.array(OriginalsSchema).default([]); // what is empty or false is not shown

/** The members of a message that tell of the life of its case, all of the groups `routing` and `outcome` (WIRE.md, section 6). */
const DETAILS: Shown = {
  CorrectionNotice: z.object({
    noticeNo: z.string(),
    deadline: z.string(),
    missingCodes: z.array(z.string()).default([]),
    faultyCodes: z.array(z.string()).default([]),
    overrideGround: z.string().optional(),
  }),
  CaseAccepted: z.object({ promisedDate: z.string().optional() }),
  DeferredMaterialsAcceptance: z.object({
    deferredCodes: z.array(z.string()),
    dueBy: z.string(),
    promisedDate: z.string(),
  }),
  DeferredMaterialsSupplied: z.object({ suppliedCodes: z.array(z.string()) }),
  CorrectionSubmitted: z.object({ noticeNo: z.string() }),
  // Withheld, it makes no difference to what may follow: in joint cases it cannot be, being of the group that their parts' ends are of.
  DecisionIssued: z.object({ outcome: z.enum(['GRANTED', 'DENIED']).optional() }),
  PartOpened: z.object({ partCaseNo: caseNo, participant: z.string() }),
  PartOverdue: z.object({ partCaseNo: caseNo, stage: OverdueStageSchema }),
  PartEnded: z.object({ partCaseNo: caseNo, end: PartEndSchema }),
  PartSettled: z.object({
    partCaseNo: caseNo,
    resolution: PartResolutionSchema,
    replacedBy: caseNo.optional(),
  }),
  CommitmentChecked: z.object({ finding: FindingSchema, faultyCodes: z.array(z.string()).default([]) }),
  ServiceRating: z.object({ ...told, satisfaction: SatisfactionSchema, member: pointCode.optional() }),
  ComplaintReceived: z.object(told),
  RatingRemedy: z.object({ ...aboutRemedy, callBack: CallBackSchema.optional() }),
  RatingAppealed: z.object(aboutRemedy),
  AppealDecided: z.object({ ...aboutRemedy, ruling: RulingSchema }),
  // Of one who was reached nothing can be told without what they said.
  RatingFollowUp: z.union([
    z.object({ ...aboutRemedy, callBack: z.literal('REACHED'), satisfaction: SatisfactionSchema }),
    z.object({ ...aboutRemedy, callBack: CallBackSchema.exclude(['REACHED']) }),
  ]),
  RemedyWarned: z.object({ ...aboutRemedy, awaited: RemedyStateSchema, level: z.string() }),
  ConsultationOpened: z.object(consultation),
  ConsultationAnswered: z.object(consultation),
  ConsultationFurtherAsked: z.object(consultation),
  ConsultationClosed: z.object(consultation),
  ConsultationWarned: z.object({ ...consultation, level: z.string() }),
  VideoConsultationProposed: z.object({ ...consultation, slots: z.array(MeetingSlotSchema).default([]) }),
  VideoConsultationConfirmed: z.object({ ...consultation, startsAt: z.string() }),
  VideoConsultationDeclined: z.object(consultation),
  VideoConsultationHeld: z.object(consultation),
  VideoRecordAnswered: z.object({ ...consultation, verdict: RecordVerdictSchema }),
  MemberSubmitted: z.object({ member: pointCode, memberCaseNo: caseNo }),
  MemberEnded: z.object({ member: pointCode, memberCaseNo: caseNo, end: MemberEndSchema }),
  PrerequisitesMet: z.object({ lifeEventNo: caseNo, prerequisites: PrerequisiteCasesSchema }),
  PrerequisiteFailed: z.object({ lifeEventNo: caseNo, member: pointCode, end: MemberEndSchema }),
  LifeEventEnded: z.object({ lifeEventNo: caseNo }),
  LifeEventRated: z.object({
    lifeEventNo: caseNo,
    satisfaction: SatisfactionSchema,
    problems: told.problems,
    anonymous: told.anonymous,
  }),
  OriginalsHandedOver: z.object({
    ...{ handOverNo, giver: OriginalsHolderSchema, taker, originals },
    takenAtOnce: z.boolean().default(false),
  }),
  OriginalsReceived: z.object({ handOverNo, taker, originals }),
  OriginalsLost: z.object({ handOverNo }),
  ResultTransferred: z.object({ oldDocumentDue: z.boolean().default(false) }),
  ResultDelivered: z.object({ oldDocumentSurrendered: z.boolean().default(false) }),
  CaseSuspended: z.object({ procedure: z.string().optional() }),
  CaseResumed: z.object({ procedure: z.string().optional() }),
  TimeLimitExtended: z.object({
    clock: ClockKindSchema,
    amount: z.number(),
    unit: LimitUnitSchema,
    approver: LimitApproverSchema,
  }),
  ClockWarned: z.object({ clock: ClockKindSchema, level: z.string(), dueDate: z.string() }),
  DeadlineRecomputed: z.object({
    clock: ClockKindSchema,
    previousDueDate: z.string().optional(),
    dueDate: z.string().optional(),
  }),
  ReplyDeadlineRecomputed: z.object({
    feedbackNo: z.string().optional(),
    consultationNo: z.string().optional(),
    previousDueDate: z.string().optional(),
    dueDate: z.string().optional(),
  }),
  EarlyActHeld: z.object({ ...early, actType: z.enum(ACT_TYPES), heldUntil: z.string() }),
  EarlyActRefused: z.object({ ...early, refusalCode: z.string() }),
  DispatchAcknowledgement: z.object({ eventSeq: z.number() }),
};

const Opening = z.object({
  mode: HandlingModeSchema,
  leadCaseNo: caseNo.optional(),
  intakeDivision: divisionCode.optional(),
  members: z.array(LifeEventMemberSchema).optional(),
  lifeEvent: LifeEventMembershipSchema.optional(),
  pledge: NotificationCommitmentSchema.optional(),
});

const Inquiry = z.object(consultation);

/**
 * The act that a message is in the life of its case.
 * @param members of the message, or those of them that are shown. @returns undefined when they do not tell.
 */
export function readCaseAct(
  type: MessageType,
  members: unknown,
  { actor, at, messageId, competent }: ActTaken,
): CaseAct | undefined {
  if (type === 'SubmitCase') {
    const opening = Opening.safeParse(members).data;
    return opening && competent !== undefined
      ? { type, actor, at, messageId, competent, ...opening }
      : undefined;
  }
  if (type === 'ItemConsultationOpened') {
    const inquiry = Inquiry.safeParse(members).data;
    return inquiry && competent !== undefined
      ? { type, actor, at, messageId, competent, ...inquiry }
      : undefined;
  }
  if (!hasDetails(type)) return { type, actor, at, messageId };
  const details = DETAILS[type].safeParse(members).data;
  return details && ({ type, actor, at, messageId, ...details } as CaseAct); // the schema that was applied is the one of this type
}

function hasDetails(type: MessageType): type is keyof Shown {
  return Object.hasOwn(DETAILS, type);
}
