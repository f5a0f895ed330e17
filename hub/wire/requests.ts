import { z } from 'zod';
import { FIELD_GROUPS } from '#crypto/evidence';
import { FlattenedJwsSchema } from '#crypto/jose';
import { MAX_TOKEN_CHARACTERS } from '#crypto/status-list';
import { CASE_STATES } from '#domain/case';
import { BlobRefSchema, CertificateHolderSchema, MappingGapSchema, values } from '#proto/schema';

/** The requests of the interface, as both transports validate them. REST's OpenAPI document is made from these. */

const leafId = values.messageId;

export const ResolveItemSchema = values.record('ResolveItemRequest', {
  itemCode: values.itemCode,
  divisionCode: values.divisionCode.optional(),
  date: values.date.optional(),
});

export const ListCatalogueChangesSchema = values.record('ListCatalogueChangesRequest', {
  cursor: values.cursor.optional(),
  limit: z.int().min(1).max(1_000).default(500),
  divisions: values.list(values.divisionCode, 1_000),
});

export const GetCaseSchema = values.record('GetCaseRequest', { caseNo: values.caseNo });

export const GetLifeEventSchema = values.record('GetLifeEventRequest', { lifeEventNo: values.caseNo });

export const ExportEvidenceSchema = values.record('ExportEvidenceRequest', {
  caseNo: values.caseNo,
  without: values.list(z.enum(FIELD_GROUPS), FIELD_GROUPS.length),
});

/** Stands in queries, too, where numbers are text. */
const pageLimit = values.uint64().refine((limit) => limit >= 1 && limit <= 1_000, '1 to 1,000');

const month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'a month is written YYYY-MM');

const countsAsked = {
  fromMonth: month,
  toMonth: month,
  basicCode: values.basicCode.optional(),
  after: values.uint64().default(0),
  limit: pageLimit.default(1_000),
};

export const ListRatingCountsSchema = values.record('ListRatingCountsRequest', countsAsked);

export const ListCaseCountsSchema = values.record('ListCaseCountsRequest', countsAsked);

export const ListSupervisionRecordsSchema = values.record('ListSupervisionRecordsRequest', {
  cursor: values.cursor.optional(),
  limit: pageLimit.default(500),
});

export const GetConsultationSchema = values.record('GetConsultationRequest', {
  caseNo: values.caseNo,
  consultationNo: values.reference(50),
});

export const ListConsultationsSchema = values.record('ListConsultationsRequest', {
  caseNo: values.caseNo.optional(),
  basicCode: values.basicCode.optional(),
  after: values.caseNo.optional(),
  limit: pageLimit.default(1_000),
});

export const ListIntakeGrantsSchema = values.record('ListIntakeGrantsRequest', {
  view: z.enum(['GIVEN', 'HELD']),
  basicCode: values.basicCode.optional(),
  on: values.date.optional(),
  after: values.uint64().default(0),
  limit: pageLimit.default(1_000),
});

const Identity = values.record('Identity', {
  idType: z.string().regex(/^\d{3}$/, 'an identity document has a type of three digits'),
  idNumber: values.reference(50),
});

export const FindCasesSchema = values.record('FindCasesRequest', {
  number: values.reference(50).optional(),
  applicant: Identity.optional(),
  itemCode: values.itemCode.optional(),
  divisionCode: z
    .string()
    .regex(/^\d{6}$/, 'a place has 6 digits')
    .optional(),
  states: values.list(z.enum(CASE_STATES), CASE_STATES.length),
  part: z.enum(['SUBMITTING', 'DECIDING']).optional(),
  openedFrom: values.moment.optional(),
  openedBefore: values.moment.optional(),
  dueBy: values.date.optional(),
  limit: z.int().min(1).max(200).default(50),
  cursor: values.cursor.optional(),
});

export const GetAnswerSchema = values.record('GetAnswerRequest', { messageId: values.messageId });
export const GetReportAnswerSchema = values.record('GetReportAnswerRequest', { messageId: values.messageId });

export const GetReceiptSchema = values.record('GetReceiptRequest', { leafId });

export const GetConsistencySchema = values.record('GetConsistencyRequest', {
  oldSize: values.uint64().default(0),
  newSize: values.uint64().default(0),
  origin: z.string().max(255).default(''),
});

export const GetTurnSchema = values.record('GetTurnRequest', { origin: z.string().min(1).max(255) });

export const ReportMappingGapsSchema = values.record('ReportMappingGapsRequest', {
  gaps: values.list(MappingGapSchema, 1_000),
});

export const LeaseSchema = values.record('LeaseRequest', {
  max: z.int().min(1).max(100).default(10),
  waitMs: z.int().min(0).max(60_000).default(0),
  leaseMs: z.int().min(1_000).max(300_000).default(30_000),
});

/** What names a dispatch and shows that it is held. */
const heldDispatch = {
  dispatchId: z.string().regex(/^TB[0-9A-Z]{30}\/[1-9]\d{0,8}$/, '<case number>/<event number>'),
  leaseToken: values.messageId,
};

export const ReleaseSchema = values.record('ReleaseRequest', {
  ...heldDispatch,
  reason: values.text(500).optional(),
});

/** REST's body; over gRPC the message comes as bytes. */
export const AcknowledgeSchema = values.record('AcknowledgeRequest', {
  ...heldDispatch,
  message: FlattenedJwsSchema,
});

export const HeldDispatchSchema = values.record('HeldDispatch', heldDispatch);

export const AttachOpenSchema = values.record('AttachOpen', {
  maxInFlight: z.int().min(1).max(1000).default(64),
});

export const OpenUploadSchema = values.record('OpenUploadRequest', {
  blob: BlobRefSchema,
  useId: values.messageId.optional(),
});

export const UploadStartSchema = values.record('UploadStart', {
  sha256: values.hexDigest,
  offset: values.uint64().default(0),
  useId: values.messageId.optional(),
});

export const DownloadSchema = values.record('DownloadRequest', {
  sha256: values.hexDigest,
  offset: values.uint64().default(0),
  useId: values.messageId.optional(),
});

export const ListCertificateUsesSchema = values.record(
  'ListCertificateUsesRequest',
  {
    view: z.enum(['BY_ME', 'OF_MY_CERTIFICATES', 'OF_HOLDER']),
    holder: CertificateHolderSchema.optional(),
    before: values.messageId.optional(),
    limit: z.int().min(1).max(500).default(100),
  },
  {
    path: 'holder',
    message: 'OF_HOLDER, and only OF_HOLDER, names the holder',
    holds: ({ view, holder }) => (view === 'OF_HOLDER') === (holder !== undefined),
  },
);

export const PublishStatusListSchema = values.record('PublishStatusListRequest', {
  list: values.statusListName,
  token: z.string().min(1).max(MAX_TOKEN_CHARACTERS),
});

export const ListStatusListsSchema = values.record('ListStatusListsRequest', {
  after: values.uint64().default(0),
  limit: pageLimit.default(1_000),
  platform: values.peerId.optional(),
});

export const GetStatusListSchema = values.record('GetStatusListRequest', {
  platform: values.peerId,
  list: values.statusListName,
  knownSha256: values.hexDigest.optional(),
});

export const OpenLineSchema = values.record('OpenLine', {
  maxInFlight: z.int().min(1).max(1_024).default(64),
});
