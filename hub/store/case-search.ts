import type { CaseState } from '#domain/case';
import { textArray } from './binary-array.js';
import { CASE_COLUMNS, type CaseRow, type StoredCaseRow, toCaseRow } from './cases.js';
import type { Database } from './database.js';

/** Which cases of a platform are looked for; undefined says nothing. */
export interface CaseFilter {
  readonly participant: string;
  readonly part: 'SUBMITTING' | 'DECIDING' | undefined;
  /** Any number that the case bears. */
  readonly number: string | undefined;
  readonly applicantTag: Uint8Array | undefined;
  /** A basic, implementation or handling item code, and the basic one that it is of. */
  readonly item: { readonly code: string; readonly basicCode: string } | undefined;
  /** How the division of the deciding authority begins. */
  readonly place: string | undefined;
  readonly states: readonly CaseState[];
  /** Unix milliseconds. */
  readonly openedFrom: number | undefined;
  /** YYYY-MM-DD: a clock that runs ends then, or before. */
  readonly dueBy: string | undefined;
}

/** A place in the order of cases, the newest first. */
export interface CasePlace {
  readonly createdAt: number;
  readonly caseNo: string;
}

export interface CaseWindow {
  /** In their order, at most as many as asked for. */
  readonly cases: readonly CaseRow[];
  /** Where the look ended; undefined when there is nothing behind it. */
  readonly edge: CasePlace | undefined;
}

const BEHIND = `(c.created_at, c.case_no) < (to_timestamp($2::float8 / 1000), $3)
  and c.created_at >= to_timestamp($11::float8 / 1000)`;
const IN_ORDER = 'order by c.created_at desc, c.case_no desc limit $4';

const ANY_NUMBER = `(select case_no from cases where case_no = $5
  union select case_no from cases where submitter_case_ref = $5
  union select case_no from cases where competent_case_ref = $5
  union select case_no from cases where facets ? 'part' and facets -> 'part' ->> 'leadCaseNo' = $5
  union select case_no from cases where facets ? 'membership' and facets -> 'membership' ->> 'lifeEventNo' = $5)`;

/** Where candidates come from: the narrowest index that the filter allows. `$5` is what it goes by. */
const SOURCES = {
  number: `select c.* from cases c where c.case_no in ${ANY_NUMBER} and ${BEHIND} ${IN_ORDER}`,
  applicant: `select c.* from cases c where c.applicant_tag = $5::bytea and ${BEHIND} ${IN_ORDER}`,
  item: `select c.* from cases c where c.basic_code = $5 and ${BEHIND} ${IN_ORDER}`,
  own: `(select c.* from cases c where c.submitter = $1 and $5::text is distinct from 'DECIDING' and ${BEHIND} ${IN_ORDER})
    union all
    (select c.* from cases c where c.competent = $1 and (c.submitter <> $1 or $5 = 'DECIDING') and $5 is distinct from 'SUBMITTING' and ${BEHIND}
      ${IN_ORDER})`,
} as const;

type Source = keyof typeof SOURCES;

/** The first day that is due is asked for case by case: `exists` would have the database read all that the hub awaits beforehand. */
const FITS = `(s.submitter = $1 and $6::text is distinct from 'DECIDING' or s.competent = $1 and $6::text is distinct from 'SUBMITTING')
  and ($7::bytea is null or s.applicant_tag = $7)
  and ($8::text is null or $8 in (s.basic_code, s.implementation_code, s.item_code))
  and ($9::text is null or starts_with(substr(s.implementation_code, 3, 6), $9))
  and ($10::text[] is null or s.state = any($10))
  and ($13::text is null
    or (select min(d.due_date) from due_act d where d.case_no = s.case_no and d.kind = 'CLOCK') <= $13::date)`;

/**
 * Looks at the next `size` cases behind `after` that may fit, and no further: what is rare costs several looks, never a long one.
 * @param limit of cases returned; with so many the look ends at the last of them.
 */
export async function searchWindow(
  db: Pick<Database, 'query'>,
  filter: CaseFilter,
  after: CasePlace,
  { size, limit }: { readonly size: number; readonly limit: number },
): Promise<CaseWindow> {
  const [source, key] = sourceOf(filter);
  const rows = await db.query<StoredCaseRow & { readonly fits: boolean; readonly n: number }>({
    name: `search_cases_${source}`,
    text: `select ${CASE_COLUMNS}, fits, n from (
             select s.*, (${FITS}) as fits,
               (row_number() over (order by s.created_at desc, s.case_no desc))::int as n
             from (${SOURCES[source]}) s) w
           where n <= $4 and (fits or n = $4) order by n limit $12`,
    values: [
      ...[filter.participant, after.createdAt, after.caseNo, size, key, filter.part ?? null],
      ...[filter.applicantTag ?? null, filter.item?.code ?? null, filter.place ?? null],
      filter.states.length === 0 ? null : textArray(filter.states),
      filter.openedFrom ?? Number.NEGATIVE_INFINITY,
      limit,
      filter.dueBy ?? null,
    ],
  });
  const last = rows.at(-1);
  const isFull = last !== undefined && (last.n === size || rows.length === limit);
  return {
    cases: rows.filter(({ fits }) => fits).map(({ fits: _, n: __, ...row }) => toCaseRow(row)),
    edge: isFull ? { createdAt: last.createdAt ?? 0, caseNo: last.caseNo ?? '' } : undefined,
  };
}

function sourceOf(filter: CaseFilter): readonly [Source, string | Uint8Array | null] {
  const { number, applicantTag, item, part } = filter;
  if (number !== undefined) return ['number', number];
  if (applicantTag !== undefined) return ['applicant', applicantTag];
  if (item !== undefined) return ['item', item.basicCode];
  return ['own', part ?? null];
}
