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
    giver: OriginalsHolderSchema,
    taker: OriginalsHolderSchema,
    waybill: reference(50).optional(),
    takenAtOnce: z.boolean().default(false),
    handedAt: moment,
  },
  {
    path: 'originals',
    message: 'there is at least one, and each is named once',
    holds: (handOver) => handOver.originals.length > 0 && areDistinct(handOver.originals),
  },
  {
    path: 'giver',
    message: 'what a courier brings is received, and not handed over',
    holds: ({ giver }) => giver !== 'COURIER',
  },
  {
    path: 'taker',
    message: 'they go from one holder to another',
    holds: ({ giver, taker }) => giver !== taker,
  },
  {
    path: 'waybill',
    message: 'a courier has one, and nobody else',
    holds: ({ taker, waybill }) => (taker === 'COURIER') === (waybill !== undefined),
  },
  {
    path: 'takenAtOnce',
    message: 'a courier takes nothing for good',
    holds: ({ taker, takenAtOnce }) => !(takenAtOnce && taker === 'COURIER'),
  },
);

const OriginalsReceived = record(
  'OriginalsReceived',
  {
    caseNo,
    handOverNo: reference(50),
    taker: OriginalsHolderSchema,
    originals,
    differences: list(record('OriginalsDifference', { code: reference(50), remark: text(1000) }), 50),
    takenAt: moment,
  },
  {
    path: 'taker',
    message: 'a courier signs for nothing',
    holds: ({ taker }) => taker !== 'COURIER',
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
