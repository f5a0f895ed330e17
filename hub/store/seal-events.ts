import type pg from 'pg';
import { commitmentDigests } from '#crypto/evidence/commitment';
import { CONTENT_KEY_BYTES, sealContent } from '#crypto/evidence/content';
import { signingInput } from '#crypto/jose';
import type { RandomBytes } from '#crypto/primitives';

/** An event as it was stored before migration 0028. */
interface UnsealedRow {
  readonly case_no: string;
  readonly seq: number;
  readonly salt: Buffer;
  readonly protected: Buffer;
  readonly payload: Buffer;
  readonly signature: Buffer;
}

const BATCH = 500;

/** Advisory lock: processes that start at once do this one after the other. */
const LOCK = 7_003_028;

/**
 * Seals events that were stored in the clear, in batches: a crash leaves the rest for the next start. The salts stay, as the log
 * has committed to them (proved by test/integration/sealing.test.ts).
 */
export async function sealEvents(client: pg.Client, random: RandomBytes): Promise<void> {
  await client.query(`select pg_advisory_lock(${LOCK})`); // until the connection ends
  const { rows } = await client.query(`select to_regclass('event_unsealed') is not null as "isThere"`);
  if (rows[0]?.isThere !== true) return;
  while ((await inTransaction(client, () => sealBatch(client, random))) > 0);
  await inTransaction(client, () =>
    client.query(`alter table case_event alter column sealed set not null;
      alter table message alter column commitment set not null;
      drop table event_unsealed`),
  );
}

async function sealBatch(client: pg.Client, random: RandomBytes): Promise<number> {
  const { rows } = await client.query<UnsealedRow>(`delete from event_unsealed where (case_no, seq) in (
    select case_no, seq from event_unsealed limit ${BATCH}) returning *`);
  if (rows.length === 0) return 0;
  const sealed = rows.map((row) => {
    const contentKey = random(CONTENT_KEY_BYTES);
    const { sha256 } = commitmentDigests('message', row.salt, signingInput(row));
    return { contentKey, content: sealContent(contentKey, row), commitment: sha256 };
  });
  const keys = [rows.map((row) => row.case_no), rows.map((row) => row.seq)];
  const each = `unnest($1::text[], $2::int4[], $3::bytea[])`;
  await client.query(`alter table case_event disable trigger append_only;
    alter table message disable trigger append_only`);
  await client.query(
    `update case_event e set sealed = k.content from ${each} as k(case_no, seq, content)
     where e.case_no = k.case_no and e.seq = k.seq`,
    [...keys, sealed.map(({ content }) => Buffer.from(content))],
  );
  await client.query(
    `update message m set commitment = k.commitment from ${each} as k(case_no, seq, commitment)
     join case_event e on e.case_no = k.case_no and e.seq = k.seq
     where m.issuer = e.actor and m.message_id = e.message_id`, // along its key: a batch must not cost the whole table
    [...keys, sealed.map(({ commitment }) => Buffer.from(commitment))],
  );
  await client.query(`alter table case_event enable trigger append_only;
    alter table message enable trigger append_only`);
  await client.query(
    `insert into event_secret select * from unnest($1::text[], $2::int4[], $3::bytea[], $4::bytea[])`,
    [...keys, rows.map((row) => row.salt), sealed.map(({ contentKey }) => Buffer.from(contentKey))],
  );
  return rows.length;
}

async function inTransaction<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
