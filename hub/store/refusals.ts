import { byteaArray, textArray, timestamptzArray, uuidArray } from './binary-array.js';
import type { Database, Tx } from './database.js';
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
  /** The case it was about, if the peer is a participant of it. */
  readonly caseNo: string | undefined;
}

export function insertRefusals(rows: readonly RefusalRow[]): Fragment {
  return {
    name: 'insert_refusals',
    sql: `insert into refusal (leaf_id, peer_id, code, message_id, refused_at, salt, case_no)
           select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::bytea[], $7::text[])`,
    values: [
      uuidArray(rows.map((row) => row.leafId)),
      textArray(rows.map((row) => row.peerId)),
      textArray(rows.map((row) => row.code)),
      textArray(rows.map((row) => row.messageId ?? null)),
      timestamptzArray(rows.map((row) => row.refusedAt)),
      byteaArray(rows.map((row) => (row.caseNo === undefined ? row.salt : null))),
      textArray(rows.map((row) => row.caseNo ?? null)),
    ],
  };
}

/** What opens the refusals of a case: destroyed when the case is erased. */
export function insertRefusalSecrets(
  rows: readonly (Pick<RefusalRow, 'leafId' | 'salt'> & { readonly caseNo: string })[],
): Fragment {
  return {
    name: 'insert_refusal_secrets',
    sql: `insert into refusal_secret (leaf_id, case_no, salt)
           select * from unnest($1::uuid[], $2::text[], $3::bytea[])`,
    values: [
      uuidArray(rows.map((row) => row.leafId)),
      textArray(rows.map((row) => row.caseNo)),
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

/** A refusal of a case. */
export interface CaseRefusalRow extends Pick<RefusalRow, 'leafId' | 'peerId' | 'code' | 'refusedAt'> {
  /** Null when the case was erased. */
  readonly salt: Uint8Array | null;
  /** How many the case has. */
  readonly total: number;
}

/** The first refusals of a case, in the order of time. */
export async function listRefusals(
  db: Pick<Database, 'query'>,
  caseNo: string,
  limit: number,
): Promise<CaseRefusalRow[]> {
  return db.query<CaseRefusalRow>({
    name: 'list_refusals',
    text: `select r.leaf_id as "leafId", r.peer_id as "peerId", r.code, r.refused_at as "refusedAt", s.salt,
             count(*) over ()::int as total
           from refusal r left join refusal_secret s on s.leaf_id = r.leaf_id
           where r.case_no = $1 order by r.refused_at, r.leaf_id limit $2`,
    values: [caseNo, limit],
  });
}
