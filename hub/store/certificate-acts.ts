import { byteaArray, textArray, timestamptzArray, uuidArray } from './binary-array.js';
import type { Database } from './database.js';
import type { Fragment } from './fragment.js';
import type { MessageKey } from './messages.js';

/** An accepted act about certificates: its name, what "the same bytes" means, and what opens its leaf. */
export interface CertificateActRow extends MessageKey {
  readonly type: string;
  /** SHA-256 of the signing input. */
  readonly digest: Uint8Array;
  readonly leafId: string;
  readonly salt: Uint8Array;
  readonly receivedAt: number;
}

export async function findCertificateActs(
  db: Pick<Database, 'query'>,
  keys: readonly MessageKey[],
): Promise<CertificateActRow[]> {
  if (keys.length === 0) return [];
  return db.query<CertificateActRow>({
    name: 'find_certificate_acts',
    text: `select a.issuer, a.message_id as "messageId", a.type, a.digest, a.leaf_id as "leafId", a.salt,
             a.received_at as "receivedAt"
           from unnest($1::text[], $2::uuid[]) as k(issuer, message_id)
           cross join lateral (select * from certificate_act a
             where a.issuer = k.issuer and a.message_id = k.message_id limit 1) a`,
    values: [textArray(keys.map((key) => key.issuer)), uuidArray(keys.map((key) => key.messageId))],
  });
}

export function insertCertificateActs(rows: readonly CertificateActRow[]): Fragment {
  return {
    name: 'insert_certificate_acts',
    sql: `insert into certificate_act (issuer, message_id, type, digest, leaf_id, salt, received_at)
           select * from unnest($1::text[], $2::uuid[], $3::text[], $4::bytea[], $5::uuid[], $6::bytea[],
             $7::timestamptz[])`,
    values: [
      textArray(rows.map((row) => row.issuer)),
      uuidArray(rows.map((row) => row.messageId)),
      textArray(rows.map((row) => row.type)),
      byteaArray(rows.map((row) => row.digest)),
      uuidArray(rows.map((row) => row.leafId)),
      byteaArray(rows.map((row) => row.salt)),
      timestamptzArray(rows.map((row) => row.receivedAt)),
    ],
  };
}
