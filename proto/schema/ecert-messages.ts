import { z } from 'zod';
import { BlobRefSchema } from './blob-ref.js';
import {
  basicCode,
  certificateId,
  certificateType,
  date,
  divisionCode,
  hexDigest,
  list,
  messageId,
  moment,
  peerId,
  presentationCode,
  record,
  reference,
  statusListName,
  text,
  uscc,
} from './values.js';

/** The payloads of signed messages about electronic certificates: the shapes of tongban/v1/ecert.proto with their limits. */

const STATES = [
  'VALID',
  'SUSPENDED',
  'EXPIRED',
  'CANCELLED',
  'REVOKED',
  'RESCINDED',
  'VOIDED',
  'SUPERSEDED',
  'OTHER',
] as const;

export const CertificateStateSchema = z.enum(STATES);
export const CertificateOperationSchema = z.enum([
  'FIND',
  'STATUS',
  'DATA',
  'FILE',
  'VERIFY',
  'PRESENTATION',
]);
const CertificateFileFormatSchema = z.enum(['OFD', 'PDF']);

export const CertificateHolderSchema = record('CertificateHolder', {
  codeType: z.string().regex(/^\d{3}$/),
  code: reference(70),
});

const fieldName = reference(100);
const CertificateField = record('CertificateField', { name: fieldName, value: text(10_000) });

/** The kinds of files that certificates come in, each under its name on the wire. */
export const CERTIFICATE_FILES = { OFD: 'application/ofd', PDF: 'application/pdf' } as const;

/** Whether the issuing platform is asked; if not, the hub's directory answers. */
export function asksIssuer(operation: CertificateOperation): boolean {
  return operation !== 'FIND' && operation !== 'STATUS';
}

/** The longest that a hub may be set to wait for an issuing platform, milliseconds: whoever asks the hub waits for longer. */
export const MAX_ISSUER_WAIT_MS = 60_000;

/** Whether a material may name the use: the state was looked at, or contents came. Of VERIFY the hub does not know what matched. */
export function mayStandForPaper(operation: CertificateOperation, isReleased: boolean): boolean {
  return operation === 'STATUS' || (isReleased && operation !== 'VERIFY');
}

const issued = {
  certificateId,
  issuer: uscc,
  divisionCode,
  holders: z.array(CertificateHolderSchema).min(1).max(50).readonly(),
  validFrom: date,
  validTo: date.optional(),
  status: record('StatusListPlace', {
    list: statusListName,
    index: z.int().min(0).max(131_071).default(0), // a list is no longer, see crypto/status-list
  }).optional(),
};

const period = {
  path: 'validTo',
  message: 'lies before validFrom',
  holds: ({ validFrom, validTo }: { readonly validFrom: string; readonly validTo?: string | undefined }) =>
    validTo === undefined || validFrom <= validTo,
};

const CertificateIssued = record('CertificateIssued', issued, period);

const CertificateChanged = record('CertificateChanged', { ...issued, supersedes: certificateId }, period);

const CertificateStateChanged = record(
  'CertificateStateChanged',
  { certificateId, state: CertificateStateSchema, since: moment, reason: text(500).optional() },
  {
    path: 'state',
    message: 'a later version is reported as CertificateChanged',
    holds: ({ state }) => state !== 'SUPERSEDED',
  },
);

const ConsentGranted = record('ConsentGranted', {
  holder: CertificateHolderSchema,
  requester: peerId,
  organisation: uscc,
  caseRef: reference(50),
  basicCode,
  typeCodes: z.array(certificateType).min(1).max(50).readonly(),
  expiresAt: moment,
  uses: z.int().min(1).max(1_000).default(1),
  reason: text(500),
});

/** A face image fits, in base64url, and no more than two of them; with a message around it. */
const MAX_CREDENTIAL = 180_000;

const PresentationOpened = record('PresentationOpened', {
  holder: CertificateHolderSchema,
  certificateId,
  fields: z.array(fieldName).min(1).max(100).readonly(),
  audience: peerId.optional(),
  lifeSeconds: z.int().min(1).max(300).optional(),
});

const ConsentRevoked = record('ConsentRevoked', { consentId: messageId, reason: text(500).optional() });

/** What a use can be named by, and what each operation is, in the same order. */
const NAMES = ['certificateId', 'holder', 'typeCode', 'presentation'] as const;
const NAMED_BY: Readonly<Record<CertificateOperation, readonly (typeof NAMES)[number][]>> = {
  FIND: ['holder', 'typeCode'],
  STATUS: ['certificateId'],
  DATA: ['certificateId'],
  FILE: ['certificateId'],
  VERIFY: ['certificateId'],
  PRESENTATION: ['presentation'],
};

const UseCertificate = record(
  'UseCertificate',
  {
    operation: CertificateOperationSchema,
    certificateId: certificateId.optional(),
    holder: CertificateHolderSchema.optional(),
    typeCode: certificateType.optional(),
    /** Without it the use is refused by its own code, PURPOSE_MISSING. */
    purpose: record('CertificatePurpose', {
      basicCode,
      caseRef: reference(50).optional(),
      reason: text(500),
    }).optional(),
    consentId: messageId.optional(),
    duty: reference(50).optional(),
    organisation: uscc,
    clerk: reference(100),
    fields: list(fieldName, 100),
    format: CertificateFileFormatSchema.optional(),
    seen: list(CertificateField, 100),
    seenSm3: hexDigest.optional(),
    presentation: presentationCode.optional(),
  },
  {
    path: 'operation',
    message:
      'FIND names holder and typeCode; PRESENTATION the code alone; every other operation certificateId alone; DATA and PRESENTATION, and only they, fields; FILE a format; VERIFY what was seen, each field once',
    holds: (use) => {
      const { operation, fields, format, seen, seenSm3 } = use;
      const named = NAMES.filter((name) => use[name] !== undefined);
      const hasFields = operation === 'DATA' || operation === 'PRESENTATION';
      const hasSeen = seen.length > 0 || seenSm3 !== undefined;
      const isOnlyCode =
        operation !== 'PRESENTATION' || (use.consentId === undefined && use.duty === undefined);
      return (
        named.join() === NAMED_BY[operation].join() &&
        fields.length > 0 === hasFields &&
        (format !== undefined) === (operation === 'FILE') &&
        hasSeen === (operation === 'VERIFY') &&
        isEachOnce(seen) && // or one verification would try many values of a field
        isOnlyCode
      );
    },
  },
);

const CertificateAnswer = record('CertificateAnswer', {
  useId: messageId,
  useSha256: hexDigest,
  certificateId,
  state: CertificateStateSchema,
  stateSince: moment,
  fields: list(CertificateField, 100),
  refusal: text(500).optional(),
  copy: BlobRefSchema.optional(),
  original: record('CertificateOriginal', {
    sha256: hexDigest,
    sm3: hexDigest,
    seals: z.enum(['WHOLE', 'PARTLY_COVERED', 'UNSIGNED', 'NOT_CHECKED']),
    sealedBy: list(record('CertificateSealing', { certificateSha256: hexDigest, signedAt: moment }), 100),
  }).optional(),
  matches: list(
    record('CertificateMatch', { name: fieldName, matches: z.boolean().default(false) }), // proto3 leaves false out
    100,
  ),
  fileMatches: z.boolean().default(false),
  credential: z.string().min(1).max(MAX_CREDENTIAL).optional(),
});

function isEachOnce(fields: readonly { readonly name: string }[]): boolean {
  return new Set(fields.map(({ name }) => name)).size === fields.length;
}

/** Every signed message about certificates, by its name in `cty`. */
export const CERTIFICATE_MESSAGES = {
  CertificateIssued,
  CertificateChanged,
  CertificateStateChanged,
  ConsentGranted,
  ConsentRevoked,
  UseCertificate,
  CertificateAnswer,
  PresentationOpened,
} as const;

export type CertificateMessageType = keyof typeof CERTIFICATE_MESSAGES;

export type CertificateMessage<T extends CertificateMessageType = CertificateMessageType> = {
  [K in T]: { readonly type: K; readonly body: z.output<(typeof CERTIFICATE_MESSAGES)[K]> };
}[T];

export type CertificateBody<T extends CertificateMessageType> = CertificateMessage<T>['body'];

export type CertificateState = z.output<typeof CertificateStateSchema>;
export type CertificateOperation = z.output<typeof CertificateOperationSchema>;
export type CertificateFileFormat = z.output<typeof CertificateFileFormatSchema>;
export type CertificateHolder = z.output<typeof CertificateHolderSchema>;

const CertificateEntry = record('CertificateEntry', {
  certificateId,
  typeCode: certificateType,
  issuer: uscc,
  divisionCode,
  platform: peerId,
  state: CertificateStateSchema,
  stateSince: moment,
  supersededBy: certificateId.optional(),
  validTo: date.optional(),
});

/** What the hub signs with a release. */
export const CertificateStatementSchema = record('CertificateStatement', {
  useId: messageId,
  requester: peerId,
  operation: CertificateOperationSchema,
  certificates: list(CertificateEntry, 500),
  decidedAt: moment,
  answerSha256: hexDigest.optional(),
  conditions: list(reference(50), 20),
});

export type CertificateStatement = z.output<typeof CertificateStatementSchema>;

/** What the hub tells an issuing platform about a use by a code. */
export const PresentationStatementSchema = record('PresentationStatement', {
  useId: messageId,
  useSha256: hexDigest,
  presentationId: messageId,
  platform: peerId,
  certificateId,
  fields: z.array(fieldName).min(1).max(100).readonly(),
});

export type PresentationStatement = z.output<typeof PresentationStatementSchema>;
