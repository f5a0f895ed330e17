import pg from 'pg';
import { inject } from 'vitest';
import type { ConnectorConfig } from '#connectors/kit';

/** Shanxi's front database as its owner sees it: what the connector left in it, and what a platform may write into it. */
export class FrontDatabaseOwner {
  readonly #pool: pg.Pool;

  /** @param config of the connector, whose own account may do much less. */
  constructor(config: ConnectorConfig) {
    const url = new URL(inject('serverUrl'));
    url.pathname = new URL(String(config.province.database)).pathname;
    this.#pool = new pg.Pool({
      connectionString: url.href,
      max: 3,
      options: '-c TimeZone=Asia/Shanghai',
      types: { getTypeParser: () => (text: string | Buffer) => text },
    });
    this.#pool.on('error', () => {}); // told by the next statement
  }

  async query(text: string, values: unknown[] = []): Promise<Record<string, string | null>[]> {
    return (await this.#pool.query<Record<string, string | null>>(text, values)).rows;
  }

  /** How the exchange of an act stands, by the platform's name for it. */
  async outcome(actRef: string): Promise<Record<string, string | null> | undefined> {
    const [row] = await this.query('select * from outbound.kstb_exchange where act_ref = $1', [actRef]);
    return row;
  }

  /** Registers a batch, open unless `closed_at` is among the values. */
  async register(values: Record<string, unknown>): Promise<void> {
    await this.insert('kstb_exchange', values);
  }

  async insert(table: string, values: Record<string, unknown>): Promise<void> {
    await insertInto(this.#pool, table, values);
  }

  async close(cdBatch: string): Promise<void> {
    await this.query('update outbound.kstb_exchange set closed_at = localtimestamp where cd_batch = $1', [
      cdBatch,
    ]);
  }

  /** A transaction that the test commits when it likes. */
  async begin(): Promise<OpenTransaction> {
    const client = await this.#pool.connect();
    await client.query('begin');
    return {
      insert: (table, values) => insertInto(client, table, values),
      commit: async () => {
        await client.query('commit');
        client.release();
      },
    };
  }

  end(): Promise<void> {
    return this.#pool.end();
  }
}

export interface OpenTransaction {
  insert(table: string, values: Record<string, unknown>): Promise<void>;
  commit(): Promise<void>;
}

async function insertInto(
  to: pg.Pool | pg.PoolClient,
  table: string,
  values: Record<string, unknown>,
): Promise<void> {
  const names = Object.keys(values);
  const places = names.map((_, i) => `$${i + 1}`).join(', ');
  await to.query(
    `insert into outbound.${table} (${names.join(', ')}) values (${places})`,
    Object.values(values),
  );
}

/** A submission to Henan as rows, for a test to spoil. */
export function frontSubmission(name: string) {
  const row = {
    project_no: name,
    cd_operation: 'I',
    cd_batch: name,
    cd_time: '2026-11-22 10:00:00',
    data_source: '140',
  };
  return {
    head: {
      cd_batch: name,
      act_ref: name,
      case_state: '10',
      project_no: name,
      case_seq: 1,
      act_time: '2026-11-22 10:00:00',
      row_total: 2,
    },
    accept: {
      ...row,
      row_guid: `${name}-1`,
      task_handle_item: 'SXJT-0612-001',
      apply_date: '2026-11-22 09:58:00',
      applyer_name: '王测试',
      applyer_type: '1',
      applyer_page_type: '居民身份证',
      applyer_page_code: '140102198802299026',
      kstb_mode: '2',
      kstb_division: '410000',
    },
    material: { ...row, row_guid: `${name}-2`, material_name: '居民身份证', get_type: '12', kstb_no: 1 },
  };
}

export type FrontSubmission = ReturnType<typeof frontSubmission>;

/** Writes it as the platform does and closes it. */
export async function putSubmission(
  front: FrontDatabaseOwner,
  { head, accept, material }: FrontSubmission,
): Promise<void> {
  await front.register(head);
  await front.insert('up_pro_accept', accept);
  await front.insert('up_pro_material', material);
  await front.close(head.cd_batch);
}
