import { isDeepStrictEqual } from 'node:util';
import type { TestDatabase } from './database.js';

/** What of a rating or complaint the test counts by: told from the stored facets, which `checkCaseCache` holds against the events. */
interface Said {
  readonly at: number;
  readonly side: 'INTAKE' | 'DECISION' | 'WHOLE';
  readonly member?: string;
  readonly kind: string;
  readonly satisfaction?: string;
  readonly problems: readonly string[];
  readonly windowDivision?: string;
  readonly windowNo?: string;
  readonly remedy?: { readonly state: string };
}

interface RatedCase {
  readonly submitter: string;
  readonly competent: string;
  readonly basic_code: string;
  readonly implementation_code: string;
  readonly said: readonly Said[];
}

/** The counts are what all cases add up to, counted here in another way. @throws Error naming what differs. */
export async function checkRatingCounts(database: TestDatabase): Promise<ReadonlyMap<string, number>> {
  const cases = await database.query<RatedCase>(
    `select submitter, competent, basic_code, implementation_code, facets -> 'rating' as said from cases
     where facets ? 'rating'`,
  );
  const told = new Map<string, number>();
  for (const each of cases) for (const said of each.said) count(told, each, said);
  const rows = await database.query<{ key: string; count: string }>(
    `select concat_ws('|', month, submitter, competent, basic_code, side, window_division, window_no, department, kind,
       satisfaction, problem) as key, count from rating_count where count <> 0`,
  );
  const stored = new Map(rows.map(({ key, count: number }) => [key, Number(number)]));
  const sorted = (counts: ReadonlyMap<string, number>) => [...counts].sort();
  if (isDeepStrictEqual(sorted(stored), sorted(told))) return stored;
  throw new Error(`counted ${JSON.stringify(sorted(stored))}, the cases say ${JSON.stringify(sorted(told))}`);
}

function count(told: Map<string, number>, row: RatedCase, said: Said): void {
  if (said.remedy?.state === 'SET_ASIDE' || said.member !== undefined) return;
  const month = new Date(said.at + 8 * 3_600_000).toISOString().slice(0, 7);
  const { submitter, competent, basic_code: item } = row;
  const unit =
    said.side === 'INTAKE'
      ? [said.windowDivision ?? '', said.windowNo ?? '', '']
      : ['', '', said.side === 'DECISION' ? row.implementation_code.slice(0, 18) : ''];
  for (const problem of ['', ...said.problems]) {
    const key = [
      month,
      submitter,
      competent,
      item,
      said.side,
      ...unit,
      said.kind,
      said.satisfaction ?? '',
      problem,
    ];
    told.set(key.join('|'), (told.get(key.join('|')) ?? 0) + 1);
  }
}
