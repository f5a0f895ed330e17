import type { FrontDatabase, Session } from './front-database.js';
import { type ColumnName, TABLE_NAMES, TABLES, type TableName } from './layout.js';
import type { NewRow } from './rows.js';
import type { InboundBatch, InboundHead } from './to-local.js';

/** A file that goes before its batch. */
export interface NewFile {
  readonly fileId: string;
  readonly cdBatch: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly sm3: string;
  readonly bytes: Uint8Array;
}

/** An act that cannot be put in, for the platform's operators to see. */
export interface Problem {
  readonly messageId: string;
  readonly hubCaseNo: string;
  readonly caseState: string;
  readonly reason: string;
}

/** A batch that the platform itself could not use. */
export interface RefusedBatch {
  readonly cdBatch: string;
  readonly hubCaseNo: string;
  readonly caseState: string;
}

/** The side that the connector writes. Every batch is there with all its rows, or not at all. */
export class Inbound {
  readonly #database: FrontDatabase;

  constructor(database: FrontDatabase) {
    this.#database = database;
  }

  async has(messageId: string): Promise<boolean> {
    const rows = await this.#database.query('select 1 from inbound.kstb_exchange where message_id = $1', [
      messageId,
    ]);
    return rows.length > 0;
  }

  async hasFile(fileId: string): Promise<boolean> {
    const rows = await this.#database.query('select 1 from inbound.kstb_file where file_id = $1', [fileId]);
    return rows.length > 0;
  }

  /** Again for the same id changes nothing: the bytes are named by the message. */
  async putFile(file: NewFile): Promise<void> {
    await this.#database.query(
      `insert into inbound.kstb_file (file_id, cd_batch, cd_time, file_name, media_type, file_sm3, content)
       values ($1, $2, localtimestamp, $3, $4, $5, $6) on conflict (file_id) do nothing`,
      [file.fileId, file.cdBatch, file.fileName, file.mediaType, file.sm3, Buffer.from(file.bytes)],
    );
  }

  /**
   * Registers the act and writes its rows, or finds that it is there already: the unique message id decides, also between two
   * connectors (proved by test/fault/shanxi.long.test.ts). When it has committed, the platform has the act.
   */
  async put({ head, rows }: InboundBatch): Promise<void> {
    await this.#database.transaction(async (session) => {
      const registered = await session.query(REGISTER, valuesOf(head));
      if (registered.length === 0) return;
      for (const table of TABLE_NAMES) await insert(session, table, rows);
      await session.query(
        'update inbound.kstb_problem set solved_at = localtimestamp where message_id = $1 and solved_at is null',
        [head.message_id],
      );
    });
  }

  async report({ messageId, hubCaseNo, caseState, reason }: Problem): Promise<void> {
    await this.#database.query(
      `insert into inbound.kstb_problem as p (message_id, hub_case_no, case_state, reason, first_at, last_at)
       values ($1, $2, $3, $4, localtimestamp, localtimestamp)
       on conflict (message_id) do update
       set reason = excluded.reason, last_at = excluded.last_at, tries = p.tries + 1`,
      [messageId, hubCaseNo, caseState, reason.replaceAll('\0', ' ')],
    );
  }

  /** What the platform has refused since the last time, oldest first; each is told once. */
  async newlyRefused(): Promise<RefusedBatch[]> {
    const rows = await this.#database.query(
      `update inbound.kstb_exchange set reported_at = localtimestamp
       where exchange_state = '9' and reported_at is null
       returning cd_batch, hub_case_no, case_state`,
    );
    return rows.map((row) => ({
      cdBatch: row.cd_batch ?? '',
      hubCaseNo: row.hub_case_no ?? '',
      caseState: row.case_state ?? '',
    }));
  }
}

const REGISTER = `
  insert into inbound.kstb_exchange
    (cd_batch, message_id, hub_case_no, event_seq, sender, case_state, project_no, act_time, row_total, closed_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, localtimestamp)
  on conflict do nothing returning cd_batch`;

function valuesOf(head: InboundHead): (string | number)[] {
  return [
    head.cd_batch,
    head.message_id,
    head.hub_case_no,
    head.event_seq,
    head.sender,
    head.case_state,
    head.project_no,
    head.act_time,
    head.row_total,
  ];
}

/** All rows of a table in one statement: the names of columns are ours, the values one parameter. */
async function insert(session: Session, table: TableName, rows: readonly NewRow[]): Promise<void> {
  const own = rows.filter((row) => row.table === table).map(({ values }) => values);
  if (own.length === 0) return;
  const columns = columnNames(table).join(', ');
  await session.query(
    `insert into inbound.${table} (cd_time, ${columns})
     select localtimestamp, ${columns} from json_populate_recordset(null::inbound.${table}, $1::json)`,
    [JSON.stringify(own)],
  );
}

function columnNames<T extends TableName>(table: T): ColumnName<T>[] {
  return Object.keys(TABLES[table]) as ColumnName<T>[]; // the keys of a constant
}
