import type { Feedback } from '#domain/case';
import { dueAt } from '#domain/deadline';
import { type cases, type Database, ratingCounts } from '#hub/store';
import type { CaseReading } from './case-reading.js';
import { type CountsPage, countsPage } from './counts-page.js';
import { remedyClock } from './due/index.js';
import type { RulesSource } from './rules.js';

/** A rating or complaint, and what is awaited of it. */
export interface FeedbackStanding extends Feedback {
  readonly row: cases.CaseRow;
  /** YYYY-MM-DD; undefined when nothing is awaited, or a year is not published. */
  readonly dueDate: string | undefined;
  readonly rule: string | undefined;
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
    return (row.facets.rating ?? []).map((feedback) => {
      const running = remedyClock(row, feedback, rules);
      const due = running && dueAt(running.clock, rules.calendars);
      const dueDate = due?.kind === 'due' ? due.dueDate : undefined;
      return { ...feedback, row, dueDate, rule: running?.rule };
    });
  }

  counts(participant: string, asked: CountsAsked): Promise<CountsPage<ratingCounts.RatingCountRow>> {
    return countsPage(asked.limit, (limit) =>
      ratingCounts.listRatingCounts(this.#db, { ...asked, participant, limit }),
    );
  }
}
