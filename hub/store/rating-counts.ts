import type { Feedback, RatedSide, RatingProblem, Satisfaction } from '#domain/case';
import { int4Array, textArray } from './binary-array.js';
import type { CountChange } from './count-change.js';
import type { Database } from './database.js';
import type { Fragment } from './fragment.js';

/** What is counted together. Empty: none, or of everything. */
export interface CountedFeedback {
  /** YYYY-MM, +08:00. */
  readonly month: string;
  /** Platforms. */
  readonly submitter: string;
  readonly competent: string;
  readonly basicCode: string;
  readonly side: RatedSide;
  /** Of the intake side, as far as they were told. */
  readonly windowDivision: string;
  readonly windowNo: string;
  /** Of the deciding side: unified social credit code. */
  readonly department: string;
  readonly kind: Feedback['kind'];
  readonly satisfaction: Satisfaction | '';
  readonly problem: RatingProblem | '';
}

export interface RatingCountRow extends CountedFeedback {
  readonly id: number;
  readonly count: number;
}

const COLUMNS = `month, submitter, competent, basic_code, side, window_division, window_no, department, kind, satisfaction,
  problem`;

/** In one order for everybody, so that two batches never wait for each other. */
export function changeRatingCounts(changes: readonly CountChange<CountedFeedback>[]): Fragment {
  const values = (name: keyof CountedFeedback) => textArray(changes.map(({ counted }) => counted[name]));
  return {
    name: 'change_rating_counts',
    sql: `insert into rating_count as r (${COLUMNS}, count)
           select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
             $8::text[], $9::text[], $10::text[], $11::text[], $12::int4[]) as n order by n
           on conflict (${COLUMNS}) do update set count = r.count + excluded.count`,
    values: [
      values('month'),
      values('submitter'),
      values('competent'),
      values('basicCode'),
      values('side'),
      values('windowDivision'),
      values('windowNo'),
      values('department'),
      values('kind'),
      values('satisfaction'),
      values('problem'),
      int4Array(changes.map(({ change }) => change)),
    ],
  };
}

export interface CountQuery {
  readonly participant: string;
  /** YYYY-MM, both included. */
  readonly fromMonth: string;
  readonly toMonth: string;
  /** Undefined: all. */
  readonly basicCode?: string | undefined;
  /** Behind this one. */
  readonly after: number;
  readonly limit: number;
}

/** Counts of cases that the participant takes part in, in the order in which they came up. */
export async function listRatingCounts(
  db: Pick<Database, 'query'>,
  { participant, fromMonth, toMonth, basicCode, after, limit }: CountQuery,
): Promise<RatingCountRow[]> {
  const page = (party: 'submitter' | 'competent') => `(select id::float8 as id, month, submitter, competent,
      basic_code as "basicCode", side, window_division as "windowDivision", window_no as "windowNo", department, kind,
      satisfaction, problem, count::float8 as count
    from rating_count
    where ${party} = $1 and month between $2 and $3 and ($4::text is null or basic_code = $4) and id > $5 and count > 0
    order by rating_count.id limit $6)`;
  return db.query<RatingCountRow>({
    name: 'list_rating_counts',
    text: `${page('submitter')} union ${page('competent')} order by id limit $6`,
    values: [participant, fromMonth, toMonth, basicCode ?? null, after, limit],
  });
}
