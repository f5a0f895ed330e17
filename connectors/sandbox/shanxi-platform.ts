import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { packageRoot } from '#config';
import { certificateRoute } from './certificate-routes.js';
import { Desk, type DeskAct, type DeskEvent, fileIdsOf } from './desk.js';
import { deskRoute } from './desk-routes.js';
import { type RunningHttp, serveHttp } from './http.js';
import { localTime } from './local-time.js';
import type { PlatformOptions } from './platform-options.js';
import { Repeating } from './repeating.js';
import { serialNumbers } from './serial.js';
import { ShanxiCertificateJob } from './shanxi-certificate-job.js';
import { shanxiRegister } from './shanxi-certificates.js';
import { actOf, type Row, rowsOf, STATE } from './shanxi-format.js';
import { insertRow } from './shanxi-rows.js';

/**
 * 山西省“三晋通”综合受理平台（沙箱）: it has no interface but a front database. What happened it writes into one half of it, table
 * after table, each in a transaction of its own, and closes the batch at the end; what others did it reads from the other half.
 */

export interface ShanxiOptions extends PlatformOptions {
  /** The front database, as its owner. */
  readonly databaseUrl: string;
}

const POLL_MS = 100;
const DATABASE_SQL = join(packageRoot, 'connectors', 'shanxi', 'front-database.sql');

export async function startShanxiPlatform(options: ShanxiOptions): Promise<RunningHttp> {
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    max: 2,
    options: '-c TimeZone=Asia/Shanghai',
    types: { getTypeParser: () => (text: string | Buffer) => text },
  });
  pool.on('error', () => {}); // told by the next statement
  await pool.query(readFileSync(DATABASE_SQL, 'utf8'));
  const desk = new Desk(caseNumbers(options), options.now);
  const job = new FrontJob(desk, pool);
  const register = shanxiRegister(options);
  const certificateJob = new ShanxiCertificateJob(register, pool);
  const server = await serveHttp(options.port, async (request) => {
    if (request.method === 'GET') await job.catchUp(); // whoever looks sees what stands in the front database
    return deskRoute(desk, request) ?? certificateRoute(register, request);
  });
  job.start();
  certificateJob.start();
  return {
    port: server.port,
    close: async () => {
      await server.close();
      await job.close();
      await certificateJob.close();
      await pool.end();
    },
  };
}

/** 办件编号: 14, the day, eight digits. */
function caseNumbers({ serialFile, now }: PlatformOptions): (item: string) => string {
  const next = serialNumbers(serialFile);
  return () => {
    const day = localTime(now()).slice(0, 10).replaceAll('-', '');
    return `SXBJ-14-${day}-${String(next()).padStart(8, '0')}`;
  };
}

/** 前置交换: puts out what happened, hears what became of it, takes in what others did; over and over. */
class FrontJob {
  readonly #desk: Desk;
  readonly #pool: pg.Pool;
  readonly #written = new Set<string>();
  readonly #repeating = new Repeating(() => this.#inTurn(() => this.#round()), POLL_MS);
  /** Rounds and looks, one after the other. */
  #turn: Promise<void> = Promise.resolve();

  constructor(desk: Desk, pool: pg.Pool) {
    this.#desk = desk;
    this.#pool = pool;
  }

  start(): void {
    this.#repeating.start();
  }

  close(): Promise<void> {
    return this.#repeating.close();
  }

  /** What others have put into the front database is on the desk afterwards, unless the database is away. */
  catchUp(): Promise<void> {
    return this.#inTurn(() => this.#takeIn());
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(work).catch(() => {}); // the database is away; everything is tried again
    return this.#turn;
  }

  async #round(): Promise<void> {
    for (const event of this.#desk.pending(1000)) {
      if (!this.#written.has(event.id)) await this.#putOut(event);
    }
    await this.#hear();
    await this.#takeIn();
  }

  /** Again for the same event changes nothing. */
  async #putOut(event: DeskEvent): Promise<void> {
    const cd_batch = event.id.replaceAll('-', '');
    const files = new Map(fileIdsOf(event.act).map((id, i) => [id, `${cd_batch}-F${i + 1}`]));
    const rows = rowsOf({ ...event, act: renamed(event.act, files) });
    await insertRow(this.#pool, 'outbound.kstb_exchange', {
      cd_batch,
      act_ref: event.id,
      case_state: STATE[event.act.kind],
      project_no: event.ref,
      case_seq: await this.#nextPlace(event.ref),
      act_time: localTime(event.at),
      row_total: rows.length + files.size,
      hub_case_no: this.#desk.get(event.ref).hubNo,
    });
    const common = { cd_batch, cd_time: localTime(event.at) };
    for (const [own, file_id] of files) {
      const { name, mediaType, bytes } = this.#desk.getFile(own);
      const content = Buffer.from(bytes);
      await insertRow(this.#pool, 'outbound.kstb_file', {
        ...common,
        file_id,
        file_name: name,
        media_type: mediaType,
        content,
      });
    }
    for (const [i, { table, values }] of rows.entries()) {
      await insertRow(this.#pool, `outbound.${table}`, {
        ...common,
        row_guid: `${cd_batch}-${i + 1}`,
        project_no: event.ref,
        cd_operation: 'I',
        data_source: '140',
        ...values,
      });
    }
    await this.#pool.query(
      'update outbound.kstb_exchange set closed_at = localtimestamp where cd_batch = $1 and closed_at is null',
      [cd_batch],
    );
    this.#written.add(event.id);
  }

  /** Counted in the database, which outlives this process. A batch that was begun before keeps the place it has. */
  async #nextPlace(projectNo: string): Promise<string> {
    const { rows } = await this.#pool.query<{ next: string }>(
      'select coalesce(max(case_seq), 0) + 1 as next from outbound.kstb_exchange where project_no = $1',
      [projectNo],
    );
    return rows[0]?.next ?? '1';
  }

  /** What the exchange has answered, of acts that wait for it. */
  async #hear(): Promise<void> {
    const refs = this.#desk.pending(1000).map(({ id }) => id);
    if (refs.length === 0) return;
    const { rows } = await this.#pool.query<Row>(
      `select act_ref, exchange_state, hub_case_no, outcome_code, outcome_text from outbound.kstb_exchange
       where act_ref = any($1) and exchange_state in ('2', '9')`,
      [refs],
    );
    for (const row of rows) {
      const isAccepted = row.exchange_state === '2';
      this.#desk.settle(
        String(row.act_ref),
        isAccepted
          ? { hubNo: String(row.hub_case_no) }
          : { refusal: `${row.outcome_code}: ${row.outcome_text}` },
      );
    }
  }

  /** Batches of others by their state, the acts of a case in their order. */
  async #takeIn(): Promise<void> {
    const { rows } = await this.#pool.query<Row>(
      `select cd_batch, message_id, hub_case_no, case_state, project_no, sender from inbound.kstb_exchange
       where exchange_state = '0' order by hub_case_no, event_seq limit 100`,
    );
    for (const row of rows) {
      let refusal: string | undefined;
      try {
        const act = await this.#read(String(row.cd_batch), String(row.case_state));
        this.#nameOwnCase(String(row.project_no), String(row.hub_case_no));
        this.#desk.receive(String(row.message_id), String(row.hub_case_no), act, String(row.sender));
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        refusal = error.message;
      }
      await this.#pool.query(
        `update inbound.kstb_exchange set exchange_state = $2, outcome_text = $3, taken_at = localtimestamp
         where cd_batch = $1`,
        [row.cd_batch, refusal === undefined ? '2' : '9', refusal],
      );
    }
  }

  /** The other side may be faster than the answer that tells us the hub's number of our own case. */
  #nameOwnCase(projectNo: string, hubNo: string): void {
    const own = this.#desk.all().find(({ ref }) => ref === projectNo);
    if (own !== undefined) own.hubNo ??= hubNo;
  }

  async #read(cdBatch: string, state: string): Promise<DeskAct> {
    const tables = new Map<string, Row[]>();
    for (const [table, order] of TABLES) {
      const { rows } = await this.#pool.query<Row>(
        `select * from inbound.${table} where cd_batch = $1 order by ${order}`,
        [cdBatch],
      );
      tables.set(table, rows);
    }
    const act = actOf({ state, rows: (table) => tables.get(table) ?? [] });
    const own = new Map<string, string>();
    for (const fileId of fileIdsOf(act)) own.set(fileId, await this.#takeInFile(fileId));
    return renamed(act, own);
  }

  /** @returns the desk's own id of it. */
  async #takeInFile(fileId: string): Promise<string> {
    const { rows } = await this.#pool.query<Row>(
      "select file_name, media_type, encode(content, 'base64') as content from inbound.kstb_file where file_id = $1",
      [fileId],
    );
    const [file] = rows;
    if (file === undefined) throw new RangeError(`附件 ${fileId} 不存在`);
    const bytes = Buffer.from(String(file.content), 'base64');
    return this.#desk.putFile({ name: String(file.file_name), mediaType: String(file.media_type), bytes });
  }
}

/** The act with its files under other ids. */
function renamed(act: DeskAct, ids: ReadonlyMap<string, string>): DeskAct {
  const rename = <T extends { readonly fileId?: string }>(each: T): T =>
    each.fileId === undefined ? each : { ...each, fileId: ids.get(each.fileId) ?? each.fileId };
  if (act.kind === 'other') return { ...act, fields: act.fields.map(rename) };
  if ('materials' in act) return { ...act, materials: act.materials.map(rename) };
  return 'documents' in act ? { ...act, documents: act.documents.map(rename) } : act;
}

/** Tables of a batch, and the order of their rows. */
const TABLES = [
  ['up_pro_accept', 'row_guid'],
  ['up_pro_process', 'row_guid'],
  ['up_pro_special_procedure', 'row_guid'],
  ['up_pro_result', 'kstb_no'],
  ['up_pro_material', 'kstb_no'],
  ['kstb_list', 'list_kind, list_no'],
] as const;
