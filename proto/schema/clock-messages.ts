import { z } from 'zod';
import { caseNo, date, list, moment, record, reference, text } from './values.js';

/** Acts about the time that a case may take: the shapes of tongban/v1/clocks.proto with the limits that the hub enforces. */

export const ClockKindSchema = z.enum([
  'ACCEPTANCE_NOTICE',
  'DECISION',
  'CERTIFICATE_ISSUE',
  'CORRECTION_ANSWER',
  'AFTER_CHECK',
]);
export const LimitUnitSchema = z.enum(['WORKING_DAY', 'CALENDAR_DAY', 'HOUR', 'MONTH']);
export const LimitApproverSchema = z.enum(['AUTHORITY_HEAD', 'GOVERNMENT_HEAD']);

/** Longer than any limit that anybody sets: a slip of the pen. The rules of the limit say how much may be taken. */
const MOST_UNITS = 2_500;

const TimeLimitExtended = record('TimeLimitExtended', {
  caseNo,
  clock: ClockKindSchema,
  amount: z.int().min(1).max(MOST_UNITS),
  unit: LimitUnitSchema,
  approver: LimitApproverSchema,
  reason: text(2000),
  approvedAt: moment,
});

const ClockWarned = record('ClockWarned', {
  caseNo,
  clock: ClockKindSchema,
  level: reference(50),
  dueDate: date,
  firingAt: moment,
  rule: text(200),
  calendar: text(200),
  escalateTo: list(z.enum(['HANDLER', 'SUPERVISOR', 'AUTHORITY_HEAD', 'DATA_AUTHORITY', 'HUB_OPERATOR']), 5),
});

const moved = {
  previousDueDate: date.optional(),
  dueDate: date.optional(),
  rule: text(200),
  calendar: text(200).optional(),
};

const DeadlineRecomputed = record('DeadlineRecomputed', { caseNo, clock: ClockKindSchema, ...moved });

const ReplyDeadlineRecomputed = record(
  'ReplyDeadlineRecomputed',
  { caseNo, feedbackNo: reference(50).optional(), consultationNo: reference(50).optional(), ...moved },
  {
    path: 'feedbackNo',
    message: 'it is about one remedy, or one consultation',
    holds: ({ feedbackNo, consultationNo }) => (feedbackNo === undefined) !== (consultationNo === undefined),
  },
);

export const CLOCK_MESSAGES = {
  TimeLimitExtended,
  ClockWarned,
  DeadlineRecomputed,
  ReplyDeadlineRecomputed,
} as const;
