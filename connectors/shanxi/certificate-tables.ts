import type { WrittenRow } from './certificate-format.js';
import type { FrontDatabase, TextRow } from './front-database.js';
import { CERTIFICATE_TABLES } from './layout.js';
import { Register } from './register.js';
import { StoredBytes } from './stored-bytes.js';

/** The tables of certificates, both halves. */
export class CertificateTables {
  readonly #database: FrontDatabase;
  /** Of the directory. */
  readonly register: Register;
  /** Of answers, by the question's name. */
  readonly originals: StoredBytes;
  /** What lies on the counter, by the name of the window's request. */
  readonly seen: StoredBytes;

  constructor(database: FrontDatabase) {
    this.#database = database;
    this.register = new Register(database, {
      table: 'outbound.up_lic_data',
      key: 'row_guid',
      ref: 'row_guid',
      isComplete: 'true',
      accepted: 'log_index = $2',
    });
    this.originals = new StoredBytes(database, ORIGINALS);
    this.seen = new StoredBytes(database, SEEN);
  }

  /** Rows of the directory whose turn it is: after the one before in their certificate, whichever committed first. */
  ready(max: number): Promise<TextRow[]> {
    return this.#database.query(READY, [max]);
  }

  async ask(query: WrittenRow): Promise<void> {
    await this.#insert('inbound.kstb_lic_query', query, 'true');
  }

  /** What the platform has said to a question; undefined while it has not. */
  async answerTo(queryId: string): Promise<TextRow | undefined> {
    const [row] = await this.#database.query(ANSWER, [queryId]);
    return row;
  }

  /** Takes the question away, and with it the answer that there may be. */
  async withdraw(queryId: string): Promise<void> {
    await this.#database.query('delete from inbound.kstb_lic_query where query_id = $1', [queryId]);
  }

  /** Requests of windows without an answer. */
  uses(max: number): Promise<TextRow[]> {
    return this.#database.query(USES, [max]);
  }

  /** Nothing happens when the platform has taken its request away, or was told already. @param file the window's copy. */
  async tell(answer: WrittenRow, file: Uint8Array | undefined): Promise<void> {
    const isAsked = 'exists (select from outbound.kstb_lic_use u where u.use_id = r.use_id)';
    await this.#insert('inbound.kstb_lic_use_answer', answer, isAsked, file);
  }

  /** Places that are not valid, in every list; one row without a place for a list in which everything is. */
  statusRows(): Promise<TextRow[]> {
    return this.#database.query(STATUS_ROWS);
  }

  /** What a crash has left lying: no question is waited for longer than a minute, and no window looks away for ten. */
  async sweep(): Promise<void> {
    await this.#database.query(
      "delete from inbound.kstb_lic_query where asked_at < localtimestamp - interval '2 minutes'",
    );
    await this.#database.query(
      `update inbound.kstb_lic_use_answer set contents = null, credential = null, matches = null, file_content = null
       where coalesce(contents::text, credential, matches::text) is not null and answered_at < localtimestamp - interval '10 minutes'`,
    );
  }

  /** The names of columns are ours, the values one parameter, a file another. */
  async #insert(table: string, row: WrittenRow, only: string, file?: Uint8Array): Promise<void> {
    const columns = Object.keys(row).join(', ');
    const [name, value] = file === undefined ? ['', ''] : [', file_content', ', $2::bytea'];
    await this.#database.query(
      `insert into ${table} (${columns}${name})
       select ${columns}${value} from json_populate_record(null::${table}, $1::json) r where ${only}
       on conflict do nothing`,
      file === undefined ? [JSON.stringify(row)] : [JSON.stringify(row), Buffer.from(file)],
    );
  }
}

const READY = `
  select ${Object.keys(CERTIFICATE_TABLES.up_lic_data).join(', ')} from outbound.up_lic_data e
  where e.exchange_state = '0' and (e.retry_at is null or e.retry_at <= localtimestamp)
    and (e.kstb_lic_no is null or coalesce(e.kstb_lic_seq, 1) <= 1 or exists (
      select from outbound.up_lic_data before
      where before.kstb_lic_no = e.kstb_lic_no and before.kstb_lic_seq = e.kstb_lic_seq - 1
        and before.exchange_state in ('1', '2', '9')))
  order by e.tries, e.cd_time, e.row_guid
  limit $1`;

const ORIGINALS = { table: 'outbound.kstb_lic_answer', key: 'query_id', column: 'file_content' };
const SEEN = { table: 'outbound.kstb_lic_use', key: 'use_id', column: 'seen_file' };

/** Without the bytes, which are read in parts. */
const ANSWER = `
  select query_id, answer_code, answer_text, certificate_source_id, kstb_lic_state, kstb_lic_state_time, contents, matches,
    file_matches, issue_dept_code, certificate_area_code, kstb_valid_to, kstb_status_list, kstb_status_index
  from outbound.kstb_lic_answer where query_id = $1`;

const STATUS_ROWS = `
  select list_no, list_index, kstb_lic_state from outbound.kstb_lic_list left join outbound.kstb_lic_ended using (list_no)
  order by list_no, list_index`;

const USES = `
  select ${Object.keys(CERTIFICATE_TABLES.kstb_lic_use).join(', ')}, seen_file is not null as has_seen_file from outbound.kstb_lic_use u
  where not exists (select from inbound.kstb_lic_use_answer a where a.use_id = u.use_id)
  order by u.asked_at, u.use_id
  limit $1`;
