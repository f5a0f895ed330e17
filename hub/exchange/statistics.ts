import { caseCounts, type Database } from '#hub/store';
import { type NumberedPage, numberedPage } from './numbered-page.js';

/** What is counted of cases (效能监督). Counts of a case are there for its participants only. */
export class Statistics {
  readonly #db: Pick<Database, 'query'>;

  constructor(db: Pick<Database, 'query'>) {
    this.#db = db;
  }

  counts(
    participant: string,
    asked: Omit<caseCounts.CaseCountQuery, 'participant'>,
  ): Promise<NumberedPage<caseCounts.CaseCountRow>> {
    return numberedPage(asked.limit, (limit) =>
      caseCounts.listCaseCounts(this.#db, { ...asked, participant, limit }),
    );
  }
}
