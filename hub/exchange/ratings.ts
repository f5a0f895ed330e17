import type { Feedback } from '#domain/case';
import { type cases, type Database, ratingCounts } from '#hub/store';
import type { CaseReading } from './case-reading.js';
import { type OwedBy, owedBy, remedyClock } from './due/index.js';
import { type NumberedPage, numberedPage } from './numbered-page.js';
import type { Rules, RulesSource } from './rules.js';

/** A rating or complaint, and what is awaited of it. */
export interface FeedbackStanding extends Feedback, OwedBy {
  readonly row: cases.CaseRow;
}

export type CountsAsked = Omit<ratingCounts.CountQuery, 'participant'>;

/** Reading 好差评. A case and its counts are there for its participants only. */
export class Ratings {
  readonly #db: Database;
  readonly #reading: CaseReading;
  readonly #rules: RulesSource;

  constructor(parts: { readonly db: Database; readonly reading: CaseReading; readonly rules: RulesSource }) {
    this.#db = parts.db;
    this.#reading = parts.reading;
    this.#rules = parts.rules;
  }

  /** In the order in which they came. @throws NotFoundError. */
  async list(peer: string, caseNo: string): Promise<FeedbackStanding[]> {
    const row = await this.#reading.get(peer, caseNo);
    const rules = this.#rules.current();
    return feedbackOf(row, rules);
  }

  counts(participant: string, asked: CountsAsked): Promise<NumberedPage<ratingCounts.RatingCountRow>> {
    return numberedPage(asked.limit, (limit) =>
      ratingCounts.listRatingCounts(this.#db, { ...asked, participant, limit }),
    );
  }
}

/** What was said of a case, in the order in which it came. */
export function feedbackOf(row: cases.CaseRow, rules: Rules): FeedbackStanding[] {
  return (row.facets.rating ?? []).map((feedback) => ({
    ...feedback,
    ...owedBy(remedyClock(row, feedback, rules), rules),
    row,
  }));
}
