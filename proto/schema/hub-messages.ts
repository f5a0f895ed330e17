import { z } from 'zod';
import { caseNo, messageId, moment, peerId, record, reference, uint64 } from './values.js';

/** What the hub itself signs: the payload of a dispatch's statement. */
export const DispatchStatementSchema = record('DispatchStatement', {
  dispatchId: z.string().regex(/^TB[0-9A-Z]{30}\/\d+$/),
  recipient: peerId,
  caseNo,
  eventSeq: z.int().min(1),
  messageId,
  messageType: z.string().regex(/^[A-Z][A-Za-z]+$/),
  actor: peerId,
  basicCode: z.string().regex(/^\d{12}$/),
  implementationCode: z.string().regex(/^[0-9A-Z]{31}$/),
  logIndex: uint64(),
  recordedAt: moment,
  submitterCaseRef: reference(50),
});

export type DispatchStatement = z.output<typeof DispatchStatementSchema>;
