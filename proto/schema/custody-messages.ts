import { z } from 'zod';
import { BlobRefSchema } from './material.js';
import { caseNo, list, moment, record, reference, text } from './values.js';

/** Where paper originals go: the shapes of tongban/v1/custody.proto. */

export const OriginalsHolderSchema = z.enum(['WINDOW', 'COURIER', 'AUTHORITY', 'APPLICANT']);

export const OriginalsSchema = record('Originals', {
  code: reference(50),
  sheets: z.int().min(1).max(10_000),
});

const originals = list(OriginalsSchema, 50);

const OriginalsHandedOver = record(
  'OriginalsHandedOver',
  {
    caseNo,
    handOverNo: reference(50),
    originals,
    originalDetails: list(
      record('OriginalDetail', { code: reference(50), name: text(200), image: BlobRefSchema.optional() }),
      50,
    ),
    giver: OriginalsHolderSchema.exclude(['COURIER']),
    taker: OriginalsHolderSchema,
    waybill: reference(50).optional(),
    takenAtOnce: z.boolean().default(false),
    handedAt: moment,
  },
  {
    path: 'originals',
    message:
      'originals, each named once, go from one holder to another; a courier has a waybill, nobody else has, and takes nothing at once',
    holds: ({ originals: given, giver, taker, waybill, takenAtOnce }) => {
      const isCouriers = taker === 'COURIER';
      return (
        given.length > 0 &&
        areDistinct(given) &&
        giver !== taker &&
        isCouriers === (waybill !== undefined) &&
        !(isCouriers && takenAtOnce)
      );
    },
  },
);

const OriginalsReceived = record(
  'OriginalsReceived',
  {
    caseNo,
    handOverNo: reference(50),
    taker: OriginalsHolderSchema.exclude(['COURIER']),
    originals,
    differences: list(record('OriginalsDifference', { code: reference(50), remark: text(1000) }), 50),
    takenAt: moment,
  },
  {
    path: 'originals',
    message: 'each original is named once',
    holds: (receipt) => areDistinct(receipt.originals),
  },
);

const OriginalsLost = record('OriginalsLost', {
  caseNo,
  handOverNo: reference(50),
  reasonCode: reference(50),
  reason: text(2000),
  lostAt: moment,
});

export const CUSTODY_MESSAGES = { OriginalsHandedOver, OriginalsReceived, OriginalsLost } as const;

function areDistinct(given: readonly { readonly code: string }[]): boolean {
  return new Set(given.map(({ code }) => code)).size === given.length;
}
