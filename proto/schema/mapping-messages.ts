import { z } from 'zod';
import { BlobRefSchema } from './blob-ref.js';
import { date, list, moment, peerId, record, reference, text } from './values.js';

/** The payload of a proposed mapping, which a province signs. */
export const MappingProposalSchema = record('MappingProposal', {
  platform: peerId,
  version: reference(50),
  validFrom: date,
  document: BlobRefSchema,
  note: text(2_000).optional(),
});

export type MappingProposal = z.output<typeof MappingProposalSchema>;

/** `cty` of a signed proposal. */
export const MAPPING_PROPOSAL = 'tongban.v1.MappingProposal+json';

export const MappingGapSchema = record('MappingGap', {
  table: reference(100),
  code: text(200),
  direction: z.enum(['TO_NATIONAL', 'TO_LOCAL']),
  kind: z.enum(['MISSING', 'AMBIGUOUS', 'EXPRESSION_FAILED']),
  candidates: list(text(200), 100),
  firstSeen: moment,
  lastSeen: moment,
  timesSeen: z.int().min(1),
});
