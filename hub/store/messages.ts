import { byteaArray, int4Array, textArray, uuidArray } from './binary-array.js';
import type { Tx } from './database.js';
import type { Fragment } from './fragment.js';

/** Idempotency: what became of a message. */
export interface StoredMessage {
  readonly issuer: string;
  readonly messageId: string;
  /** SHA-256 of the signing input. */
  readonly digest: Uint8Array;
  readonly caseNo: string;
  readonly seq: number;
}

/** A message's name: issuer and id. */
export interface MessageKey {
  readonly issuer: string;
  readonly messageId: string;
}

export async function findMessages(
  tx: Pick<Tx, 'query'>,
  keys: readonly MessageKey[],
): Promise<StoredMessage[]> {
  if (keys.length === 0) return [];
  return tx.query<StoredMessage>({
    name: 'find_messages',
    text: `select m.issuer, m.message_id as "messageId", m.digest, m.case_no as "caseNo", m.seq
           from unnest($1::text[], $2::uuid[]) as k(issuer, message_id)
           cross join lateral (select * from message m
             where m.issuer = k.issuer and m.message_id = k.message_id limit 1) m`,
    values: [textArray(keys.map((key) => key.issuer)), uuidArray(keys.map((key) => key.messageId))],
  });
}

export function insertMessages(rows: readonly StoredMessage[]): Fragment {
  return {
    name: 'insert_messages',
    sql: `insert into message (issuer, message_id, digest, case_no, seq)
           select * from unnest($1::text[], $2::uuid[], $3::bytea[], $4::text[], $5::int4[])`,
    values: [
      textArray(rows.map((row) => row.issuer)),
      uuidArray(rows.map((row) => row.messageId)),
      byteaArray(rows.map((row) => row.digest)),
      textArray(rows.map((row) => row.caseNo)),
      int4Array(rows.map((row) => row.seq)),
    ],
  };
}
