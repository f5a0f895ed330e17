import { z } from 'zod';
import { RatingProblemsSchema, SatisfactionSchema } from './rating-messages.js';
import { caseNo, divisionCode, itemCode, list, pointCode, record } from './values.js';

/** The payloads of tongban/v1/life_event.proto, and what submissions say of life events (一件事). */

/** More than any life event has; each is looked at again whenever one of them ends. */
export const MOST_MEMBERS = 50;

export const MemberEndSchema = z.enum(['DONE', 'REFUSED', 'WITHDRAWN', 'TERMINATED']);

const dependsOn = list(pointCode, MOST_MEMBERS);

export const LifeEventMemberSchema = record('LifeEventMember', {
  member: pointCode,
  itemCode,
  divisionCode: divisionCode.optional(),
  dependsOn,
});

export const LifeEventMembershipSchema = record('LifeEventMembership', {
  lifeEventNo: caseNo,
  member: pointCode,
  dependsOn,
});

export const PrerequisiteCasesSchema = list(
  record('PrerequisiteCase', { member: pointCode, caseNo }),
  MOST_MEMBERS,
);

export const LIFE_EVENT_MESSAGES = {
  MemberSubmitted: record('MemberSubmitted', { caseNo, member: pointCode, memberCaseNo: caseNo }),
  MemberEnded: record('MemberEnded', {
    caseNo,
    member: pointCode,
    memberCaseNo: caseNo,
    end: MemberEndSchema,
  }),
  LifeEventCompleted: record('LifeEventCompleted', { caseNo }),
  PrerequisitesMet: record('PrerequisitesMet', {
    caseNo,
    lifeEventNo: caseNo,
    prerequisites: PrerequisiteCasesSchema,
  }),
  PrerequisiteFailed: record(
    'PrerequisiteFailed',
    { caseNo, lifeEventNo: caseNo, member: pointCode, end: MemberEndSchema },
    { path: 'end', message: 'what is done has not failed', holds: ({ end }) => end !== 'DONE' },
  ),
  LifeEventEnded: record('LifeEventEnded', { caseNo, lifeEventNo: caseNo }),
  LifeEventRated: record('LifeEventRated', {
    caseNo,
    lifeEventNo: caseNo,
    satisfaction: SatisfactionSchema,
    problems: RatingProblemsSchema,
    anonymous: z.boolean().default(false),
  }),
} as const;
