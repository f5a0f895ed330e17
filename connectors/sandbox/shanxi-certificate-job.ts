import type pg from 'pg';
import type { CertificateDesk } from './certificate-desk.js';
import { Repeating } from './repeating.js';
import { answerRow, directoryRow, endedRows, useRow, windowAnswerOf } from './shanxi-certificates.js';
import type { Row } from './shanxi-format.js';
import { insertRow } from './shanxi-rows.js';

const POLL_MS = 100;
const MAX_ROWS = 1000;

/** 证照交换: puts out what happened to certificates and what windows ask, answers what others ask; over and over. */
export class ShanxiCertificateJob {
  readonly #register: CertificateDesk;
  readonly #pool: pg.Pool;
  readonly #written = new Set<string>();
  readonly #repeating: Repeating;
  /** What the list in the database says. */
  #listed = '';

  constructor(register: CertificateDesk, pool: pg.Pool) {
    this.#register = register;
    this.#pool = pool;
    const round = () => this.#round().catch(() => {}); // the database is away; everything is tried again
    this.#repeating = new Repeating(round, POLL_MS);
  }

  start(): void {
    this.#repeating.start();
  }

  close(): Promise<void> {
    return this.#repeating.close();
  }

  async #round(): Promise<void> {
    await this.#keepList();
    await this.#putOut();
    await this.#hear();
    await this.#hearUses();
    await this.#answer();
  }

  /** Before what happened is told: whoever looks at the list afterwards finds it there. */
  async #keepList(): Promise<void> {
    const list_no = this.#register.list;
    const ended = JSON.stringify(endedRows(this.#register));
    if (ended === this.#listed) return;
    await insertRow(this.#pool, 'outbound.kstb_lic_list', { list_no });
    await this.#pool.query(
      `with ended as (select * from json_populate_recordset(null::outbound.kstb_lic_ended, $2)),
         resumed as (
           delete from outbound.kstb_lic_ended where list_no = $1 and list_index not in (select list_index from ended))
       insert into outbound.kstb_lic_ended select * from ended
       on conflict (list_no, list_index) do update set kstb_lic_state = excluded.kstb_lic_state`,
      [list_no, ended],
    );
    this.#listed = ended;
  }

  /** Again for the same event changes nothing. */
  async #putOut(): Promise<void> {
    for (const event of this.#register.pending(MAX_ROWS)) {
      if (this.#written.has(event.id)) continue;
      if (event.kind === 'use') await insertRow(this.#pool, 'outbound.kstb_lic_use', useRow(event));
      else {
        const row = directoryRow(event);
        const place = await this.#nextPlace(row.kstb_lic_no);
        await insertRow(this.#pool, 'outbound.up_lic_data', { ...row, kstb_lic_seq: place });
      }
      this.#written.add(event.id);
    }
  }

  async #nextPlace(number: unknown): Promise<string> {
    const { rows } = await this.#pool.query<{ next: string }>(
      'select coalesce(max(kstb_lic_seq), 0) + 1 as next from outbound.up_lic_data where kstb_lic_no = $1',
      [number],
    );
    return rows[0]?.next ?? '1';
  }

  /** What the exchange has answered, of events that wait for it. */
  async #hear(): Promise<void> {
    const rows = await this.#waiting(
      `select row_guid, exchange_state, outcome_code, outcome_text from outbound.up_lic_data
       where row_guid = any($1) and exchange_state in ('2', '9')`,
    );
    for (const { row_guid: id, exchange_state: state, outcome_code: code, outcome_text: text } of rows) {
      this.#register.settle(String(id), state === '2' ? {} : { refusal: `${code}: ${text}` });
    }
  }

  /** The clerk is told, and what was asked and answered is taken away. */
  async #hearUses(): Promise<void> {
    const rows = await this.#waiting(
      `select *, translate(encode(file_content, 'base64'), chr(10), '') as file
       from inbound.kstb_lic_use_answer where use_id = any($1)`,
    );
    for (const row of rows) {
      this.#register.settle(String(row.use_id), { answer: windowAnswerOf(row) });
      await this.#pool.query('delete from outbound.kstb_lic_use where use_id = $1', [row.use_id]);
    }
  }

  async #waiting(statement: string): Promise<Row[]> {
    const ids = this.#register.pending(MAX_ROWS).map(({ id }) => id);
    if (ids.length === 0) return [];
    return (await this.#pool.query<Row>(statement, [ids])).rows;
  }

  async #answer(): Promise<void> {
    const { rows } = await this.#pool.query<Row>(
      `select * from inbound.kstb_lic_query q
       where not exists (select from outbound.kstb_lic_answer a where a.query_id = q.query_id)
       order by asked_at limit 100`,
    );
    for (const row of rows) {
      const answer = answerRow(this.#register, row);
      await insertRow(this.#pool, 'outbound.kstb_lic_answer', answer).catch(() => {}); // the question is gone
    }
  }
}
