import { z } from 'zod';
import { caseNo, date, moment, peerId, record, reference, text } from './values.js';

/** The payloads of tongban/v1/joint.proto: acts of joint cases (多地联办). */

export const PartEndSchema = z.enum(['DONE', 'REFUSED', 'WITHDRAWN', 'TERMINATED', 'SILENT', 'UNDONE']);
export const OverdueStageSchema = z.enum(['REMINDED', 'RELEASABLE']);
export const PartResolutionSchema = z.enum(['WAIVED', 'REPLACED', 'COMPENSATED']);

const PartOpened = record('PartOpened', { caseNo, partCaseNo: caseNo, participant: peerId });

const PartOverdue = record('PartOverdue', {
  caseNo,
  partCaseNo: caseNo,
  stage: OverdueStageSchema,
  receivedAt: moment,
  dueDate: date,
  rule: text(200),
  calendar: text(200),
});

const PartEnded = record('PartEnded', {
  caseNo,
  partCaseNo: caseNo,
  end: PartEndSchema,
});

const PartSettled = record(
  'PartSettled',
  {
    caseNo,
    partCaseNo: caseNo,
    resolution: PartResolutionSchema,
    replacedBy: caseNo.optional(),
    reason: text(2000),
  },
  {
    path: 'replacedBy',
    message: 'REPLACED names the part that replaces it, and nothing else does',
    holds: ({ resolution, replacedBy }) => (resolution === 'REPLACED') === (replacedBy !== undefined),
  },
);

const LeadEnded = record('LeadEnded', { caseNo, leadCaseNo: caseNo });

const CompensationRequested = record('CompensationRequested', { caseNo, reason: text(2000) });

const Compensated = record('Compensated', {
  caseNo,
  documentNo: reference(50).optional(),
  compensatedAt: moment,
});

const CompensationRefused = record('CompensationRefused', {
  caseNo,
  reasonCode: reference(50),
  reason: text(2000),
});

export const JOINT_MESSAGES = {
  PartOpened,
  PartOverdue,
  PartEnded,
  PartSettled,
  LeadEnded,
  CompensationRequested,
  Compensated,
  CompensationRefused,
} as const;
