import { byteaArray, textArray, timestamptzArray, uuidArray } from './binary-array.js';
import type { Tx } from './database.js';
import type { Fragment } from './fragment.js';

/** A refused act of an identified peer: the record beside its leaf. What was refused is not kept. */
export interface RefusalRow {
  readonly leafId: string;
  readonly peerId: string;
  readonly code: string;
  /** As far as it could be read. */
  readonly messageId: string | undefined;
  readonly refusedAt: number;
  readonly salt: Uint8Array;
}

export function insertRefusals(rows: readonly RefusalRow[]): Fragment {
  return {
    name: 'insert_refusals',
    sql: `insert into refusal (leaf_id, peer_id, code, message_id, refused_at, salt)
           select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::bytea[])`,
    values: [
      uuidArray(rows.map((row) => row.leafId)),
      textArray(rows.map((row) => row.peerId)),
      textArray(rows.map((row) => row.code)),
      textArray(rows.map((row) => row.messageId ?? null)),
      timestamptzArray(rows.map((row) => row.refusedAt)),
      byteaArray(rows.map((row) => row.salt)),
    ],
  };
}

/** Which of these leaves stand as refusals already. */
export async function findRefusals(tx: Tx, leafIds: readonly string[]): Promise<string[]> {
  if (leafIds.length === 0) return [];
  const rows = await tx.query<{ leafId: string }>({
    name: 'find_refusals',
    text: `select leaf_id as "leafId" from refusal where leaf_id = any($1::uuid[])`,
    values: [uuidArray(leafIds)],
  });
  return rows.map((row) => row.leafId);
}
