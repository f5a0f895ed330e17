import { byteaArray, textArray, timestamptzArray, uuidArray } from './binary-array.js';
import type { Database, Tx } from './database.js';
import type { Fragment } from './fragment.js';

/** A code that a holder shows, and what it is good for. Times in unix milliseconds. */
export interface PresentationRow {
  /** The code itself is nowhere stored. */
  readonly codeSha256: Uint8Array;
  /** The id of the message that opened it. */
  readonly presentationId: string;
  /** Identified the holder. */
  readonly platform: string;
  readonly certificateId: string;
  readonly fields: readonly string[];
  /** The platform that may redeem it; null: any. */
  readonly audience: string | null;
  readonly expiresAt: number;
  /** The use that has redeemed it. */
  readonly usedBy: string | null;
}

/** Those that are about to be redeemed, in one order for everybody: each is redeemed once under this lock. */
export async function lockPresentations(tx: Tx, digests: readonly Uint8Array[]): Promise<PresentationRow[]> {
  if (digests.length === 0) return [];
  return tx.query<PresentationRow>({
    name: 'lock_presentations',
    text: `select code_sha256 as "codeSha256", presentation_id as "presentationId", platform,
             certificate_id as "certificateId", fields, audience, expires_at as "expiresAt", used_by as "usedBy"
           from presentation where code_sha256 = any($1::bytea[]) order by code_sha256 for update`,
    values: [byteaArray(digests)],
  });
}

export function insertPresentations(rows: readonly PresentationRow[]): Fragment {
  return {
    name: 'insert_presentations',
    // A list of lists is flattened by unnest, so each list of fields travels as lines.
    sql: `insert into presentation (code_sha256, presentation_id, platform, certificate_id, fields, audience, expires_at,
             used_by)
           select code, id, platform, certificate_id, string_to_array(fields, E'\\n'), audience, expires_at, used_by::uuid
           from unnest($1::bytea[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
             $8::text[]) as n(code, id, platform, certificate_id, fields, audience, expires_at, used_by)`,
    values: [
      byteaArray(rows.map((row) => row.codeSha256)),
      uuidArray(rows.map((row) => row.presentationId)),
      textArray(rows.map((row) => row.platform)),
      textArray(rows.map((row) => row.certificateId)),
      textArray(rows.map((row) => row.fields.join('\n'))),
      textArray(rows.map((row) => row.audience)),
      timestamptzArray(rows.map((row) => row.expiresAt)),
      textArray(rows.map((row) => row.usedBy)),
    ],
  };
}

/** Writes who has redeemed them. */
export function updatePresentations(rows: readonly PresentationRow[]): Fragment {
  return {
    name: 'update_presentations',
    sql: `update presentation p set used_by = n.used_by::uuid from unnest($1::bytea[], $2::text[]) as n(code, used_by)
           where p.code_sha256 = n.code`,
    values: [byteaArray(rows.map((row) => row.codeSha256)), textArray(rows.map((row) => row.usedBy))],
  };
}

/** Forgets codes that ran out before a moment; those that another process is forgetting now are left to it. */
export async function deletePresentations(
  db: Pick<Database, 'query'>,
  before: number,
  limit: number,
): Promise<void> {
  await db.query({
    name: 'delete_presentations',
    text: `delete from presentation where code_sha256 in (select code_sha256 from presentation
             where expires_at < to_timestamp($1::float8 / 1000) order by expires_at limit $2 for update skip locked)`,
    values: [before, limit],
  });
}
