import { participants } from '#domain/case';
import { type cases, type Database, events } from '#hub/store';
import { type FeedbackStanding, feedbackOf } from './ratings.js';
import type { Rules } from './rules.js';
import { readCaseMessage } from './stored-message.js';

/** 好差评 of a life event: one, of the whole. */
export interface WholeRating {
  readonly said: FeedbackStanding;
  /** The same in the case of the member that it is about, where the remedy goes on; undefined while that has not heard of it. */
  readonly inMember: FeedbackStanding | undefined;
  /** To the platform that opened the life event and to whoever is to remedy; nobody has it when the life event was erased. */
  readonly comment: string | undefined;
}

interface Asked {
  readonly peer: string;
  readonly whole: cases.CaseRow;
  /** The last case of each member. */
  readonly members: readonly cases.CaseRow[];
}

/** How the applicant has rated a life event; nothing of the comment is copied, it is read where it is. */
export async function wholeRatingOf(
  db: Database,
  { peer, whole, members }: Asked,
  rules: Rules,
): Promise<WholeRating | undefined> {
  const said = feedbackOf(whole, rules).find(({ kind }) => kind === 'RATING');
  if (said === undefined) return undefined;
  const about = members.find(({ facets }) => facets.membership?.member === said.member);
  const inMember = about && feedbackOf(about, rules).find(({ isOfWhole }) => isOfWhole);
  const isConcerned = [whole, about ?? whole].some((row) => participants(row).includes(peer));
  const comment = isConcerned ? await commentOf(db, whole.caseNo) : undefined;
  return { said, inMember, comment };
}

async function commentOf(db: Database, caseNo: string): Promise<string | undefined> {
  const rated = (await events.listEvents(db, caseNo)).find(({ type }) => type === 'ServiceRating');
  if (rated?.secret === undefined) return undefined;
  const message = readCaseMessage(rated);
  return message.type === 'ServiceRating' ? message.body.comment : undefined;
}
