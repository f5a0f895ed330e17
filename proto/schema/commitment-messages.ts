import { BlobRefSchema, MaterialSchema } from './material.js';
import { CreditCheckSchema } from './pledge-messages.js';
import { caseNo, date, list, moment, pointCode, record, reference, text } from './values.js';

/** 容缺受理: payloads of tongban/v1/commitment.proto. */

const MAX_DEFERRED = 20;

const DeferredMaterialsAcceptance = record(
  'DeferredMaterialsAcceptance',
  {
    caseNo,
    competentCaseRef: reference(50),
    documentNo: reference(50),
    acceptedAt: moment,
    promisedDate: date,
    deferredCodes: list(pointCode, MAX_DEFERRED),
    deferredNames: list(text(200), MAX_DEFERRED),
    commitmentNo: reference(50).optional(),
    commitment: BlobRefSchema.optional(),
    dueBy: date,
    creditCheck: CreditCheckSchema.optional(),
  },
  {
    path: 'deferredCodes',
    message: 'at least one material is deferred, and none twice',
    holds: ({ deferredCodes }) =>
      deferredCodes.length > 0 && new Set(deferredCodes).size === deferredCodes.length,
  },
  {
    path: 'deferredNames',
    message: 'every deferred material has its name',
    holds: ({ deferredCodes, deferredNames }) => deferredCodes.length === deferredNames.length,
  },
  {
    path: 'commitment',
    message: 'the applicant’s commitment has a number, or is there',
    holds: ({ commitment, commitmentNo }) => commitment !== undefined || commitmentNo !== undefined,
  },
);

const DeferredMaterialsSupplied = record(
  'DeferredMaterialsSupplied',
  { caseNo, suppliedCodes: list(pointCode, MAX_DEFERRED), materials: list(MaterialSchema, MAX_DEFERRED) },
  {
    path: 'suppliedCodes',
    message: 'they are the codes of the materials, in their order, and at least one',
    holds: ({ suppliedCodes, materials }) =>
      suppliedCodes.length > 0 &&
      suppliedCodes.length === materials.length &&
      materials.every(({ code }, i) => code === suppliedCodes[i]),
  },
);

const TerminatedByLapse = record('TerminatedByLapse', {
  caseNo,
  dueBy: date,
  missingCodes: list(pointCode, MAX_DEFERRED),
  rule: text(200),
});

export const COMMITMENT_MESSAGES = {
  DeferredMaterialsAcceptance,
  DeferredMaterialsSupplied,
  TerminatedByLapse,
} as const;
