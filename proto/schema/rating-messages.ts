import { z } from 'zod';
import { BlobRefSchema } from './material.js';
import { caseNo, date, divisionCode, list, moment, pointCode, record, reference, text } from './values.js';

/** The payloads of tongban/v1/rating.proto: 好差评, complaints, and what comes of them. */

export const RatedSideSchema = z.enum(['INTAKE', 'DECISION', 'WHOLE']);

/** GB/T 39046—2020 A.8, the best first. */
export const SatisfactionSchema = z.enum([
  'VERY_SATISFIED',
  'SATISFIED',
  'BASICALLY_SATISFIED',
  'DISSATISFIED',
  'VERY_DISSATISFIED',
]);

/** 差评: a remedy is owed. */
const BAD: readonly z.output<typeof SatisfactionSchema>[] = ['DISSATISFIED', 'VERY_DISSATISFIED'];

export const RatingProblemSchema = z.enum([
  'EFFICIENCY',
  'GUIDANCE',
  'CONVENIENCE',
  'PLATFORM',
  'COMPETENCE',
  'ATTITUDE',
  'OTHER',
]);

export const CallBackSchema = z.enum(['REACHED', 'NOT_REACHED', 'DECLINED']);
export const RulingSchema = z.enum(['UPHELD', 'DISMISSED']);
export const RemedyStateSchema = z.enum(['OPEN', 'APPEALED', 'ANSWERED', 'CLOSED', 'SET_ASIDE']);

export const RatingProblemsSchema = list(RatingProblemSchema, RatingProblemSchema.options.length);

const told = {
  caseNo,
  feedbackNo: reference(50),
  side: RatedSideSchema,
  anonymous: z.boolean().default(false),
  problems: RatingProblemsSchema,
  windowDivision: divisionCode.optional(),
  windowNo: reference(50).optional(),
  comment: text(2000).optional(),
};

interface Told {
  readonly side: z.output<typeof RatedSideSchema>;
  readonly problems: readonly z.output<typeof RatingProblemSchema>[];
  readonly windowDivision?: string | undefined;
  readonly windowNo?: string | undefined;
}

const NO_PROBLEM_TWICE = {
  path: 'problems',
  message: 'no problem is named twice',
  holds: ({ problems }: Told) => new Set(problems).size === problems.length,
};

const WINDOW_OF_INTAKE = {
  path: 'windowDivision',
  message:
    'a window is named by its division, and only of INTAKE: the department that decides follows from the item',
  holds: ({ side, windowDivision, windowNo }: Told) =>
    windowDivision === undefined ? windowNo === undefined : side === 'INTAKE',
};

const ServiceRating = record(
  'ServiceRating',
  {
    ...told,
    satisfaction: SatisfactionSchema,
    channel: z.enum([
      'PERSONAL_COMPUTER',
      'MOBILE',
      'QR_CODE',
      'HALL_TABLET',
      'OTHER_TERMINAL',
      'TELEPHONE',
      'TEXT_MESSAGE',
    ]),
    ratedAt: moment,
    member: pointCode.optional(),
  },
  NO_PROBLEM_TWICE,
  WINDOW_OF_INTAKE,
  {
    path: 'member',
    message: 'a member is named of WHOLE, by a rating that asks for a remedy',
    holds: ({ side, satisfaction, member }) =>
      member === undefined || (side === 'WHOLE' && BAD.includes(satisfaction)),
  },
);

const ComplaintReceived = record(
  'ComplaintReceived',
  {
    ...told,
    channel: z.enum(['HOTLINE_12345', 'SERVICE_PLATFORM', 'WEBSITE', 'UNSOLVED_WINDOW', 'LETTER_OR_VISIT']),
    complainedAt: moment,
  },
  NO_PROBLEM_TWICE,
  WINDOW_OF_INTAKE,
);

const RatingRemedy = record(
  'RatingRemedy',
  {
    caseNo,
    feedbackNo: reference(50),
    measure: z.enum(['RECTIFIED', 'EXPLAINED']),
    callBack: CallBackSchema.optional(),
    calledBackAt: moment.optional(),
    reason: text(2000),
  },
  {
    path: 'callBack',
    message: 'a call back has its outcome and its time',
    holds: ({ callBack, calledBackAt }) => (callBack === undefined) === (calledBackAt === undefined),
  },
);

const RatingAppealed = record('RatingAppealed', {
  caseNo,
  feedbackNo: reference(50),
  ground: z.enum(['MALICIOUS', 'MISTAKEN']),
  reason: text(2000),
  evidence: list(BlobRefSchema, 20),
});

const AppealDecided = record('AppealDecided', {
  caseNo,
  feedbackNo: reference(50),
  ruling: RulingSchema,
  reason: text(2000),
});

const RatingFollowUp = record(
  'RatingFollowUp',
  {
    caseNo,
    feedbackNo: reference(50),
    callBack: CallBackSchema,
    satisfaction: SatisfactionSchema.optional(),
    followedUpAt: moment,
    comment: text(2000).optional(),
  },
  {
    path: 'satisfaction',
    message: 'whoever was reached says how content they are now, and nobody else',
    holds: ({ callBack, satisfaction }) => (callBack === 'REACHED') === (satisfaction !== undefined),
  },
);

const RemedyWarned = record(
  'RemedyWarned',
  {
    caseNo,
    feedbackNo: reference(50),
    awaited: RemedyStateSchema,
    level: reference(50),
    dueDate: date,
    firingAt: moment,
    rule: text(200),
    calendar: text(200),
    escalateTo: list(reference(50), 5),
  },
  {
    path: 'awaited',
    message: 'of what is over nothing is awaited',
    holds: ({ awaited }) => awaited !== 'CLOSED' && awaited !== 'SET_ASIDE',
  },
);

export const RATING_MESSAGES = {
  ServiceRating,
  ComplaintReceived,
  RatingRemedy,
  RatingAppealed,
  AppealDecided,
  RatingFollowUp,
  RemedyWarned,
} as const;
