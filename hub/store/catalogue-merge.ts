import { type PlanTables, planTables } from './catalogue-plan.js';
import type { Tx } from './database.js';
import { type AnyTable, contentOf, listed, stagedName } from './versioned-table.js';

/** What the plan of an import comes to, and putting it into effect. */

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

/** Counts rows of the list, not periods of them. */
export async function countPlan(tx: Tx, table: AnyTable): Promise<MergeCounts> {
  const { plan, spoken } = planTables(table);
  const [row] = await tx.query<MergeCounts>({
    text: `select count(*) filter (where kind = 'added') as added, count(*) filter (where kind = 'changed') as changed,
             count(*) filter (where kind = 'ended') as ended,
             (select count(*) from ${spoken}) - count(*) as unchanged
           from ${plan} where n = first_different`,
  });
  return row ?? { added: 0, changed: 0, ended: 0, unchanged: 0 };
}

/** Some of what the plan changes, of each kind at most `limit`. */
export async function readPlan(tx: Tx, table: AnyTable, limit: number): Promise<PlannedChange[]> {
  const names = [...table.columns.map(({ name }) => name), 'valid_from', 'valid_to'];
  const object = (prefix: string) =>
    `jsonb_build_object(${names.map((name) => `'${name}', ${prefix}.${name}`).join(', ')})`;
  const { plan } = planTables(table);
  return tx.query<PlannedChange>({
    text: `select kind, jsonb_build_object(${table.key.map((name) => `'${name}', chosen.${name}`).join(', ')}) as key,
             case when stored.version is not null then ${object('stored')} end as before,
             case when given.seq is not null then ${object('given')} || jsonb_build_object('valid_from', starts) end as after
           from (values ('added'), ('changed'), ('ended')) kinds(kind)
           cross join lateral (
             select * from ${plan} where ${plan}.kind = kinds.kind and n = first_different
             order by seq, ${listed(table.key)} limit $1
           ) chosen(${planColumns(table)})
           left join ${stagedName(table)} given on given.seq = chosen.seq
           left join ${table.name} stored on (${listed(table.key, 'stored')}) = (${listed(table.key, 'chosen')})
             and stored.version = chosen.standing_version
           order by kinds.kind, chosen.seq`,
    values: [limit],
  });
}

/** Of the plan; the kind under another name, because the lateral join has one. */
function planColumns(table: AnyTable): string {
  return [
    ...table.key,
    'n',
    'seq',
    'standing_version',
    'starts',
    'ends',
    'first_different',
    'first_stated',
    'last_version',
    'its_kind',
  ].join(', ');
}

/** Adds the versions. @returns the number of the last change, or undefined when there was none. */
export async function applyPlan(tx: Tx, table: AnyTable): Promise<number | undefined> {
  const names = planTables(table);
  await numberVersions(tx, table, names);
  const columns = [...table.key, ...contentOf(table)];
  const written = (contents: string) =>
    `select ${listed(table.key, 'numbered')}, ${listed(contentOf(table), contents)}, numbered.version, starts, ends, numbered.change_no
     from ${names.numbered} numbered join`;
  await tx.query({
    text: `insert into ${table.name} (${listed(columns)}, version, valid_from, valid_to, change_no)
           ${written('given')} ${stagedName(table)} given on given.seq = numbered.seq`,
  });
  await tx.query({
    text: `insert into ${table.name} (${listed(columns)}, version, valid_from, valid_to, change_no)
           ${written('stored')} ${table.name} stored on (${listed(table.key, 'stored')}) = (${listed(table.key, 'numbered')})
             and stored.version = numbered.standing_version
           where numbered.seq is null`,
  });
  const [row] = await tx.query<{ last: number | null }>({
    text: `select max(change_no) as last from ${names.numbered}`,
  });
  return row?.last ?? undefined;
}

/** Versions of one row get their numbers in their order: whoever reads by number meets the later one later. */
async function numberVersions(tx: Tx, table: AnyTable, { plan, numbered }: PlanTables): Promise<void> {
  await tx.query({
    text: `create temporary table ${numbered} on commit drop as
           select *, nextval('catalogue_change') as change_no from (
             select ${listed(table.key)}, seq, standing_version, starts, ends,
               last_version + n - first_stated + 1 as version -- the plan has every period from the first stated one on
             from ${plan} order by version, seq
           ) placed`,
  });
  await tx.query({ text: `analyze ${numbered}` });
}
