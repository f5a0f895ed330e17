import type { CaseFacts } from '#domain/case';
import { byteaArray, int4Array, textArray, timestamptzArray } from './binary-array.js';
import type { Database, Tx } from './database.js';
import type { Fragment } from './fragment.js';

/** A row of the case table: the fold over the case's events, and what is needed to find it. */
export interface CaseRow extends CaseFacts {
  readonly caseNo: string;
  readonly submitterCaseRef: string;
  readonly competentCaseRef: string | undefined;
  readonly itemCode: string;
  readonly basicCode: string;
  readonly implementationCode: string;
  /** Unix milliseconds. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** The columns of a case, for `toCaseRow`. */
export const CASE_COLUMNS = `case_no as "caseNo", state, mode, submitter, competent, submitter_case_ref as "submitterCaseRef",
  competent_case_ref as "competentCaseRef", item_code as "itemCode", basic_code as "basicCode",
  implementation_code as "implementationCode", event_count as "eventCount", open_notice as "openNotice",
  facets, created_at as "createdAt", updated_at as "updatedAt"`;

/** As the database has it. */
export type StoredCaseRow = { [K in keyof CaseRow]: CaseRow[K] | null };

/** Reads cases that are about to change, in one order for everybody, so that two batches never wait for each other. */
export async function lockCases(tx: Tx, caseNos: readonly string[]): Promise<CaseRow[]> {
  if (caseNos.length === 0) return [];
  const rows = await tx.query<StoredCaseRow>({
    name: 'lock_cases',
    text: `select ${CASE_COLUMNS} from cases where case_no = any($1::text[]) order by case_no for update`,
    values: [textArray(caseNos)],
  });
  return rows.map(toCaseRow);
}

/** A submitting platform's own number, and the hub's case that already bears it. */
export interface TakenCaseRef {
  readonly submitter: string;
  readonly caseRef: string;
  readonly caseNo: string;
}

export async function findCaseRefs(
  tx: Tx,
  refs: readonly { readonly submitter: string; readonly caseRef: string }[],
): Promise<TakenCaseRef[]> {
  if (refs.length === 0) return [];
  return tx.query<TakenCaseRef>({
    name: 'find_case_refs',
    text: `select c.submitter, c.submitter_case_ref as "caseRef", c.case_no as "caseNo"
           from unnest($1::text[], $2::text[]) as k(submitter, ref)
           cross join lateral (select * from cases c
             where c.submitter = k.submitter and c.submitter_case_ref = k.ref limit 1) c`,
    values: [textArray(refs.map((ref) => ref.submitter)), textArray(refs.map((ref) => ref.caseRef))],
  });
}

/** A case that is opened, and who applies; undefined where nobody is to know. */
export type NewCaseRow = CaseRow & { readonly applicantTag: Uint8Array | undefined };

export function insertCases(rows: readonly NewCaseRow[]): Fragment {
  return {
    name: 'insert_cases',
    sql: `insert into cases (case_no, state, mode, submitter, competent, submitter_case_ref, competent_case_ref, item_code,
             basic_code, implementation_code, event_count, open_notice, created_at, updated_at, facets, applicant_tag)
           select c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15::jsonb, c16
           from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
             $8::text[], $9::text[], $10::text[], $11::int4[], $12::text[], $13::timestamptz[], $14::timestamptz[],
             $15::text[], $16::bytea[])
             as n(c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16)`,
    values: [
      textArray(rows.map((row) => row.caseNo)),
      textArray(rows.map((row) => row.state)),
      textArray(rows.map((row) => row.mode)),
      textArray(rows.map((row) => row.submitter)),
      textArray(rows.map((row) => row.competent)),
      textArray(rows.map((row) => row.submitterCaseRef)),
      textArray(rows.map((row) => row.competentCaseRef ?? null)),
      textArray(rows.map((row) => row.itemCode)),
      textArray(rows.map((row) => row.basicCode)),
      textArray(rows.map((row) => row.implementationCode)),
      int4Array(rows.map((row) => row.eventCount)),
      textArray(rows.map((row) => row.openNotice ?? null)),
      timestamptzArray(rows.map((row) => row.createdAt)),
      timestamptzArray(rows.map((row) => row.updatedAt)),
      textArray(rows.map(facetsText)),
      byteaArray(rows.map((row) => row.applicantTag ?? null)),
    ],
  };
}

/** Writes what events change. Who takes part and what it is about never changes. */
export function updateCases(rows: readonly CaseRow[]): Fragment {
  return {
    name: 'update_cases',
    sql: `update cases c set state = n.state, event_count = n.event_count, open_notice = n.open_notice,
             competent_case_ref = n.competent_case_ref, updated_at = n.updated_at, facets = n.facets::jsonb
           from unnest($1::text[], $2::text[], $3::int4[], $4::text[], $5::text[], $6::timestamptz[], $7::text[])
             as n(case_no, state, event_count, open_notice, competent_case_ref, updated_at, facets)
           where c.case_no = n.case_no`,
    values: [
      textArray(rows.map((row) => row.caseNo)),
      textArray(rows.map((row) => row.state)),
      int4Array(rows.map((row) => row.eventCount)),
      textArray(rows.map((row) => row.openNotice ?? null)),
      textArray(rows.map((row) => row.competentCaseRef ?? null)),
      timestamptzArray(rows.map((row) => row.updatedAt)),
      textArray(rows.map(facetsText)),
    ],
  };
}

export async function getCase(db: Pick<Database, 'query'>, caseNo: string): Promise<CaseRow | undefined> {
  const [row] = await db.query<StoredCaseRow>({
    name: 'get_case',
    text: `select ${CASE_COLUMNS} from cases where case_no = $1`,
    values: [caseNo],
  });
  return row && toCaseRow(row);
}

export async function getCases(db: Pick<Tx, 'query'>, caseNos: readonly string[]): Promise<CaseRow[]> {
  if (caseNos.length === 0) return [];
  const rows = await db.query<StoredCaseRow>({
    name: 'get_cases',
    text: `select ${CASE_COLUMNS} from cases where case_no = any($1::text[])`,
    values: [textArray(caseNos)],
  });
  return rows.map(toCaseRow);
}

/** The cases that are, or were, members of these life events. */
export async function findMembers(
  db: Pick<Tx, 'query'>,
  lifeEventNos: readonly string[],
): Promise<CaseRow[]> {
  if (lifeEventNos.length === 0) return [];
  const rows = await db.query<StoredCaseRow>({
    name: 'find_members',
    text: `select ${CASE_COLUMNS} from cases where facets ? 'membership'
             and facets -> 'membership' ->> 'lifeEventNo' = any($1::text[]) order by created_at, case_no`,
    values: [textArray(lifeEventNos)],
  });
  return rows.map(toCaseRow);
}

/** The cases of a platform, or of all of them, in which a consultation is open, in the order of their numbers, behind the case `after`. */
export async function listConsulted(
  db: Pick<Database, 'query'>,
  asked: {
    readonly participant: string | undefined;
    readonly basicCode: string | undefined;
    readonly after: string;
    readonly limit: number;
  },
): Promise<CaseRow[]> {
  const { participant, basicCode, after, limit } = asked;
  const rows = await db.query<StoredCaseRow>({
    name: 'list_consulted',
    text: `select ${CASE_COLUMNS} from cases where facets @@ '$.consultations[*].state != "CLOSED"'::jsonpath
             and ($1::text is null or $1 in (submitter, competent)) and ($2::text is null or basic_code = $2) and case_no > $3
           order by case_no limit $4`,
    values: [participant ?? null, basicCode ?? null, after, limit],
  });
  return rows.map(toCaseRow);
}

/** Which cases something happened in. */
export interface CasePeriod {
  /** Unix milliseconds; `to` itself is not in it. */
  readonly from: number;
  readonly to: number;
  /** Basic codes; undefined: all. */
  readonly items: readonly string[] | undefined;
}

const IN_PERIOD = `c.created_at < to_timestamp($2::float8 / 1000) and c.updated_at >= to_timestamp($1::float8 / 1000)
  and ($3::text[] is null or c.basic_code = any($3::text[]))
  and exists (select from case_event e where e.case_no = c.case_no
    and e.received_at >= to_timestamp($1::float8 / 1000) and e.received_at < to_timestamp($2::float8 / 1000))`;

function periodValues({ from, to, items }: CasePeriod) {
  return [from, to, items === undefined ? null : textArray(items)];
}

export async function countInPeriod(db: Pick<Database, 'query'>, period: CasePeriod): Promise<number> {
  const [row] = await db.query<{ count: number }>({
    text: `select count(*)::int as count from cases c where ${IN_PERIOD}`,
    values: periodValues(period),
  });
  return row?.count ?? 0;
}

/** Whether something happened in it in the period, and it is of one of the items. */
export async function isInPeriod(
  db: Pick<Database, 'query'>,
  caseNo: string,
  period: CasePeriod,
): Promise<boolean> {
  const rows = await db.query({
    text: `select from cases c where c.case_no = $4 and ${IN_PERIOD}`,
    values: [...periodValues(period), caseNo],
  });
  return rows.length > 0;
}

/** A page of them, in the order of their numbers, behind the case `after`. */
export async function listInPeriod(
  db: Pick<Database, 'query'>,
  period: CasePeriod,
  after: string,
  limit: number,
): Promise<CaseRow[]> {
  const rows = await db.query<StoredCaseRow>({
    text: `select ${CASE_COLUMNS} from cases c where c.case_no > $4 and ${IN_PERIOD} order by c.case_no limit $5`,
    values: [...periodValues(period), after, limit],
  });
  return rows.map(toCaseRow);
}

function facetsText({ facets }: CaseRow): string | null {
  for (const _ in facets) return JSON.stringify(facets);
  return null;
}

export function toCaseRow(row: StoredCaseRow): CaseRow {
  return {
    ...row,
    facets: row.facets ?? {},
    openNotice: row.openNotice ?? undefined,
    competentCaseRef: row.competentCaseRef ?? undefined,
  } as CaseRow; // every other column is `not null`
}
