import { type FrontBatch, parseBatch } from './batch.js';
import type { FrontDatabase } from './front-database.js';
import { TABLE_NAMES, type TableName } from './layout.js';
import { Register } from './register.js';
import { MAX_ROWS } from './shape.js';
import { StoredBytes } from './stored-bytes.js';

/**
 * The side that the platform writes. An act is not taken before the one that stands before it in its case has been answered,
 * whichever of the two committed first (proved by test/integration/shanxi.test.ts).
 */
export class Outbound {
  readonly #database: FrontDatabase;
  readonly register: Register;
  readonly files: StoredBytes;

  constructor(database: FrontDatabase) {
    this.#database = database;
    this.files = new StoredBytes(database, {
      table: 'outbound.kstb_file',
      key: 'file_id',
      column: 'content',
    });
    this.register = new Register(database, {
      table: 'outbound.kstb_exchange',
      key: 'cd_batch',
      ref: 'act_ref',
      isComplete: 'closed_at is not null',
      accepted: 'hub_case_no = $2, log_index = $3',
    });
  }

  /** Closed batches whose turn it is, longest closed first. */
  async ready(max: number): Promise<string[]> {
    const rows = await this.#database.query(READY, [max]);
    return rows.map((row) => row.cd_batch ?? '');
  }

  /** A batch with all its rows as of one moment. @returns undefined when it is not waiting any more. */
  async read(cdBatch: string): Promise<FrontBatch | undefined> {
    const [row] = await this.#database.query(READ, [cdBatch]);
    return row?.batch == null ? undefined : parseBatch(row.batch);
  }

  /** What an operator should know of and nobody is waiting for: rows without a batch, batches that do not move. */
  async strays(): Promise<{ readonly orphans: number; readonly unclosed: number; readonly stuck: number }> {
    const [row] = await this.#database.query(STRAYS);
    const count = (name: string) => Number(row?.[name] ?? 0);
    return { orphans: count('orphans'), unclosed: count('unclosed'), stuck: count('stuck') };
  }
}

/** An act follows the one before it in its case only when that has been answered: then the hub's number is known, too. */
const READY = `
  select e.cd_batch from outbound.kstb_exchange e
  where e.exchange_state = '0' and e.closed_at is not null
    and (e.retry_at is null or e.retry_at <= localtimestamp)
    and (e.case_seq <= 1 or exists (
      select from outbound.kstb_exchange before
      where before.project_no = e.project_no and before.case_seq = e.case_seq - 1
        and before.exchange_state in ('2', '9')))
  order by e.tries, e.closed_at, e.cd_batch
  limit $1`;

const ORDER: Readonly<Record<TableName, string>> = {
  up_pro_accept: 'row_guid',
  up_pro_process: 'row_guid',
  up_pro_special_procedure: 'row_guid',
  up_pro_result: 'kstb_no, row_guid',
  up_pro_material: 'kstb_no, row_guid',
  kstb_list: 'list_kind, list_no, row_guid',
};

/** One statement sees one moment: rows and their registration belong together. */
const READ = `
  select json_build_object(
    'head', json_build_object(
      'cd_batch', e.cd_batch, 'act_ref', e.act_ref, 'case_state', e.case_state, 'project_no', e.project_no,
      'case_seq', e.case_seq, 'act_time', e.act_time, 'row_total', e.row_total, 'hub_case_no', e.hub_case_no),
    'first', (
      select min(f.cd_batch) from outbound.kstb_exchange f
      where f.act_ref = e.act_ref and f.cd_batch <> e.cd_batch and f.exchange_state <> '0'),
    'rival', (
      select min(r.act_ref) from outbound.kstb_exchange r
      where r.project_no = e.project_no and r.case_seq = e.case_seq and r.act_ref <> e.act_ref
        and r.exchange_state in ('1', '2', '9')),
    'known_case_no', (
      select min(k.hub_case_no) from outbound.kstb_exchange k
      where k.project_no = e.project_no and k.exchange_state = '2'),
    'rows', json_build_object(${TABLE_NAMES.map((table) => `'${table}', ${rowsOf(table)}`).join(', ')}),
    'files', (
      select coalesce(json_agg(f), '[]') from (
        select file_id, file_name, media_type, file_sm3, octet_length(content) as file_size
        from outbound.kstb_file where cd_batch = e.cd_batch order by file_id limit ${MAX_ROWS + 1}) f)
  )::text as batch
  from outbound.kstb_exchange e
  where e.cd_batch = $1 and e.exchange_state = '0' and e.closed_at is not null`;

function rowsOf(table: TableName): string {
  return `(
      select coalesce(json_agg(t), '[]') from (
        select * from outbound.${table} where cd_batch = e.cd_batch
        order by ${ORDER[table]} limit ${MAX_ROWS + 1}) t)`;
}

const STRAYS = `
  select
    (select count(*) from (${[...TABLE_NAMES, 'kstb_file']
      .map(
        (table) => `
      (select 1 from outbound.${table} t
       where t.cd_time between localtimestamp - interval '1 day' and localtimestamp - interval '1 hour'
         and not exists (select from outbound.kstb_exchange e where e.cd_batch = t.cd_batch) limit 1000)`,
      )
      .join(' union all ')}) orphan) as orphans,
    (select count(*) from (
      select 1 from outbound.kstb_exchange e
      where e.exchange_state = '0' and e.closed_at is null
        and e.act_time < localtimestamp - interval '1 hour' limit 1000) unclosed) as unclosed,
    (select count(*) from (
      select 1 from outbound.kstb_exchange e
      where e.exchange_state = '0' and e.closed_at < localtimestamp - interval '10 minutes' limit 1000) stuck) as stuck`;
