import type { Tx } from './database.js';
import { type AnyTable, contentOf, listed, planName, stagedName } from './versioned-table.js';

/**
 * Compares what was staged with what stands, and adds the versions that make the list say what the file says. Sets, not
 * rows: a million entries are compared in one statement.
 *
 * What the file says of a row is all there is to say of it from the day the import takes effect on (or from the first day the
 * file names, when that is later). Days before are as they were: cases were judged by them.
 */

export interface MergeCounts {
  readonly added: number;
  readonly changed: number;
  readonly ended: number;
  readonly unchanged: number;
}

export type ChangeKind = 'added' | 'changed' | 'ended';

/** A row of the list that becomes another one: what stood, and what will; columns by name. */
export interface PlannedChange {
  readonly kind: ChangeKind;
  readonly key: Readonly<Record<string, unknown>>;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

export interface MergeSettings {
  /** The day the import takes effect, YYYY-MM-DD. */
  readonly asOf: string;
  /** The file is the whole list: rows of the same owner that it leaves out end. */
  readonly isComplete: boolean;
}

/** The hub's sessions are for look-ups by index; this transaction reads whole tables, and says so. */
export async function prepareForSets(tx: Tx): Promise<void> {
  await tx.query({
    text: `select set_config('enable_seqscan', 'on', true), set_config('enable_hashjoin', 'on', true),
             set_config('enable_mergejoin', 'on', true), set_config('work_mem', '128MB', true),
             set_config('jit', 'off', true)`,
  });
}

/** One import at a time, until its transaction ends; see the migration for why. */
export async function lockCatalogue(tx: Tx): Promise<void> {
  await tx.query({ text: `select pg_advisory_xact_lock(hashtext('tongban catalogue'))` });
}

export type SetFaultCode = 'DUPLICATE' | 'OVERLAP' | 'UNKNOWN_PEER' | 'PART_BAD' | 'PART_WITHOUT_ITEM';

/** A row that is bad because of others, and where it stood. */
export interface FaultyRow {
  readonly seq: number;
  readonly file: number;
  readonly line: number;
  readonly cells: readonly string[];
  readonly faults: readonly { readonly code: SetFaultCode; readonly detail: string }[];
}

/** Room for what is found wrong between rows. */
export async function openFaults(tx: Tx): Promise<void> {
  await tx.query({
    text: `create temporary table staged_fault (seq integer, file integer, line integer, raw text, code text, detail text)
           on commit drop`,
  });
}

/** Marks rows that contradict each other: both, because nobody can know which one is right. */
export async function findContradictions(tx: Tx, table: AnyTable, asOf: string): Promise<void> {
  await tx.query({
    text: `insert into staged_fault
           select seq, file, line, raw,
             case when starts = starts_before or starts = starts_after then 'DUPLICATE' else 'OVERLAP' end,
             case when ends_before >= starts then line_before else line_after end::text
           from (
             select *, lag(starts) over neighbours as starts_before, lead(starts) over neighbours as starts_after,
               lag(ends) over neighbours as ends_before,
               lag(line) over neighbours as line_before, lead(line) over neighbours as line_after
             from (
               select seq, file, line, raw, ${listed(table.key)}, coalesce(valid_from, $1::date) as starts,
                 coalesce(valid_to, 'infinity') as ends
               from ${stagedName(table)}
             ) given
             window neighbours as (partition by ${listed(table.key)} order by starts, seq)
           ) placed
           where ends_before >= starts or starts_after <= ends or starts = starts_before or starts = starts_after`,
    values: [asOf],
  });
}

export async function findUnknownPeers(tx: Tx, table: AnyTable): Promise<void> {
  if (table.owner === undefined) return;
  await tx.query({
    text: `insert into staged_fault
           select seq, file, line, raw, 'UNKNOWN_PEER', ${table.owner} from ${stagedName(table)}
           where ${table.owner} not in (select peer_id from peer)`,
  });
}

/** Bad rows in the order in which they were read, some at a time. @param after the `seq` of the last one. */
export async function readSetFaults(tx: Tx, after: number, limit: number): Promise<FaultyRow[]> {
  return tx.query<FaultyRow>({
    text: `select seq, min(file) as file, min(line) as line, coalesce(min(raw), '[]')::jsonb as cells,
             jsonb_agg(distinct jsonb_build_object('code', code, 'detail', detail)) as faults
           from staged_fault where seq > $1 group by seq order by seq limit $2`,
    values: [after, limit],
  });
}

/** Leaves the bad rows out of everything that follows. */
export async function dropFaulty(tx: Tx, tables: readonly AnyTable[]): Promise<void> {
  for (const table of tables)
    await tx.query({ text: `delete from ${stagedName(table)} where seq in (select seq from staged_fault)` });
}

/** Works out which versions are to be added. Nothing is written yet. */
export async function planMerge(
  tx: Tx,
  table: AnyTable,
  { asOf, isComplete }: MergeSettings,
): Promise<MergeCounts> {
  const key = listed(table.key);
  const content = contentOf(table);
  const owned =
    table.owner === undefined
      ? ''
      : `and ${table.owner} in (select ${table.owner} from ${stagedName(table)})`;
  const left = isComplete
    ? `union all
       select distinct ${key}, $1::date from ${table.name}
       where (${key}) not in (select ${key} from ${stagedName(table)}) ${owned}`
    : '';
  await tx.query({ text: `analyze ${stagedName(table)}` });
  await tx.query({
    text: `create temporary table ${planName(table)} on commit drop as
      with known as (
        select ${key}, max(version) as last_version from ${table.name}
        ${isComplete ? '' : `where (${key}) in (select ${key} from ${stagedName(table)})`}
        group by ${key}
      ), stated as (
        select given.*, last_version,
          case when last_version is null then coalesce(valid_from, $1::date)
            else greatest(coalesce(valid_from, $1::date), $1::date) end as starts,
          not is_ended and (last_version is null or valid_to is null or valid_to >= $1::date) as is_intended
        from ${stagedName(table)} given left join known using (${key})
      ), intended as (
        select *, row_number() over (partition by ${key} order by starts) as n from stated where is_intended
      ), spoken as (
        select ${key}, coalesce(min(starts) filter (where is_intended), $1::date) as since from stated group by ${key}
        ${left}
      ), period as (
        select stored.*, since, least(valid_to, min(valid_from) over newer - 1) as ends_on
        from ${table.name} stored join spoken using (${key})
        window newer as (partition by ${key} order by version rows between 1 following and unbounded following)
      ), standing as (
        select *, greatest(valid_from, since) as starts,
          row_number() over (partition by ${key} order by valid_from) as n
        from period
        where ends_on is null or (ends_on >= valid_from and ends_on >= since)
      ), difference as (
        select ${key}, n, intended.seq, standing.version as standing_version,
          coalesce(intended.starts, standing.starts) as starts,
          case when intended.seq is null then standing.starts - 1 else intended.valid_to end as ends,
          (intended.starts, intended.valid_to, ${listed(content, 'intended')})
            is distinct from (standing.starts, standing.ends_on, ${listed(content, 'standing')}) as is_different,
          intended.seq is null or (
            (intended.starts, ${listed(content, 'intended')}) is not distinct from (standing.starts, ${listed(content, 'standing')})
            and intended.valid_to < coalesce(standing.ends_on, 'infinity')
          ) as is_end
        from intended full join standing using (${key}, n)
      ), placed as (
        select difference.*, last_version,
          min(n) filter (where is_different) over keys as first_different,
          bool_and(is_end) filter (where is_different) over keys as is_all_end,
          count(seq) over keys as intended_count
        from difference left join known using (${key})
        window keys as (partition by ${key})
      )
      select ${key}, n, seq, standing_version, starts, ends, first_different,
        coalesce(last_version, 0) as last_version,
        case when last_version is null then 'added' when is_all_end then 'ended' else 'changed' end as kind
      from placed
      where n >= first_different and (seq is not null or (n = first_different and intended_count < n))`,
    values: [asOf],
  });
  const [row] = await tx.query<MergeCounts>({
    text: `select count(*) filter (where kind = 'added') as added, count(*) filter (where kind = 'changed') as changed,
             count(*) filter (where kind = 'ended') as ended,
             (select count(*) from (select distinct ${key} from ${stagedName(table)}) keys)
               - count(*) filter (where (${key}) in (select ${key} from ${stagedName(table)})) as unchanged
           from ${planName(table)} where n = first_different`,
  });
  return row ?? { added: 0, changed: 0, ended: 0, unchanged: 0 };
}

/** Some of what the plan changes, of each kind at most `limit`. */
export async function readPlan(tx: Tx, table: AnyTable, limit: number): Promise<PlannedChange[]> {
  const names = [...table.columns.map(({ name }) => name), 'valid_from', 'valid_to'];
  const object = (prefix: string) =>
    `jsonb_build_object(${names.map((name) => `'${name}', ${prefix}.${name}`).join(', ')})`;
  return tx.query<PlannedChange>({
    text: `select kind, jsonb_build_object(${table.key.map((name) => `'${name}', plan.${name}`).join(', ')}) as key,
             case when stored.version is not null then ${object('stored')} end as before,
             case when given.seq is not null then ${object('given')} || jsonb_build_object('valid_from', starts) end as after
           from (
             select *, row_number() over (partition by kind order by ${listed(table.key)}) as rank
             from ${planName(table)} where n = first_different
           ) plan
           left join ${stagedName(table)} given on given.seq = plan.seq
           left join ${table.name} stored on (${listed(table.key, 'stored')}) = (${listed(table.key, 'plan')})
             and stored.version = plan.standing_version
           where rank <= $1 order by kind, rank`,
    values: [limit],
  });
}

/** Adds the versions. @returns the number of the last change, or undefined when there was none. */
export async function applyPlan(tx: Tx, table: AnyTable): Promise<number | undefined> {
  const content = contentOf(table);
  const columns = [...table.key, ...content];
  const version = `last_version + row_number() over (partition by ${listed(table.key, 'plan')} order by n)`;
  const [row] = await tx.query<{ last: number | null }>({
    text: `with planned as (
        select ${listed(table.key, 'plan')}, ${listed(content, 'given')}, ${version} as version, starts, ends, plan.seq
        from ${planName(table)} plan join ${stagedName(table)} given on given.seq = plan.seq
        union all
        select ${listed(table.key, 'plan')}, ${listed(content, 'stored')}, last_version + 1, starts, ends, null
        from ${planName(table)} plan join ${table.name} stored on (${listed(table.key, 'stored')}) = (${listed(table.key, 'plan')})
          and stored.version = plan.standing_version
        where plan.seq is null
      ), numbered as (
        -- Versions of one row in their order: whoever reads by number meets the later one later.
        select * from planned order by version, seq
      ), added as (
        insert into ${table.name} (${listed(columns)}, version, valid_from, valid_to, change_no)
        select ${listed(columns)}, version, starts, ends, nextval('catalogue_change') from numbered
        returning change_no
      )
      select max(change_no) as last from added`,
  });
  return row?.last ?? undefined;
}
