import { int8Array, textArray } from './binary-array.js';
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
}

export type DueActKey = Pick<DueAct, 'caseNo' | 'kind' | 'ref'>;

/** One whose time has come. */
export type ClaimedAct = DueActKey & { readonly dueAt: number };

/** Stands for a missing time in an array that has no nulls. */
const NO_TIME = -1;

export function upsertDueActs(rows: readonly DueAct[]): Fragment {
  return {
    name: 'upsert_due_acts',
    sql: `insert into due_act (case_no, kind, ref, due_at, due_date, waits_for)
           select k.case_no, k.kind, k.ref, to_timestamp(nullif(k.due_at, -1) / 1000.0), k.due_date::date, k.waits_for
           from unnest($1::text[], $2::text[], $3::text[], $4::int8[], $5::text[], $6::text[])
             as k(case_no, kind, ref, due_at, due_date, waits_for)
           on conflict (case_no, kind, ref) do update
             set due_at = excluded.due_at, due_date = excluded.due_date, waits_for = excluded.waits_for`,
    values: [
      ...keyArrays(rows),
      int8Array(rows.map((row) => row.dueAt ?? NO_TIME)),
      textArray(rows.map((row) => row.dueDate ?? null)),
      textArray(rows.map((row) => row.waitsFor ?? null)),
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

/** The case awaits nothing of these kinds any more, or something else: what the acts' own transaction would have written. */
export function replaceDueActs(tx: Tx, caseNo: string, rows: readonly DueAct[]): void {
  tx.send({ text: 'delete from due_act where case_no = $1', values: [caseNo] });
  const write = rows.length === 0 ? undefined : compose([upsertDueActs(rows)]);
  if (write !== undefined) tx.send(write);
}

/** A clock as the plan has it. */
export type PlannedClock = Pick<DueAct, 'caseNo' | 'ref' | 'dueAt' | 'dueDate' | 'waitsFor'>;

/** The clocks of all cases, a page behind one of them in the order of the primary key. */
export async function listClocks(
  db: Pick<Database, 'query'>,
  after: Pick<PlannedClock, 'caseNo' | 'ref'>,
  limit: number,
): Promise<PlannedClock[]> {
  const rows = await db.query<{ [K in keyof Required<PlannedClock>]: Required<PlannedClock>[K] | null }>({
    name: 'list_planned_clocks',
    text: `select case_no as "caseNo", ref, due_at as "dueAt", due_date::text as "dueDate", waits_for as "waitsFor"
           from due_act where (case_no, kind, ref) > ($1, 'CLOCK', $2) and kind = 'CLOCK'
           order by case_no, kind, ref limit $3`,
    values: [after.caseNo, after.ref, limit],
  });
  return rows.map(
    (row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as PlannedClock,
  ); // the key is not null
}

/** By which calendars and rules the plan was last computed as a whole. */
export async function readBasis(db: Pick<Database, 'query'>): Promise<string | undefined> {
  const [row] = await db.query<{ digest: string }>({ text: 'select digest from due_basis' });
  return row?.digest;
}

export async function writeBasis(db: Pick<Database, 'query'>, digest: string): Promise<void> {
  await db.query({
    text: 'insert into due_basis (digest) values ($1) on conflict (only_row) do update set digest = excluded.digest',
    values: [digest],
  });
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
