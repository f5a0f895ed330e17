import type { AuditScope } from '#crypto/evidence';
import type { Database, Tx } from './database.js';

/** An organisation's leave to read the log, under one token. Times in unix milliseconds. */
export interface AuditorGrant {
  /** The id of the leaf of its admission. */
  readonly grantId: string;
  readonly auditor: string;
  readonly scope: AuditScope;
  readonly admittedAt: number;
  readonly expiresAt: number;
  readonly revokedAt: number | null;
}

const COLUMNS = `grant_id as "grantId", auditor, scope, (extract(epoch from admitted_at) * 1000)::float8 as "admittedAt",
  (extract(epoch from expires_at) * 1000)::float8 as "expiresAt", (extract(epoch from revoked_at) * 1000)::float8 as "revokedAt"`;

export function insertGrant(
  tx: Tx,
  grant: Omit<AuditorGrant, 'revokedAt'> & { readonly tokenSha256: Uint8Array },
): void {
  tx.send({
    text: `insert into auditor_grant (grant_id, auditor, scope, token_sha256, admitted_at, expires_at)
           values ($1, $2, $3, $4, to_timestamp($5::float8 / 1000), to_timestamp($6::float8 / 1000))`,
    values: [
      ...[grant.grantId, grant.auditor, grant.scope, grant.tokenSha256],
      ...[grant.admittedAt, grant.expiresAt],
    ],
  });
}

/** Ends every grant of an auditor that stands. @returns those that it ended. */
export function revokeGrants(tx: Tx, auditor: string, now: number): Promise<AuditorGrant[]> {
  return tx.query<AuditorGrant>({
    text: `update auditor_grant set revoked_at = to_timestamp($2::float8 / 1000)
           where auditor = $1 and revoked_at is null returning ${COLUMNS}`,
    values: [auditor, now],
  });
}

export async function findGrant(
  db: Pick<Database, 'query'>,
  tokenSha256: Uint8Array,
): Promise<AuditorGrant | undefined> {
  const [row] = await db.query<AuditorGrant>({
    name: 'find_auditor_grant',
    text: `select ${COLUMNS} from auditor_grant where token_sha256 = $1`,
    values: [tokenSha256],
  });
  return row;
}

/** The latest first. */
export function listGrants(db: Pick<Database, 'query'>): Promise<AuditorGrant[]> {
  return db.query({ text: `select ${COLUMNS} from auditor_grant order by admitted_at desc, grant_id` });
}
