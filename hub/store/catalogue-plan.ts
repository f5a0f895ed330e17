import type { Tx } from './database.js';
import { type AnyTable, contentOf, listed, stagedName } from './versioned-table.js';

/**
 * Compares what was staged with what stands, and works out which versions make the list say what the file says. Sets, not
 * rows: a million entries are compared in a few statements.
 *
 * What the file says of a row is all there is to say of it from the day the import takes effect on, or from the first day
 * that the file names when that is later. Days before are as they were: cases were judged by them.
 */

export interface PlanSettings {
  /** The day the import takes effect, YYYY-MM-DD. */
  readonly asOf: string;
  /** The file is the whole list: rows of the same owner that it leaves out end. */
  readonly isComplete: boolean;
}

/** Tables that go with the transaction. They hold keys and days only; contents are looked at where they are. */
export interface PlanTables {
  /** Keys that the file speaks of, and from which day on. */
  readonly spoken: string;
  /** Periods that the file states, counted within their key. */
  readonly intended: string;
  /** Periods that stand from that day on, counted within their key. */
  readonly standing: string;
  /** Stated periods whose contents are not those of the period that stands in the same place. */
  readonly rewritten: string;
  /** The versions to add. */
  readonly plan: string;
  /** The same with their numbers. */
  readonly numbered: string;
}

export function planTables({ name }: AnyTable): PlanTables {
  const of = (what: string) => `${what}_${name}`;
  return {
    spoken: of('spoken'),
    intended: of('intended'),
    standing: of('standing'),
    rewritten: of('rewritten'),
    plan: of('plan'),
    numbered: of('numbered'),
  };
}

/** Nothing is written yet but the plan. */
export async function drawPlan(tx: Tx, table: AnyTable, settings: PlanSettings): Promise<void> {
  const names = planTables(table);
  await tx.query({ text: `analyze ${stagedName(table)}` });
  await gatherSpoken(tx, table, names, settings);
  await gatherIntended(tx, table, names, settings.asOf);
  await gatherStanding(tx, table, names);
  await compareContents(tx, table, names);
  await comparePeriods(tx, table, names);
}

async function make(tx: Tx, name: string, text: string, values: readonly string[] = []): Promise<void> {
  await tx.query({ text: `create temporary table ${name} on commit drop as ${text}`, values });
  await tx.query({ text: `analyze ${name}` });
}

async function gatherSpoken(
  tx: Tx,
  table: AnyTable,
  { spoken }: PlanTables,
  { asOf, isComplete }: PlanSettings,
): Promise<void> {
  const key = listed(table.key);
  const staged = stagedName(table);
  const owned =
    table.owner === undefined ? '' : `and ${table.owner} in (select ${table.owner} from ${staged})`;
  const leftOut = `union all
    select ${key}, max(version), $1::date from ${table.name}
    where (${key}) not in (select ${key} from ${staged}) ${owned} group by ${key}`;
  await make(
    tx,
    spoken,
    `select ${key}, coalesce(last_version, 0) as last_version,
       case when last_version is null then first_day else greatest(first_day, $1::date) end as since
     from (
       select ${key}, coalesce(min(coalesce(valid_from, $1::date)) filter (
         where not is_ended and (valid_to is null or valid_to >= $1::date)), $1::date) as first_day
       from ${staged} group by ${key}
     ) given
     left join (
       select ${key}, max(version) as last_version from ${table.name}
       where (${key}) in (select ${key} from ${staged}) group by ${key}
     ) known using (${key})
     ${isComplete ? leftOut : ''}`,
    [asOf],
  );
}

/** Of a row that is new, the file may tell the past too; of one that is known, only what is to come. */
async function gatherIntended(
  tx: Tx,
  table: AnyTable,
  { spoken, intended }: PlanTables,
  asOf: string,
): Promise<void> {
  const key = listed(table.key);
  await make(
    tx,
    intended,
    `select *, row_number() over (partition by ${key} order by starts) as n
     from (
       select ${key}, seq, valid_to as ends,
         case when last_version = 0 then coalesce(valid_from, $1::date)
           else greatest(coalesce(valid_from, $1::date), $1::date) end as starts
       from ${stagedName(table)} join ${spoken} using (${key})
       where not is_ended and (last_version = 0 or valid_to is null or valid_to >= $1::date)
     ) given`,
    [asOf],
  );
}

async function gatherStanding(tx: Tx, table: AnyTable, { spoken, standing }: PlanTables): Promise<void> {
  const key = listed(table.key);
  await make(
    tx,
    standing,
    `select ${key}, version, greatest(valid_from, since) as starts, ends,
       row_number() over (partition by ${key} order by valid_from) as n
     from (
       select ${key}, version, valid_from, since, least(valid_to, min(valid_from) over newer - 1) as ends
       from ${table.name} join ${spoken} using (${key})
       window newer as (partition by ${key} order by version rows between 1 following and unbounded following)
     ) period
     where ends is null or (ends >= valid_from and ends >= since)`,
  );
}

async function compareContents(
  tx: Tx,
  table: AnyTable,
  { intended, standing, rewritten }: PlanTables,
): Promise<void> {
  const content = contentOf(table);
  const { name } = table;
  await make(
    tx,
    `paired_${name}`,
    `select ${listed(table.key)}, seq, version
    from ${intended} join ${standing} using (${listed(table.key)}, n)`,
  );
  await make(
    tx,
    rewritten,
    `select paired.seq from paired_${name} paired
     join ${stagedName(table)} given on given.seq = paired.seq
     join ${name} stored on (${listed(table.key, 'stored')}) = (${listed(table.key, 'paired')}) and stored.version = paired.version
     where (${listed(content, 'given')}) is distinct from (${listed(content, 'stored')})`,
  );
}

/**
 * From the first period on that differs, everything is stated anew; also the period before it, when the one that differs
 * begins later than what stands in its place, because a version ends the older ones only from its own first day on. When the
 * file says less than stands, a version that is over before it begins says that there is nothing more.
 */
async function comparePeriods(tx: Tx, table: AnyTable, names: PlanTables): Promise<void> {
  const key = listed(table.key);
  const { spoken, intended, standing, rewritten, plan } = names;
  await make(
    tx,
    plan,
    `with compared as (
       select ${key}, n, i.seq, s.version as standing_version, coalesce(i.starts, s.starts) as starts,
         case when i.seq is null then s.starts - 1 else i.ends end as ends,
         i.starts is not distinct from s.starts and rewritten.seq is null as is_same_but_end,
         coalesce(i.starts > s.starts, false) as is_later,
         i.ends is not distinct from s.ends as is_same_end,
         i.seq is null or i.ends < coalesce(s.ends, 'infinity') as is_sooner
       from ${intended} i full join ${standing} s using (${key}, n)
       left join ${rewritten} rewritten on rewritten.seq = i.seq
     ), placed as (
       select *, min(n) filter (where not (is_same_but_end and is_same_end)) over keys as first_different,
         bool_and(seq is null or (is_same_but_end and is_sooner))
           filter (where not (is_same_but_end and is_same_end)) over keys as is_end,
         count(seq) over keys as intended_count
       from compared window keys as (partition by ${key})
     ), stated as (
       select *, first_different - bool_or(is_later and n = first_different) over (partition by ${key})::integer as first_stated
       from placed
     )
     select ${key}, n, seq, standing_version, starts, ends, first_different, first_stated, last_version,
       case when last_version = 0 then 'added' when is_end then 'ended' else 'changed' end as kind
     from stated join ${spoken} using (${key})
     where n >= first_stated and (seq is not null or (n = first_different and intended_count < n))`,
  );
}
