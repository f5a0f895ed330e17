import type { CaseMeasure, HandlingMode } from '#domain/case';
import { int4Array, textArray } from './binary-array.js';
import type { CountChange } from './count-change.js';
import type { Database } from './database.js';
import type { Fragment } from './fragment.js';

/** What is counted together. */
export interface CountedAct {
  /** YYYY-MM, +08:00. */
  readonly month: string;
  /** Platforms. */
  readonly submitter: string;
  readonly competent: string;
  readonly basicCode: string;
  readonly mode: HandlingMode;
  readonly measure: CaseMeasure;
}

export interface CaseCountRow extends CountedAct {
  readonly id: number;
  readonly count: number;
}

const COLUMNS = 'month, submitter, competent, basic_code, mode, measure';

/** In one order for everybody, so that two batches never wait for each other. */
export function changeCaseCounts(changes: readonly CountChange<CountedAct>[]): Fragment {
  const values = (name: keyof CountedAct) => textArray(changes.map(({ counted }) => counted[name]));
  return {
    name: 'change_case_counts',
    sql: `insert into case_count as c (${COLUMNS}, count)
           select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int4[]) as n order by n
           on conflict (${COLUMNS}) do update set count = c.count + excluded.count`,
    values: [
      values('month'),
      values('submitter'),
      values('competent'),
      values('basicCode'),
      values('mode'),
      values('measure'),
      int4Array(changes.map(({ change }) => change)),
    ],
  };
}

export interface CaseCountQuery {
  /** Counts of cases that it takes part in; undefined: of all. */
  readonly participant?: string | undefined;
  /** YYYY-MM, both included. */
  readonly fromMonth: string;
  readonly toMonth: string;
  /** Undefined: all. */
  readonly basicCode?: string | undefined;
  /** Behind this one. */
  readonly after: number;
  readonly limit: number;
}

/** In the order in which the counts came up. */
export async function listCaseCounts(
  db: Pick<Database, 'query'>,
  { participant, fromMonth, toMonth, basicCode, after, limit }: CaseCountQuery,
): Promise<CaseCountRow[]> {
  const page = (
    whose: string,
  ) => `(select id::float8 as id, month, submitter, competent, basic_code as "basicCode", mode, measure,
      count::float8 as count
    from case_count
    where ${whose} and month between $1 and $2 and ($3::text is null or basic_code = $3) and id > $4
    order by case_count.id limit $5)`;
  const values = [fromMonth, toMonth, basicCode ?? null, after, limit];
  return participant === undefined
    ? db.query<CaseCountRow>({ name: 'list_all_case_counts', text: page('true'), values })
    : db.query<CaseCountRow>({
        name: 'list_case_counts',
        text: `${page('submitter = $6')} union ${page('competent = $6')} order by id limit $5`,
        values: [...values, participant],
      });
}
