import { z } from 'zod';
import { FlattenedJwsSchema } from '#crypto/jose';
import { CASE_MEASURES, CASE_STATES } from '#domain/case';
import { ERRORS } from '#proto/errors';
import {
  AttendeeSchema,
  BlobRefSchema,
  CertificateOperationSchema,
  CertificateReferenceSchema,
  CertificateStateSchema,
  ClockKindSchema,
  HandlingModeSchema,
  IntakePowerSchema,
  LimitUnitSchema,
  MaterialSourceSchema,
  MeetingSlotSchema,
  OriginalsHolderSchema,
  OriginalsSchema,
  RatedSideSchema,
  RatingProblemSchema,
  RemedyStateSchema,
  ResultDocumentSchema,
  SatisfactionSchema,
  ShownItemSchema,
  values,
} from '#proto/schema';

/**
 * The answers of the REST interface: the messages of tongban/v1 as proto3 JSON, where fields with their default value are
 * left out. Tests hold real answers and the .proto files against these (test/conformance).
 */

const bytes = z.base64();
const state = z.enum(CASE_STATES);
const uint64 = z.string().regex(/^\d+$/);

const InclusionReceipt = values.record('InclusionReceipt', {
  index: uint64.optional(),
  path: z.array(bytes).optional(),
  checkpoint: z.string(),
});

const HeldBack = values.record('HeldBack', { waitsFor: z.array(state), until: values.moment });

export const IntakeAcknowledgement = values.record('IntakeAcknowledgement', {
  caseNo: values.caseNo,
  messageId: values.messageId,
  state,
  eventSeq: z.int(),
  leaf: bytes.optional(),
  salt: bytes,
  receipt: InclusionReceipt.optional(),
  pending: z.boolean().optional(),
  held: HeldBack.optional(),
});

export const SubmitResponse = values.record('SubmitResponse', { acknowledgement: IntakeAcknowledgement });
export const GetAnswerResponse = values.record('GetAnswerResponse', {
  acknowledgement: IntakeAcknowledgement,
});
export const AcknowledgeResponse = values.record('AcknowledgeResponse', {
  acknowledgement: IntakeAcknowledgement,
});

const HeldOriginals = values.record('HeldOriginals', {
  code: z.string(),
  sheets: z.int(),
  holder: OriginalsHolderSchema,
});

const HandOver = values.record('HandOver', {
  handOverNo: z.string(),
  giver: OriginalsHolderSchema,
  taker: OriginalsHolderSchema,
  handed: z.array(OriginalsSchema),
  received: z.array(OriginalsSchema).optional(),
  standing: z.enum(['OPEN', 'INCOMPLETE', 'COMPLETE', 'LOST']),
  othersOnWaybill: z.int().optional(),
});

const Custody = values.record('Custody', {
  held: z.array(HeldOriginals).optional(),
  handOvers: z.array(HandOver),
});

const CaseResult = values.record('CaseResult', {
  holder: z.enum(['COUNTER', 'AUTHORITY', 'APPLICANT']),
  failedDeliveries: z.int().optional(),
  othersOnWaybill: z.int().optional(),
});

const CasePledge = values.record('CasePledge', {
  state: z.enum(['MADE', 'UNCHECKED', 'KEPT', 'CORRECTED_IN_TIME', 'BROKEN', 'REVOKED']),
  since: values.moment,
  noticeVersion: z.string(),
  noticeSha256: values.hexDigest,
  pledgedCodes: z.array(values.pointCode),
  restoredAt: values.moment.optional(),
});

const CaseClock = values.record('CaseClock', {
  kind: ClockKindSchema,
  startedAt: values.moment,
  dueDate: values.date.optional(),
  remainingWorkdays: z.int32().optional(),
  pausedSince: values.moment.optional(),
  stoppedAt: values.moment.optional(),
  extendedBy: z.int().optional(),
  unit: LimitUnitSchema,
  source: z.enum(['RULE', 'STATUTORY', 'PROMISED', 'ON_THE_SPOT', 'ACCEPTANCE', 'NOTICE']),
  rule: z.string(),
  calendar: z.string().optional(),
  unpublishedYear: z.int().optional(),
  uncountedProcedures: z.array(z.string()).optional(),
  promise: z.enum(['LONGER', 'NOT_COMPARABLE']).optional(),
});

const EarlyAct = values.record('EarlyAct', {
  messageId: values.messageId,
  type: z.string(),
  sender: values.peerId,
  heldSince: values.moment,
  heldUntil: values.moment,
  refusalCode: z.string().optional(),
});

const Case = values.record('Case', {
  caseNo: values.caseNo,
  state,
  mode: HandlingModeSchema,
  itemCode: z.string(),
  basicCode: z.string(),
  implementationCode: z.string(),
  submitter: values.peerId,
  competent: values.peerId,
  submitterCaseRef: z.string(),
  competentCaseRef: z.string().optional(),
  eventCount: z.int(),
  createdAt: values.moment,
  updatedAt: values.moment,
  leadCaseNo: values.caseNo.optional(),
  lifeEventNo: values.caseNo.optional(),
  consultations: z.array(z.string()).optional(),
  earlyActs: z.array(EarlyAct).optional(),
  custody: Custody.optional(),
  result: CaseResult.optional(),
  pledge: CasePledge.optional(),
  proofLevel: z.enum(['HUB_RECEIVED', 'ACKNOWLEDGED', 'DECISION_ISSUED', 'APPLICANT_RECEIVED']),
  clocks: z.array(CaseClock).optional(),
});

const CaseEvent = values.record('CaseEvent', {
  seq: z.int(),
  messageId: values.messageId,
  type: z.string(),
  actor: values.peerId,
  state,
  receivedAt: values.moment,
  logIndex: uint64.optional(),
  leafId: values.messageId,
});

export const GetCaseResponse = values.record('GetCaseResponse', { case: Case });
export const FindCasesResponse = values.record('FindCasesResponse', {
  cases: z.array(Case).optional(),
  cursor: values.cursor.optional(),
});
export const ListCaseEventsResponse = values.record('ListCaseEventsResponse', {
  events: z.array(CaseEvent).optional(),
});

const CaseMaterial = values.record('CaseMaterial', {
  name: z.string(),
  code: z.string().optional(),
  standing: z.enum(['HANDED_IN', 'REPLACED', 'NEEDED']),
  source: MaterialSourceSchema.optional(),
  certificate: CertificateReferenceSchema.optional(),
  conditions: z.array(z.string()).optional(),
  state: CertificateStateSchema.optional(),
  stateSince: values.moment.optional(),
  typeCodes: z.array(values.certificateType).optional(),
  required: z.boolean().optional(),
});

export const ListCaseMaterialsResponse = values.record('ListCaseMaterialsResponse', {
  materials: z.array(CaseMaterial).optional(),
});

const FeedbackKind = z.enum(['RATING', 'COMPLAINT']);

const CaseFeedback = values.record('CaseFeedback', {
  feedbackNo: z.string(),
  kind: FeedbackKind,
  side: RatedSideSchema,
  rated: values.peerId,
  reporter: values.peerId,
  satisfaction: SatisfactionSchema.optional(),
  problems: z.array(RatingProblemSchema).optional(),
  anonymous: z.boolean().optional(),
  receivedAt: values.moment,
  state: RemedyStateSchema.optional(),
  since: values.moment.optional(),
  dueDate: values.date.optional(),
  rule: z.string().optional(),
  warned: z.array(z.string()).optional(),
  member: values.pointCode.optional(),
  lifeEventNo: values.caseNo.optional(),
});

export const ListCaseFeedbackResponse = values.record('ListCaseFeedbackResponse', {
  feedback: z.array(CaseFeedback).optional(),
});

const VideoConsultation = values.record('VideoConsultation', {
  state: z.enum(['PROPOSED', 'CONFIRMED', 'DECLINED', 'RECORDED', 'AFFIRMED', 'OBJECTED']),
  by: values.peerId,
  slots: z.array(MeetingSlotSchema).optional(),
  since: values.moment,
});

const Consultation = values.record('Consultation', {
  caseNo: values.caseNo,
  consultationNo: z.string(),
  basicCode: values.basicCode,
  asker: values.peerId,
  asked: values.peerId,
  state: z.enum(['ASKED', 'ANSWERED', 'CLOSED']),
  openedAt: values.moment,
  since: values.moment,
  dueDate: values.date.optional(),
  rule: z.string().optional(),
  warned: z.array(z.string()).optional(),
  video: VideoConsultation.optional(),
});

const ConsultationPost = values.record('ConsultationPost', {
  seq: z.int(),
  messageId: values.messageId,
  type: z.string(),
  actor: z.string(),
  receivedAt: values.moment,
  text: z.string().optional(),
  files: z.array(BlobRefSchema).optional(),
  link: z.string().optional(),
  attendees: z.array(AttendeeSchema).optional(),
  shown: z.array(ShownItemSchema).optional(),
});

export const GetConsultationResponse = values.record('GetConsultationResponse', {
  consultation: Consultation,
  posts: z.array(ConsultationPost).optional(),
});

export const ListConsultationsResponse = values.record('ListConsultationsResponse', {
  consultations: z.array(Consultation).optional(),
  next: values.caseNo.optional(),
});

const RatingCount = values.record('RatingCount', {
  month: z.string(),
  submitter: values.peerId,
  competent: values.peerId,
  basicCode: values.basicCode,
  side: RatedSideSchema,
  windowDivision: values.divisionCode.optional(),
  windowNo: z.string().optional(),
  department: values.uscc.optional(),
  kind: FeedbackKind,
  satisfaction: SatisfactionSchema.optional(),
  problem: RatingProblemSchema.optional(),
  count: uint64,
});

export const ListRatingCountsResponse = values.record('ListRatingCountsResponse', {
  counts: z.array(RatingCount).optional(),
  next: uint64.optional(),
});

const SupervisionRecord = values.record('SupervisionRecord', {
  logIndex: uint64.optional(),
  leafId: values.messageId,
  kind: z.enum(['PLEDGED', 'KEPT', 'CORRECTED_IN_TIME', 'BROKEN', 'DECISION_REVOKED']),
  caseNo: values.caseNo,
  recordedAt: values.moment,
  basicCode: values.basicCode,
  implementationCode: z.string(),
  submitter: values.peerId,
  competent: values.peerId,
  noticeSha256: values.hexDigest,
});

export const ListSupervisionRecordsResponse = values.record('ListSupervisionRecordsResponse', {
  records: z.array(SupervisionRecord).optional(),
  cursor: values.cursor,
});

const Words = values.record('Words', { zh: z.string(), en: z.string() });

const TimelineStep = values.record('TimelineStep', {
  event: CaseEvent,
  words: Words,
  actorName: z.string().optional(),
  rule: z.string().optional(),
});

const CaseProgress = values.record('CaseProgress', {
  caseNo: values.caseNo,
  state,
  applicant: Words,
  clerk: Words,
  timeline: z.array(TimelineStep),
});

export const GetCaseProgressResponse = values.record('GetCaseProgressResponse', { progress: CaseProgress });

const CaseCount = values.record('CaseCount', {
  month: z.string(),
  submitter: values.peerId,
  competent: values.peerId,
  basicCode: values.basicCode,
  mode: HandlingModeSchema,
  measure: z.enum(CASE_MEASURES),
  count: uint64,
});

export const ListCaseCountsResponse = values.record('ListCaseCountsResponse', {
  counts: z.array(CaseCount).optional(),
  next: uint64.optional(),
});

const PrerequisiteResult = values.record('PrerequisiteResult', {
  member: values.pointCode,
  caseNo: values.caseNo,
  documents: z.array(ResultDocumentSchema).optional(),
  erased: z.boolean().optional(),
});

const LifeEventProgress = values.record('LifeEventProgress', {
  member: values.pointCode,
  dependsOn: z.array(values.pointCode).optional(),
  standing: z.enum([
    'NOT_SUBMITTED',
    'AWAITING',
    'BLOCKED',
    'UNDER_WAY',
    'DONE',
    'REFUSED',
    'WITHDRAWN',
    'TERMINATED',
  ]),
  waitsFor: z.array(values.pointCode).optional(),
  textZh: z.string(),
  textEn: z.string(),
  itemCode: values.itemCode.optional(),
  divisionCode: values.divisionCode.optional(),
  itemName: z.string().optional(),
  caseNo: values.caseNo.optional(),
  state: state.optional(),
  competent: values.peerId.optional(),
  results: z.array(PrerequisiteResult).optional(),
});

export const GetLifeEventResponse = values.record('GetLifeEventResponse', {
  lifeEvent: values.record('LifeEvent', {
    lifeEventNo: values.caseNo,
    state,
    submitter: values.peerId,
    submitterCaseRef: z.string().optional(),
    members: z.array(LifeEventProgress),
    done: z.int().optional(),
    total: z.int(),
    textZh: z.string(),
    textEn: z.string(),
    rating: CaseFeedback.optional(),
    ratingComment: z.string().optional(),
  }),
});

const Dispatch = values.record('Dispatch', {
  dispatchId: z.string(),
  leaseToken: values.messageId,
  leaseUntil: values.moment,
  attempt: z.int(),
  original: FlattenedJwsSchema,
  statement: FlattenedJwsSchema,
  leaf: bytes,
  salt: bytes,
  receipt: InclusionReceipt,
});

export const LeaseResponse = values.record('LeaseResponse', { dispatches: z.array(Dispatch).optional() });
export const ReleaseResponse = values.record('ReleaseResponse', { availableAt: values.moment.optional() });

const RouteStep = values.record('RouteStep', {
  rule: z.enum([
    'DIVISION_SUCCEEDED',
    'EXERCISED_ABOVE',
    'AUTHORITY_SUCCEEDED',
    'AUTHORITY_CONNECTED',
    'CONNECTED_ABOVE',
  ]),
  from: z.string().optional(),
  to: z.string().optional(),
  peerId: values.peerId.optional(),
});

const Partnership = values.record('Partnership', {
  divisions: z.array(z.string()),
  document: z.string(),
});

export const ResolveItemResponse = values.record('ResolveItemResponse', {
  itemName: z.string(),
  basicCode: z.string(),
  implementationCode: z.string(),
  competent: values.peerId,
  competentOrg: z.string(),
  competentOrgName: z.string(),
  divisionCode: z.string(),
  modes: z.array(HandlingModeSchema),
  source: z.string(),
  catalogueVersion: z.string(),
  path: z.array(RouteStep).optional(),
  partnerships: z.array(Partnership).optional(),
});

/** YYYY-MM-DD, both included; open without the last one. */
const period = { validFrom: values.date, validTo: values.date.optional() };

const NationalItem = values.record('NationalItem', {
  listNo: z.string(),
  version: z.int(),
  basicCode: z.string(),
  name: z.string(),
  ministry: z.string().optional(),
  batch: z.string().optional(),
  modes: z.array(HandlingModeSchema).optional(),
  scenario: z.string().optional(),
  scope: z.enum(['NATIONAL', 'PARTNERS']),
  partners: z.array(z.string()).optional(),
  status: z.enum(['IN_FORCE', 'CANCELLED']),
  details: z.string(),
  document: z.string().optional(),
  ...period,
  source: z.string(),
});

const ImplementationEntry = values.record('ImplementationEntry', {
  implementationCode: z.string(),
  divisionCode: z.string(),
  version: z.int(),
  basicCode: z.string(),
  name: z.string(),
  competentOrg: z.string(),
  competentOrgName: z.string().optional(),
  platform: values.peerId,
  modes: z.array(HandlingModeSchema).optional(),
  details: z.string(),
  localCode: z.string().optional(),
  localBasicCode: z.string().optional(),
  ...period,
  source: z.string(),
});

/** One of the two. */
const CatalogueChange = values.record('CatalogueChange', {
  item: NationalItem.optional(),
  entry: ImplementationEntry.optional(),
});

export const ListCatalogueChangesResponse = values.record('ListCatalogueChangesResponse', {
  changes: z.array(CatalogueChange).optional(),
  cursor: values.cursor,
  isAll: z.boolean().optional(),
});

const CodeTable = values.record('CodeTable', { name: z.string(), document: BlobRefSchema });

export const ListCodeTablesResponse = values.record('ListCodeTablesResponse', {
  tables: z.array(CodeTable).optional(),
});

const Mapping = values.record('Mapping', {
  platform: values.peerId,
  version: z.string(),
  validFrom: values.date,
  document: BlobRefSchema,
  status: z.enum(['PROPOSED', 'APPROVED', 'REJECTED']),
  proposedAt: values.moment,
  reviewedAt: values.moment.optional(),
  reviewNote: z.string().optional(),
});

const IntakeGrant = values.record('IntakeGrant', {
  grantId: values.messageId,
  grantedBy: values.peerId,
  platform: values.peerId,
  divisionCode: values.divisionCode.optional(),
  basicCode: values.basicCode,
  powers: z.array(IntakePowerSchema),
  validFrom: values.date,
  validTo: values.date,
  basis: z.string(),
  grantedAt: values.moment,
  withdrawnFrom: values.moment.optional(),
  leafId: values.messageId,
  withdrawalLeafId: values.messageId.optional(),
});

export const GrantIntakeResponse = values.record('GrantIntakeResponse', { grant: IntakeGrant });
export const WithdrawIntakeGrantResponse = values.record('WithdrawIntakeGrantResponse', {
  grant: IntakeGrant,
});
export const ListIntakeGrantsResponse = values.record('ListIntakeGrantsResponse', {
  grants: z.array(IntakeGrant).optional(),
  next: uint64.optional(),
});

export const ProposeMappingResponse = values.record('ProposeMappingResponse', { mapping: Mapping });
export const ListMappingsResponse = values.record('ListMappingsResponse', {
  mappings: z.array(Mapping).optional(),
});
export const ReportMappingGapsResponse = values.record('ReportMappingGapsResponse', {});

const CertificateAcknowledgement = values.record('CertificateAcknowledgement', {
  messageId: values.messageId,
  leafId: values.messageId,
  leaf: bytes.optional(),
  salt: bytes,
  receipt: InclusionReceipt.optional(),
  pending: z.boolean().optional(),
});

export const ReportCertificateResponse = values.record('ReportCertificateResponse', {
  acknowledgement: CertificateAcknowledgement,
});
export const GetReportAnswerResponse = values.record('GetReportAnswerResponse', {
  acknowledgement: CertificateAcknowledgement,
});
export const GrantConsentResponse = values.record('GrantConsentResponse', {
  acknowledgement: CertificateAcknowledgement,
});
export const RevokeConsentResponse = values.record('RevokeConsentResponse', {
  acknowledgement: CertificateAcknowledgement,
});

export const OpenPresentationResponse = values.record('OpenPresentationResponse', {
  acknowledgement: CertificateAcknowledgement,
  code: values.presentationCode,
  expiresAt: values.moment,
});

export const UseCertificateResponse = values.record('UseCertificateResponse', {
  useId: values.messageId,
  salt: bytes,
  statement: FlattenedJwsSchema,
  answer: FlattenedJwsSchema.optional(),
});

const CertificateUse = values.record('CertificateUse', {
  useId: values.messageId,
  requester: values.peerId,
  organisation: values.uscc,
  clerk: z.string(),
  operation: CertificateOperationSchema,
  certificateId: z.string().optional(),
  typeCode: z.string().optional(),
  platform: values.peerId.optional(),
  basicCode: z.string().optional(),
  caseRef: z.string().optional(),
  consentId: values.messageId.optional(),
  duty: z.string().optional(),
  presentationId: values.messageId.optional(),
  fields: z.array(z.string()).optional(),
  decidedAt: values.moment,
  outcome: z.enum([
    'REFUSED',
    'ANSWERED',
    'ASKED',
    'RELEASED',
    'REFUSED_BY_ISSUER',
    'UNVERIFIED',
    'UNREACHABLE',
    'NOT_VALID',
    'CONSENT_ENDED',
    'INTERRUPTED',
    'SEAL_NOT_ALLOWED',
  ]),
  code: z.enum(Object.keys(ERRORS)).optional(),
});

export const ListCertificateUsesResponse = values.record('ListCertificateUsesResponse', {
  uses: z.array(CertificateUse).optional(),
});

const CertificateType = values.record('CertificateType', {
  typeCode: values.certificateType,
  name: z.string(),
  validFrom: values.date.optional(),
  validTo: values.date.optional(),
  holderCodeTypes: z.array(z.string()),
});

export const ListCertificateTypesResponse = values.record('ListCertificateTypesResponse', {
  types: z.array(CertificateType).optional(),
});

const StatusListEntry = values.record('StatusListEntry', {
  platform: values.peerId,
  list: values.statusListName,
  sha256: values.hexDigest,
  issuedAt: values.moment,
  expiresAt: values.moment,
  revision: uint64,
  leafId: values.messageId.optional(),
});

export const PublishStatusListResponse = values.record('PublishStatusListResponse', {
  entry: StatusListEntry,
});
export const ListStatusListsResponse = values.record('ListStatusListsResponse', {
  lists: z.array(StatusListEntry).optional(),
});
export const GetStatusListResponse = values.record('GetStatusListResponse', {
  entry: StatusListEntry,
  token: z.string().optional(),
});

export const GetCheckpointResponse = values.record('GetCheckpointResponse', { checkpoint: z.string() });
export const GetReceiptResponse = values.record('GetReceiptResponse', {
  leaf: bytes,
  receipt: InclusionReceipt,
});
const LogEntry = values.record('LogEntry', { leaf: bytes, receipt: InclusionReceipt });
export const GetTurnResponse = values.record('GetTurnResponse', { closed: LogEntry, opened: LogEntry });
export const GetConsistencyResponse = values.record('GetConsistencyResponse', {
  proof: z.array(bytes).optional(),
});

export const OpenUploadResponse = values.record('OpenUploadResponse', {
  offset: uint64.optional(),
  complete: z.boolean().optional(),
});
export const UploadResponse = values.record('UploadResponse', {
  offset: uint64.optional(),
  complete: z.boolean().optional(),
});

const SigningKey = values.record('SigningKey', {
  kid: z.string(),
  suite: z.enum(['ED25519', 'P256', 'SM2']),
  publicKey: bytes,
  validFrom: values.moment,
  validTo: values.moment,
  revokedAt: values.moment.optional(),
});

const Peer = values.record('Peer', {
  peerId: values.peerId,
  name: z.string(),
  /** Both absent of the hub itself, which is no organisation's platform. */
  uscc: z.string().optional(),
  divisionCode: z.string().optional(),
  keys: z.array(SigningKey).optional(),
});

export const GetHubResponse = values.record('GetHubResponse', {
  hubId: values.peerId,
  logOrigin: z.string(),
  logVkey: z.string(),
  logVkeySm2: z.string(),
  keys: z.array(SigningKey).optional(),
});
export const ListPeersResponse = values.record('ListPeersResponse', { peers: z.array(Peer).optional() });

export const ProblemSchema = values.record('Problem', {
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  violations: z.array(values.record('Violation', { pointer: z.string(), message: z.string() })),
  correlationId: z.string(),
  retryAfterMs: z.int().optional(),
  leafId: values.messageId.optional(),
});
