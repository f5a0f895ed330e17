import { int4Array, int8Array, textArray } from './binary-array.js';
import type { Database, Tx } from './database.js';
import { compose, type Fragment } from './fragment.js';

/** Something that the hub does by itself when its time comes. */
export interface DueAct {
  readonly caseNo: string;
  readonly kind: string;
  /** Tells several of one kind apart; else empty. */
  readonly ref: string;
  /** Unix milliseconds; absent while there is no date, or nothing more to do. */
  readonly dueAt?: number;
  /** The last day of the clock behind it, YYYY-MM-DD. */
  readonly dueDate?: string;
  /** Why there is no date. */
  readonly waitsFor?: string;
  /** By which calendars and rules it was computed, see `enterBasis`; absent when it follows from none. */
  readonly basis?: number;
}

export type DueActKey = Pick<DueAct, 'caseNo' | 'kind' | 'ref'>;

/** One whose time has come. */
export type ClaimedAct = DueActKey & { readonly dueAt: number };

/** Stands for a missing time in an array that has no nulls. */
const NO_TIME = -1;
/** No calendar comes after it. */
const NO_BASIS = 2 ** 31 - 1;

export function upsertDueActs(rows: readonly DueAct[]): Fragment {
  return {
    name: 'upsert_due_acts',
    sql: `insert into due_act (case_no, kind, ref, due_at, due_date, waits_for, basis)
           select k.case_no, k.kind, k.ref, to_timestamp(nullif(k.due_at, -1) / 1000.0), k.due_date::date, k.waits_for, k.basis
           from unnest($1::text[], $2::text[], $3::text[], $4::int8[], $5::text[], $6::text[], $7::int4[])
             as k(case_no, kind, ref, due_at, due_date, waits_for, basis)
           on conflict (case_no, kind, ref) do update set due_at = excluded.due_at, due_date = excluded.due_date,
             waits_for = excluded.waits_for, basis = excluded.basis`,
    values: [
      ...keyArrays(rows),
      int8Array(rows.map((row) => row.dueAt ?? NO_TIME)),
      textArray(rows.map((row) => row.dueDate ?? null)),
      textArray(rows.map((row) => row.waitsFor ?? null)),
      int4Array(rows.map((row) => row.basis ?? NO_BASIS)),
    ],
  };
}

export function deleteDueActs(keys: readonly DueActKey[]): Fragment {
  return {
    name: 'delete_due_acts',
    sql: `delete from due_act d using unnest($1::text[], $2::text[], $3::text[]) as k(case_no, kind, ref)
           where (d.case_no, d.kind, d.ref) = (k.case_no, k.kind, k.ref)`,
    values: keyArrays(keys),
  };
}

/** What the hub will do in a case by itself, the next first. */
export function listDueActs(db: Pick<Database, 'query'>, caseNo: string): Promise<DueAct[]> {
  return db.query<DueAct>({
    text: `select case_no as "caseNo", kind, ref, due_at as "dueAt", due_date::text as "dueDate", waits_for as "waitsFor"
           from due_act where case_no = $1 order by due_at nulls last, kind, ref`,
    values: [caseNo],
  });
}

/**
 * Takes acts whose time has come, and puts them off: who took them and vanishes leaves them to the next. Rows that another
 * process is taking at this moment are passed over.
 * @param now unix milliseconds. @param untilMs how long nobody else takes them.
 */
export function claimDueActs(
  db: Pick<Database, 'query'>,
  now: number,
  untilMs: number,
  limit: number,
): Promise<ClaimedAct[]> {
  return db.query<ClaimedAct>({
    name: 'claim_due_acts',
    text: `with due as (
             select case_no, kind, ref, due_at from due_act
             where due_at <= to_timestamp($1::float8 / 1000) order by due_at limit $3 for update skip locked)
           update due_act d set due_at = to_timestamp(($1::float8 + $2::float8) / 1000) from due
           where (d.case_no, d.kind, d.ref) = (due.case_no, due.kind, due.ref)
           returning d.case_no as "caseNo", d.kind, d.ref, due.due_at as "dueAt"`,
    values: [now, untilMs, limit],
  });
}

/**
 * What the case awaits is this: what the acts' own transaction would have written. @param kept kinds that are left as they are,
 * because they do not follow from the case.
 */
export function replaceDueActs(
  tx: Tx,
  caseNo: string,
  rows: readonly DueAct[],
  kept: readonly string[],
): void {
  tx.send({
    text: 'delete from due_act where case_no = $1 and kind <> all($2::text[])',
    values: [caseNo, textArray(kept)],
  });
  const write = rows.length === 0 ? undefined : compose([upsertDueActs(rows)]);
  if (write !== undefined) tx.send(write);
}

/** One as it was planned. */
export type PlannedAct = Omit<DueAct, 'basis'>;

/** What was computed by an earlier basis, a page behind one of them in the order of the primary key. */
export async function listOutdated(
  db: Pick<Database, 'query'>,
  basis: number,
  after: DueActKey,
  limit: number,
): Promise<PlannedAct[]> {
  const rows = await db.query<{ [K in keyof PlannedAct]: PlannedAct[K] | null }>({
    name: 'list_outdated_due_acts',
    text: `select case_no as "caseNo", kind, ref, due_at as "dueAt", due_date::text as "dueDate", waits_for as "waitsFor"
           from due_act where basis < $1 and (case_no, kind, ref) > ($2, $3, $4)
           order by case_no, kind, ref limit $5`,
    values: [basis, after.caseNo, after.kind, after.ref, limit],
  });
  return rows.map(
    (row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as PlannedAct,
  ); // the key is not null
}

/** Whether anything was computed by an earlier basis; costs the same however much is awaited. */
export async function isOutdated(db: Pick<Database, 'query'>, basis: number): Promise<boolean> {
  const [row] = await db.query<{ basis: number | null }>({
    name: 'oldest_due_basis',
    text: 'select min(basis) as basis from due_act',
  });
  return (row?.basis ?? basis) < basis;
}

/** What would be computed now is what stands there. A row that has changed since it was read stays outdated. */
export async function confirmDueActs(
  db: Pick<Database, 'query'>,
  rows: readonly PlannedAct[],
  basis: number,
): Promise<void> {
  await db.query({
    name: 'confirm_due_acts',
    text: `update due_act d set basis = $1
           from unnest($2::text[], $3::text[], $4::text[], $5::int8[]) as k(case_no, kind, ref, due_at)
           where (d.case_no, d.kind, d.ref) = (k.case_no, k.kind, k.ref) and d.basis < $1
             and d.due_at is not distinct from to_timestamp(nullif(k.due_at, -1) / 1000.0)`,
    values: [basis, ...keyArrays(rows), int8Array(rows.map((row) => row.dueAt ?? NO_TIME))],
  });
}

/**
 * The number of the calendars and rules that a process has started with: that of the last one when it started with the same.
 * @returns a number higher than that of whoever started with others before.
 */
export async function enterBasis(db: Pick<Database, 'query'>, digest: string): Promise<number> {
  const [row] = await db.query<{ basis: number }>({
    text: `with latest as (select basis, digest from due_basis order by basis desc limit 1),
             entered as (insert into due_basis (digest)
               select $1 where not exists (select 1 from latest where digest = $1) returning basis)
           select basis from entered union all select basis from latest where digest = $1`,
    values: [digest],
  });
  if (row === undefined) throw new TypeError('a basis was neither found nor entered');
  return row.basis;
}

/** When the next act is due, unix milliseconds; undefined when nothing is awaited. */
export async function nextDueAt(db: Pick<Database, 'query'>): Promise<number | undefined> {
  const [row] = await db.query<{ dueAt: number | null }>({
    name: 'next_due_act',
    text: 'select min(due_at) as "dueAt" from due_act',
  });
  return row?.dueAt ?? undefined;
}

function keyArrays(keys: readonly DueActKey[]): Buffer[] {
  return [
    textArray(keys.map((key) => key.caseNo)),
    textArray(keys.map((key) => key.kind)),
    textArray(keys.map((key) => key.ref)),
  ];
}
