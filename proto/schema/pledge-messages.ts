import { z } from 'zod';
import { BlobRefSchema } from './material.js';
import {
  caseNo,
  certificateId,
  date,
  hexDigest,
  list,
  moment,
  pointCode,
  record,
  reference,
  text,
} from './values.js';

/** 告知承诺: the shapes of tongban/v1/pledge.proto with the limits that the hub enforces. */

const MAX_PLEDGED = 50;

export const CreditCheckSchema = record('CreditCheck', {
  outcome: z.enum(['CLEAR', 'BARRED']),
  inquiryNo: reference(50),
  checkedOn: date,
});

export const NotificationCommitmentSchema = record(
  'NotificationCommitment',
  {
    noticeVersion: reference(50),
    noticeSha256: hexDigest,
    pledgedCodes: list(pointCode, MAX_PLEDGED),
    pledgedOn: date,
  },
  {
    path: 'pledgedCodes',
    message: 'something is pledged, and nothing twice',
    holds: ({ pledgedCodes }) =>
      pledgedCodes.length > 0 && new Set(pledgedCodes).size === pledgedCodes.length,
  },
);

export const FindingSchema = z.enum(['KEPT', 'CORRECTED_IN_TIME', 'BROKEN']);

const CommitmentChecked = record(
  'CommitmentChecked',
  {
    caseNo,
    finding: FindingSchema,
    method: z.enum(['DATA_COMPARISON', 'DOCUMENTS', 'ON_SITE']),
    faultyCodes: list(pointCode, MAX_PLEDGED),
    basis: text(2000),
    checkedBy: text(200),
    checkedAt: moment,
    documentNo: reference(50).optional(),
    evidence: list(BlobRefSchema, 20),
  },
  {
    path: 'faultyCodes',
    message: 'what was kept has no faults, and what was not has at least one, none twice',
    holds: ({ finding, faultyCodes }) =>
      (finding === 'KEPT') === (faultyCodes.length === 0) && new Set(faultyCodes).size === faultyCodes.length,
  },
);

const RevokedResult = record(
  'RevokedResult',
  {
    documentNo: reference(100).optional(),
    certificateId: certificateId.optional(),
    revocationNo: reference(100).optional(),
  },
  {
    path: 'documentNo',
    message: 'a result is named by its number, as a certificate, or as both',
    holds: ({ documentNo, certificateId }) => documentNo !== undefined || certificateId !== undefined,
  },
  {
    path: 'revocationNo',
    message: 'a certificate, and nothing else, has the number under which its issuer has revoked it',
    holds: ({ certificateId, revocationNo }) =>
      (certificateId === undefined) === (revocationNo === undefined),
  },
);

const DecisionRevoked = record('DecisionRevoked', {
  caseNo,
  ground: z.enum(['BROKEN_COMMITMENT', 'OBTAINED_BY_DECEIT']),
  basis: text(2000),
  documentNo: reference(50),
  revokedAt: moment,
  revokedResults: list(RevokedResult, 20),
});

const CreditRestored = record('CreditRestored', {
  caseNo,
  basis: text(2000),
  documentNo: reference(50),
  restoredAt: moment,
});

export const PLEDGE_MESSAGES = { CommitmentChecked, DecisionRevoked, CreditRestored } as const;
