import { type FrontBatch, parseBatch } from './batch.js';
import type { FrontDatabase, Session } from './front-database.js';
import { TABLE_NAMES, type TableName } from './layout.js';
import { MAX_ROWS } from './shape.js';
import { type ConnectorOutcome, EXCHANGE_STATES, type ExchangeState } from './words.js';

/**
 * The side that the platform writes.
 *
 * Which batches are new is a question of state, never of time. A reader that remembers the last (cd_time, row_guid) loses what
 * was written before that and committed after it, and a transaction may take as long as it likes. Here a batch waits in state 0
 * until somebody marks it, whenever it became visible; and an act is not taken before the one that stands before it in its case
 * has been answered, whichever of the two committed first (proved by test/integration/shanxi.test.ts).
 */
export class Outbound {
  readonly #database: FrontDatabase;

  constructor(database: FrontDatabase) {
    this.#database = database;
  }

  /**
   * At the start: what was taken and never answered is taken again, because the journal may be lost; what is still in it is
   * kept once. What waited for a better mapping or a better connector is tried at once.
   */
  async reopen(): Promise<void> {
    await this.#database.query(
      `update outbound.kstb_exchange set exchange_state = '0', retry_at = null
       where exchange_state = '1' or (exchange_state = '0' and retry_at is not null)`,
    );
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

  /**
   * Holds the batch against other connectors and against the platform while `keep` puts the act into the journal, and marks it
   * taken. A crash before the commit leaves it waiting; what the journal has by then it will not keep twice. The transaction
   * lasts as long as a few writes to the local disk; the hub is never waited for in it.
   * @returns false when somebody else has it.
   */
  async take(cdBatch: string, keep: () => Promise<void>): Promise<boolean> {
    return this.#database.transaction(async (session) => {
      const claimed = await session.query(CLAIM, [cdBatch]);
      if (claimed.length === 0) return false;
      await keep();
      await mark(session, cdBatch, EXCHANGE_STATES.taken);
      return true;
    });
  }

  /** The batch stays and is looked at again, later each time. */
  async postpone(cdBatch: string, code: ConnectorOutcome, reason: string): Promise<void> {
    await this.#database.query(POSTPONE, [cdBatch, code, shown(reason)]);
  }

  /** The batch will not be taken; the platform reads why. */
  async dismiss(
    cdBatch: string,
    state: ExchangeState,
    code: ConnectorOutcome,
    reason: string,
  ): Promise<void> {
    await this.#database.query(
      `update outbound.kstb_exchange
       set exchange_state = $2, outcome_code = $3, outcome_text = $4, answered_at = localtimestamp, retry_at = null
       where cd_batch = $1 and exchange_state = '0'`,
      [cdBatch, state, code, shown(reason)],
    );
  }

  /** The hub has accepted the act. Again changes nothing. */
  async accept(actRef: string, caseNo: string, logIndex: number | undefined): Promise<void> {
    await this.#database.query(
      `update outbound.kstb_exchange
       set exchange_state = '2', hub_case_no = $2, log_index = $3, outcome_code = null, outcome_text = null,
           answered_at = localtimestamp, retry_at = null
       where act_ref = $1 and exchange_state in ('0', '1') and closed_at is not null`,
      [actRef, caseNo, logIndex ?? null],
    );
  }

  /** The hub has refused the act. Again changes nothing. */
  async refuse(actRef: string, code: string, detail: string): Promise<void> {
    await this.#database.query(
      `update outbound.kstb_exchange
       set exchange_state = '9', outcome_code = $2, outcome_text = $3, answered_at = localtimestamp, retry_at = null
       where act_ref = $1 and exchange_state in ('0', '1') and closed_at is not null`,
      [actRef, code, shown(detail)],
    );
  }

  /** @returns undefined when there is no such file. */
  async fileSize(fileId: string): Promise<number | undefined> {
    const [row] = await this.#database.query(
      'select octet_length(content) as size from outbound.kstb_file where file_id = $1',
      [fileId],
    );
    return row?.size == null ? undefined : Number(row.size);
  }

  /** A part of a file; offset and length in bytes. */
  async filePart(fileId: string, offset: number, length: number): Promise<Buffer> {
    const [row] = await this.#database.query(
      `select encode(substring(content from $2::integer for $3::integer), 'base64') as part
       from outbound.kstb_file where file_id = $1`,
      [fileId, offset + 1, length],
    );
    return Buffer.from(row?.part ?? '', 'base64');
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

/** Locks one waiting batch; one that another connector has locked is left to it. */
const CLAIM = `
  select e.cd_batch from outbound.kstb_exchange e
  where e.cd_batch = $1 and e.exchange_state = '0'
    and not exists (
      select from outbound.kstb_exchange other
      where other.act_ref = e.act_ref and other.cd_batch <> e.cd_batch and other.exchange_state <> '0')
  for update of e skip locked`;

/** After 2, 4, 8 … seconds, at most five minutes. */
const POSTPONE = `
  update outbound.kstb_exchange
  set tries = tries + 1, outcome_code = $2, outcome_text = $3,
      retry_at = localtimestamp + make_interval(secs => least(300, 2 ^ least(tries + 1, 9)))
  where cd_batch = $1 and exchange_state = '0'`;

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

async function mark(session: Session, cdBatch: string, state: ExchangeState): Promise<void> {
  await session.query(
    `update outbound.kstb_exchange
     set exchange_state = $2, taken_at = localtimestamp, outcome_code = null, outcome_text = null, retry_at = null
     where cd_batch = $1`,
    [cdBatch, state],
  );
}

/** What PostgreSQL takes, and a person can read. */
function shown(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, ' ');
}
