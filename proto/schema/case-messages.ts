import { z } from 'zod';
import type { OpeningType } from '#domain/case';
import { CLOCK_MESSAGES } from './clock-messages.js';
import { COMMITMENT_MESSAGES } from './commitment-messages.js';
import { CONSULTATION_MESSAGES } from './consultation-messages.js';
import { CUSTODY_MESSAGES } from './custody-messages.js';
import { EARLY_ACT_MESSAGES } from './early-act-messages.js';
import { JOINT_MESSAGES } from './joint-messages.js';
import {
  LIFE_EVENT_MESSAGES,
  LifeEventMemberSchema,
  LifeEventMembershipSchema,
  MOST_MEMBERS,
} from './life-event-messages.js';
import { BlobRefSchema, type CertificateReferenceSchema, MaterialSchema } from './material.js';
import { CreditCheckSchema, NotificationCommitmentSchema, PLEDGE_MESSAGES } from './pledge-messages.js';
import { RATING_MESSAGES } from './rating-messages.js';
import {
  caseNo,
  certificateId,
  date,
  divisionCode,
  itemCode,
  list,
  messageId,
  moment,
  pointCode,
  record,
  reference,
  text,
} from './values.js';
import { WindowSchema } from './window.js';

/** The payloads of signed messages: the shapes of tongban/v1/case.proto with the limits that the hub enforces. */

export const HandlingModeSchema = z.enum(['FULLY_ONLINE', 'REMOTE_INTAKE', 'JOINT']);

const Person = record('Person', {
  name: text(200),
  idType: z.string().regex(/^\d{3}$/),
  idNumber: reference(70),
  phone: z
    .string()
    .regex(/^\+?[\d-]{5,20}$/)
    .optional(),
});

const PersonalData = record('PersonalData', {
  applicantKind: z.enum([
    'NATURAL_PERSON',
    'ENTERPRISE',
    'PUBLIC_INSTITUTION',
    'SOCIAL_ORGANISATION',
    'GOVERNMENT_BODY',
    'OTHER_ORGANISATION',
  ]),
  applicant: Person,
  agent: Person.optional(),
  form: list(record('FormField', { name: text(100), value: text(10_000) }), 200),
});

const PersonalPart = record('PersonalPart', { open: PersonalData });

const SubmitCase = record(
  'SubmitCase',
  {
    caseRef: reference(50),
    itemCode,
    divisionCode: divisionCode.optional(),
    mode: HandlingModeSchema,
    appliedAt: moment,
    personal: PersonalPart,
    materials: list(MaterialSchema, 100),
    catalogueVersion: reference(50).optional(),
    intakeDivision: divisionCode.optional(),
    leadCaseNo: caseNo.optional(),
    members: list(LifeEventMemberSchema, MOST_MEMBERS),
    lifeEvent: LifeEventMembershipSchema.optional(),
    pledge: NotificationCommitmentSchema.optional(),
    commitmentNo: reference(50).optional(),
    commitment: BlobRefSchema.optional(),
    creditCheck: CreditCheckSchema.optional(),
  },
  {
    path: 'leadCaseNo',
    message: 'only a case of mode JOINT is a part of another',
    holds: ({ mode, leadCaseNo }) => leadCaseNo === undefined || mode === 'JOINT',
  },
  {
    path: 'members',
    message: 'what has members is neither a part, nor a member, nor handled jointly itself',
    holds: ({ mode, members, lifeEvent }) =>
      members.length === 0 || (mode !== 'JOINT' && lifeEvent === undefined),
  },
  {
    path: 'lifeEvent',
    message: 'a part of a joint case is not a member by itself',
    holds: ({ leadCaseNo, lifeEvent }) => leadCaseNo === undefined || lifeEvent === undefined,
  },
  {
    path: 'pledge',
    message: 'the whole of a life event pledges nothing: its members do',
    holds: ({ pledge, members }) => pledge === undefined || members.length === 0,
  },
  {
    path: 'commitment',
    message:
      'what is pledged is signed: with a number, or the document itself; and nothing is signed without',
    holds: ({ pledge, commitment, commitmentNo }) =>
      (pledge === undefined) === (commitment === undefined && commitmentNo === undefined),
  },
  {
    path: 'creditCheck',
    message: 'whoever pledges was looked up in the records of credit, and nobody else',
    holds: ({ pledge, creditCheck }) => (pledge === undefined) === (creditCheck === undefined),
  },
);

const IntakeRecorded = record('IntakeRecorded', {
  caseNo,
  window: WindowSchema.optional(),
  identityChecked: z.boolean().default(false),
  originalsChecked: list(text(200), 100),
  recordedAt: moment,
});

const CorrectionNotice = record(
  'CorrectionNotice',
  {
    caseNo,
    noticeNo: reference(50),
    missing: list(text(200), 100),
    faulty: list(record('Fault', { material: text(200), reason: text(1000) }), 100),
    deadline: moment,
    missingCodes: list(pointCode, 100),
    faultyCodes: list(pointCode, 100),
    overrideGround: z.enum(['STILL_NOT_MET', 'SEEN_ONLY_NOW', 'RULES_CHANGED', 'OVERLOOKED']).optional(),
    override: record('NoticeOverride', { reason: text(2000), approver: text(200) }).optional(),
  },
  {
    path: 'missing',
    message: 'a correction notice lists at least one thing',
    holds: (notice) => notice.missing.length + notice.faulty.length > 0,
  },
  {
    path: 'missingCodes',
    message: 'every point has its code, or none has',
    holds: ({ missing, faulty, missingCodes, faultyCodes }) =>
      missingCodes.length + faultyCodes.length === 0 ||
      (missingCodes.length === missing.length && faultyCodes.length === faulty.length),
  },
  {
    path: 'override',
    message: 'an override has its ground, its reason and its approver',
    holds: ({ override, overrideGround }) => (override === undefined) === (overrideGround === undefined),
  },
);

const CorrectionSubmitted = record('CorrectionSubmitted', {
  caseNo,
  noticeNo: reference(50),
  materials: list(MaterialSchema, 100),
  personal: PersonalPart.optional(),
});

const CaseAccepted = record('CaseAccepted', {
  caseNo,
  competentCaseRef: reference(50),
  documentNo: reference(50).optional(),
  acceptedAt: moment,
  promisedDate: date.optional(),
});

const AcceptedByLapse = record('AcceptedByLapse', {
  caseNo,
  receivedAt: moment,
  dueDate: date,
  rule: text(200),
  calendar: text(200),
});

const CaseNotAccepted = record('CaseNotAccepted', {
  caseNo,
  reasonCode: reference(50),
  reason: text(2000),
  documentNo: reference(50).optional(),
});

const ReviewStarted = record('ReviewStarted', { caseNo, startedAt: moment });

const CaseSuspended = record('CaseSuspended', { caseNo, procedure: reference(50), reason: text(2000) });

const CaseResumed = record('CaseResumed', {
  caseNo,
  reason: text(2000).optional(),
  procedure: reference(50).optional(),
});

const DecisionIssued = record(
  'DecisionIssued',
  {
    caseNo,
    outcome: z.enum(['GRANTED', 'DENIED']),
    documentNo: reference(50),
    decidedAt: moment,
    grounds: text(2000).optional(),
  },
  {
    path: 'grounds',
    message: 'a denial states its grounds',
    holds: (decision) => decision.outcome !== 'DENIED' || decision.grounds !== undefined,
  },
);

const CaseConcluded = record('CaseConcluded', { caseNo, concludedAt: moment });

export const ResultDocumentSchema = record('ResultDocument', {
  name: text(200),
  documentNo: reference(100).optional(),
  blob: BlobRefSchema.optional(),
  certificateId: certificateId.optional(),
});

const ResultTransferred = record(
  'ResultTransferred',
  {
    caseNo,
    documents: list(ResultDocumentSchema, 20),
    waybill: reference(50).optional(),
    oldDocumentDue: z.boolean().default(false),
  },
  {
    path: 'documents',
    message: 'a result has at least one document',
    holds: (result) => result.documents.length > 0,
  },
);

const ResultDelivered = record('ResultDelivered', {
  caseNo,
  mode: z.enum(['AT_WINDOW', 'BY_COURIER', 'ELECTRONIC']),
  deliveredAt: moment,
  waybill: reference(50).optional(),
  collectorChecked: z.boolean().default(false),
  oldDocumentSurrendered: z.boolean().default(false),
});

const undelivered = {
  caseNo,
  reasonCode: reference(50),
  reason: text(2000).optional(),
  waybill: reference(50).optional(),
};

const DeliveryFailed = record('DeliveryFailed', { ...undelivered, failedAt: moment });

const ResultReturned = record('ResultReturned', { ...undelivered, returnedAt: moment });

const CaseWithdrawn = record('CaseWithdrawn', { caseNo, reason: text(2000).optional() });

const CaseTerminated = record('CaseTerminated', { caseNo, reasonCode: reference(50), reason: text(2000) });

const DispatchAcknowledgement = record('DispatchAcknowledgement', {
  caseNo,
  eventSeq: z.int().min(1),
  messageId,
  receivedAt: moment,
});

/** Every message that may come through the door, by its name in `cty`. */
export const CASE_MESSAGES = {
  SubmitCase,
  IntakeRecorded,
  CorrectionNotice,
  CorrectionSubmitted,
  CaseAccepted,
  AcceptedByLapse,
  ...COMMITMENT_MESSAGES,
  CaseNotAccepted,
  ReviewStarted,
  CaseSuspended,
  CaseResumed,
  ...CLOCK_MESSAGES,
  DecisionIssued,
  CaseConcluded,
  ResultTransferred,
  ResultDelivered,
  DeliveryFailed,
  ResultReturned,
  CaseWithdrawn,
  CaseTerminated,
  ...JOINT_MESSAGES,
  ...PLEDGE_MESSAGES,
  ...RATING_MESSAGES,
  ...CONSULTATION_MESSAGES,
  ...LIFE_EVENT_MESSAGES,
  ...CUSTODY_MESSAGES,
  ...EARLY_ACT_MESSAGES,
  DispatchAcknowledgement,
} as const;

export type MessageType = keyof typeof CASE_MESSAGES;

export type Payload<T extends MessageType> = z.output<(typeof CASE_MESSAGES)[T]>;

/** A message as its author writes it, before it is signed. */
export type Draft = {
  [T in MessageType]: { readonly type: T; readonly body: z.input<(typeof CASE_MESSAGES)[T]> };
}[MessageType];

/** A parsed message: its type and its frozen body. */
export type CaseMessage = {
  [T in MessageType]: { readonly type: T; readonly body: Payload<T> };
}[MessageType];

/** Messages that open a case, and so cannot name it. */
const OPENING = ['SubmitCase', 'ItemConsultationOpened'] as const satisfies readonly OpeningType[];

export type OpeningMessage = Extract<CaseMessage, { type: (typeof OPENING)[number] }>;

export function opensCase(message: CaseMessage): message is OpeningMessage {
  return OPENING.some((each) => each === message.type);
}

/** Messages that hand materials in. */
const HANDING_IN = ['SubmitCase', 'CorrectionSubmitted', 'DeferredMaterialsSupplied'] as const;

export type HandingIn = Extract<CaseMessage, { type: (typeof HANDING_IN)[number] }>;

export function handsIn(message: CaseMessage): message is HandingIn {
  return isHandingIn(message.type);
}

export function isHandingIn(type: string): boolean {
  return HANDING_IN.some((each) => each === type);
}

export type MaterialBody = z.output<typeof MaterialSchema>;
export type CertificateReference = z.output<typeof CertificateReferenceSchema>;
export type BlobRef = z.output<typeof BlobRefSchema>;
export type PersonalBody = z.output<typeof PersonalData>;
