import { byteaArray, int4Array, textArray, timestamptzArray, uuidArray } from './binary-array.js';
import type { Database } from './database.js';
import type { EventKey, EventSecret } from './events.js';
import type { Fragment } from './fragment.js';
import type { MessageKey } from './messages.js';

/** An act that is held back, as it was signed. Its event is the one that says so. */
export interface EarlyActRow extends MessageKey, EventKey, EventSecret {
  readonly commitment: Uint8Array;
  /** Unix milliseconds. */
  readonly receivedAt: number;
  readonly protected: Uint8Array;
  /** Payload and signature, under the content key. */
  readonly sealed: Uint8Array;
}

export function insertEarlyActs(rows: readonly EarlyActRow[]): Fragment {
  return {
    name: 'insert_early_acts',
    sql: `insert into early_act (issuer, message_id, case_no, seq, commitment, salt, content_key, received_at, protected, sealed)
           select * from unnest($1::text[], $2::uuid[], $3::text[], $4::int4[], $5::bytea[], $6::bytea[], $7::bytea[],
             $8::timestamptz[], $9::bytea[], $10::bytea[])`,
    values: [
      ...keyArrays(rows),
      textArray(rows.map((row) => row.caseNo)),
      int4Array(rows.map((row) => row.seq)),
      byteaArray(rows.map((row) => row.commitment)),
      byteaArray(rows.map((row) => row.salt)),
      byteaArray(rows.map((row) => row.contentKey)),
      timestamptzArray(rows.map((row) => row.receivedAt)),
      byteaArray(rows.map((row) => row.protected)),
      byteaArray(rows.map((row) => row.sealed)),
    ],
  };
}

/** What has become an event, or was refused. */
export function deleteEarlyActs(keys: readonly MessageKey[]): Fragment {
  return {
    name: 'delete_early_acts',
    sql: `delete from early_act e using unnest($1::text[], $2::uuid[]) as k(issuer, message_id)
           where (e.issuer, e.message_id) = (k.issuer, k.message_id)`,
    values: keyArrays(keys),
  };
}

export async function getEarlyAct(
  db: Pick<Database, 'query'>,
  { issuer, messageId }: MessageKey,
): Promise<EarlyActRow | undefined> {
  const [row] = await db.query<EarlyActRow>({
    name: 'get_early_act',
    text: `select issuer, message_id as "messageId", case_no as "caseNo", seq, commitment, salt, content_key as "contentKey",
             received_at as "receivedAt", protected, sealed
           from early_act where issuer = $1 and message_id = $2`,
    values: [issuer, messageId],
  });
  return row;
}

/** How many acts of a platform are held back, in all its cases. */
export async function countEarlyActs(db: Pick<Database, 'query'>, issuer: string): Promise<number> {
  const [row] = await db.query<{ count: number }>({
    name: 'count_early_acts',
    text: `select count(*)::int as count from early_act where issuer = $1`,
    values: [issuer],
  });
  return row?.count ?? 0;
}

function keyArrays(keys: readonly MessageKey[]): Buffer[] {
  return [textArray(keys.map((key) => key.issuer)), uuidArray(keys.map((key) => key.messageId))];
}
