import { z } from 'zod';
import { BlobRefSchema } from './material.js';
import {
  caseNo,
  date,
  divisionCode,
  httpsLink,
  itemCode,
  list,
  moment,
  record,
  reference,
  text,
} from './values.js';
import { WindowSchema } from './window.js';

/** The payloads of tongban/v1/consultation.proto: 异地咨询 and 视频会商. */

const about = { caseNo, consultationNo: reference(50) };
const files = list(BlobRefSchema, 20);

export const MeetingSlotSchema = record(
  'MeetingSlot',
  { startsAt: moment, endsAt: moment },
  {
    path: 'endsAt',
    message: 'a meeting ends after it begins',
    holds: ({ startsAt, endsAt }) => Date.parse(startsAt) < Date.parse(endsAt),
  },
);

export const AttendeeSchema = record('Attendee', {
  role: z.enum(['WINDOW_CLERK', 'CASE_OFFICER', 'EXPERT', 'APPLICANT', 'AGENT', 'OTHER']),
  orgName: text(200).optional(),
  name: text(200).optional(),
});

export const ShownItemSchema = record('ShownItem', { name: text(200), blob: BlobRefSchema.optional() });

export const RecordVerdictSchema = z.enum(['AFFIRMED', 'OBJECTED']);

const ConsultationOpened = record('ConsultationOpened', {
  ...about,
  window: WindowSchema.optional(),
  question: text(5000),
  files,
});

const ItemConsultationOpened = record('ItemConsultationOpened', {
  itemCode,
  divisionCode: divisionCode.optional(),
  consultationNo: about.consultationNo,
  window: WindowSchema.optional(),
  question: text(5000),
  files,
});

const ConsultationAnswered = record('ConsultationAnswered', { ...about, answer: text(5000), files });

const ConsultationFurtherAsked = record('ConsultationFurtherAsked', {
  ...about,
  question: text(5000),
  files,
});

const ConsultationClosed = record('ConsultationClosed', {
  ...about,
  outcome: z.enum(['RESOLVED', 'UNRESOLVED', 'WITHDRAWN']),
  reason: text(2000).optional(),
});

const ConsultationWarned = record('ConsultationWarned', {
  ...about,
  level: reference(50),
  dueDate: date,
  firingAt: moment,
  rule: text(200),
  calendar: text(200),
  escalateTo: list(reference(50), 5),
});

const VideoConsultationProposed = record(
  'VideoConsultationProposed',
  {
    ...about,
    slots: list(MeetingSlotSchema, 5),
    link: httpsLink,
    attendees: list(AttendeeSchema, 20),
  },
  {
    path: 'slots',
    message: 'at least one time is proposed, and none twice',
    holds: ({ slots }) =>
      slots.length > 0 && new Set(slots.map(({ startsAt }) => Date.parse(startsAt))).size === slots.length,
  },
);

const VideoConsultationConfirmed = record('VideoConsultationConfirmed', { ...about, startsAt: moment });

const VideoConsultationDeclined = record('VideoConsultationDeclined', { ...about, reason: text(2000) });

const VideoConsultationHeld = record(
  'VideoConsultationHeld',
  {
    ...about,
    startedAt: moment,
    endedAt: moment,
    attendees: list(AttendeeSchema, 20),
    shown: list(ShownItemSchema, 50),
    agreed: text(5000),
  },
  {
    path: 'endedAt',
    message: 'a meeting ends after it begins',
    holds: ({ startedAt, endedAt }) => Date.parse(startedAt) < Date.parse(endedAt),
  },
);

const VideoRecordAnswered = record(
  'VideoRecordAnswered',
  { ...about, verdict: RecordVerdictSchema, reason: text(2000).optional() },
  {
    path: 'reason',
    message: 'an objection has its reason',
    holds: ({ verdict, reason }) => verdict !== 'OBJECTED' || reason !== undefined,
  },
);

export const CONSULTATION_MESSAGES = {
  ConsultationOpened,
  ItemConsultationOpened,
  ConsultationAnswered,
  ConsultationFurtherAsked,
  ConsultationClosed,
  ConsultationWarned,
  VideoConsultationProposed,
  VideoConsultationConfirmed,
  VideoConsultationDeclined,
  VideoConsultationHeld,
  VideoRecordAnswered,
} as const;
