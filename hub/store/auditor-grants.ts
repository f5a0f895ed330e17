import {
  type AuditScope,
  type EvidenceScope,
  formatEvidenceScope,
  parseEvidenceScope,
} from '#crypto/evidence';
import type { Database, Tx } from './database.js';
import type { Fragment } from './fragment.js';

/** An organisation's leave to read the log, and evidence, under one token. Times in unix milliseconds. */
export interface AuditorGrant {
  /** The id of the leaf of its admission. */
  readonly grantId: string;
  readonly auditor: string;
  readonly scope: AuditScope;
  /** Null: of no case. */
  readonly evidence: EvidenceScope | null;
  readonly admittedAt: number;
  /** Null: from the admission on. */
  readonly beginsAt: number | null;
  readonly expiresAt: number;
  readonly revokedAt: number | null;
}

type GrantColumns = Omit<AuditorGrant, 'evidence'> & { readonly evidence: string | null };

const COLUMNS = `grant_id as "grantId", auditor, scope, evidence, (extract(epoch from admitted_at) * 1000)::float8 as "admittedAt",
  (extract(epoch from begins_at) * 1000)::float8 as "beginsAt",
  (extract(epoch from expires_at) * 1000)::float8 as "expiresAt", (extract(epoch from revoked_at) * 1000)::float8 as "revokedAt"`;

interface NewGrant extends Omit<AuditorGrant, 'revokedAt'> {
  readonly tokenSha256: Uint8Array;
  /** Opens the leaf's commitment to the cases that are named. */
  readonly casesSalt: Uint8Array | undefined;
}

export function insertGrant(tx: Tx, grant: NewGrant): void {
  tx.send({
    text: `insert into auditor_grant (grant_id, auditor, scope, token_sha256, admitted_at, expires_at, evidence, cases_salt, begins_at)
           values ($1, $2, $3, $4, to_timestamp($5::float8 / 1000), to_timestamp($6::float8 / 1000), $7, $8,
             to_timestamp($9::float8 / 1000))`,
    values: [
      ...[grant.grantId, grant.auditor, grant.scope, grant.tokenSha256],
      ...[grant.admittedAt, grant.expiresAt],
      ...[grant.evidence && formatEvidenceScope(grant.evidence), grant.casesSalt ?? null, grant.beginsAt],
    ],
  });
}

/** Ends every grant of an auditor that stands. @returns those that it ended. */
export async function revokeGrants(tx: Tx, auditor: string, now: number): Promise<AuditorGrant[]> {
  const rows = await tx.query<GrantColumns>({
    text: `update auditor_grant set revoked_at = to_timestamp($2::float8 / 1000)
           where auditor = $1 and revoked_at is null returning ${COLUMNS}`,
    values: [auditor, now],
  });
  return rows.map(toGrant);
}

export async function findGrant(
  db: Pick<Database, 'query'>,
  tokenSha256: Uint8Array,
): Promise<AuditorGrant | undefined> {
  const [row] = await db.query<GrantColumns>({
    name: 'find_auditor_grant',
    text: `select ${COLUMNS} from auditor_grant where token_sha256 = $1`,
    values: [tokenSha256],
  });
  return row && toGrant(row);
}

/** It stays as it is until the transaction ends: a revocation comes before it, or waits for it. */
export async function holdGrant(tx: Tx, grantId: string): Promise<AuditorGrant | undefined> {
  const [row] = await tx.query<GrantColumns>({
    text: `select ${COLUMNS} from auditor_grant where grant_id = $1 for share`,
    values: [grantId],
  });
  return row && toGrant(row);
}

/** The latest first. */
export async function listGrants(db: Pick<Database, 'query'>): Promise<AuditorGrant[]> {
  const rows = await db.query<GrantColumns>({
    text: `select ${COLUMNS} from auditor_grant order by admitted_at desc, grant_id`,
  });
  return rows.map(toGrant);
}

function toGrant({ evidence, ...row }: GrantColumns): AuditorGrant {
  if (evidence === null) return { ...row, evidence };
  const scope = parseEvidenceScope(evidence);
  if (scope === undefined) throw new Error(`the scope of grant ${row.grantId} is damaged`);
  return { ...row, evidence: scope };
}

/** That an auditor asked for the evidence of a case. */
export interface AuditorRequest {
  readonly leafId: string;
  readonly grantId: string;
  /** As asked for; there need be no such case. */
  readonly caseNo: string;
  /** Of a refusal. */
  readonly code: string | null;
  /** Unix milliseconds. */
  readonly askedAt: number;
}

/** @param row `salt` opens the leaf's commitment to the number of the case. */
export function insertRequest(row: AuditorRequest & { readonly salt: Uint8Array }): Fragment {
  return {
    name: 'insert_auditor_request',
    sql: `insert into auditor_request (leaf_id, grant_id, case_no, code, salt, asked_at)
          values ($1::uuid, $2::uuid, $3::text, $4::text, $5::bytea, to_timestamp($6::float8 / 1000))`,
    values: [row.leafId, row.grantId, row.caseNo, row.code, row.salt, row.askedAt],
  };
}

/** The latest first. @param auditor undefined: of all. */
export function listRequests(
  db: Pick<Database, 'query'>,
  auditor: string | undefined,
  limit: number,
): Promise<(AuditorRequest & { readonly auditor: string })[]> {
  return db.query({
    text: `select r.leaf_id as "leafId", r.grant_id as "grantId", g.auditor, r.case_no as "caseNo", r.code,
             (extract(epoch from r.asked_at) * 1000)::float8 as "askedAt"
           from auditor_request r join auditor_grant g using (grant_id)
           where $1::text is null or g.auditor = $1 order by r.asked_at desc, r.leaf_id desc limit $2`,
    values: [auditor ?? null, limit],
  });
}
