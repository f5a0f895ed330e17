import { z } from 'zod';
import { caseNo, date, moment, peerId, record, text } from './values.js';

/** The payloads of tongban/v1/joint.proto: acts of joint cases (多地联办). */

const PartOpened = record('PartOpened', { caseNo, partCaseNo: caseNo, participant: peerId });

const PartOverdue = record('PartOverdue', {
  caseNo,
  partCaseNo: caseNo,
  stage: z.enum(['REMINDED', 'RELEASABLE']),
  receivedAt: moment,
  dueDate: date,
  rule: text(200),
  calendar: text(200),
});

const PartEnded = record('PartEnded', {
  caseNo,
  partCaseNo: caseNo,
  end: z.enum(['DONE', 'REFUSED', 'WITHDRAWN', 'TERMINATED', 'SILENT']),
});

const PartSettled = record(
  'PartSettled',
  {
    caseNo,
    partCaseNo: caseNo,
    resolution: z.enum(['WAIVED', 'REPLACED', 'COMPENSATED']),
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

export const JOINT_MESSAGES = { PartOpened, PartOverdue, PartEnded, PartSettled, LeadEnded } as const;
