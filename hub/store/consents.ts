import { byteaArray, int4Array, textArray, timestamptzArray, uuidArray } from './binary-array.js';
import type { Database, Tx } from './database.js';
import type { Fragment } from './fragment.js';

/** A holder's consent, bound to one case. Times in unix milliseconds. */
export interface ConsentRow {
  /** The id of the message that granted it. */
  readonly consentId: string;
  /** Identified the holder, and may take the consent back. */
  readonly platform: string;
  readonly holderTag: Uint8Array;
  readonly requester: string;
  readonly organisation: string;
  readonly caseRef: string;
  readonly basicCode: string;
  readonly typeCodes: readonly string[];
  /** 用证事由, as the holder was told. */
  readonly reason: string;
  readonly expiresAt: number;
  readonly usesLeft: number;
  readonly grantedAt: number;
  readonly revokedAt: number | null;
}

const COLUMNS = `consent_id as "consentId", platform, holder_tag as "holderTag", requester, organisation,
  case_ref as "caseRef", basic_code as "basicCode", type_codes as "typeCodes", reason, expires_at as "expiresAt",
  uses_left as "usesLeft", granted_at as "grantedAt", revoked_at as "revokedAt"`;

/** Those that are about to be used or taken back, in one order for everybody: their uses are counted under this lock. */
export async function lockConsents(tx: Tx, ids: readonly string[]): Promise<ConsentRow[]> {
  if (ids.length === 0) return [];
  return tx.query<ConsentRow>({
    name: 'lock_consents',
    text: `select ${COLUMNS} from consent where consent_id = any($1::uuid[]) order by consent_id for update`,
    values: [uuidArray(ids)],
  });
}

export async function findConsents(
  db: Pick<Database, 'query'>,
  ids: readonly string[],
): Promise<ConsentRow[]> {
  if (ids.length === 0) return [];
  return db.query<ConsentRow>({
    name: 'find_consents',
    text: `select ${COLUMNS} from consent where consent_id = any($1::uuid[])`,
    values: [uuidArray(ids)],
  });
}

export function insertConsents(rows: readonly ConsentRow[]): Fragment {
  return {
    name: 'insert_consents',
    // A list of lists is flattened by unnest, so each list of types travels as lines.
    sql: `insert into consent (consent_id, platform, holder_tag, requester, organisation, case_ref, basic_code, type_codes,
             reason, expires_at, uses_left, granted_at, revoked_at)
           select id, platform, holder_tag, requester, organisation, case_ref, basic_code,
             string_to_array(type_codes, E'\\n'), reason, expires_at, uses_left, granted_at,
             nullif(revoked_at, to_timestamp(0))
           from unnest($1::uuid[], $2::text[], $3::bytea[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
             $9::text[], $10::timestamptz[], $11::int4[], $12::timestamptz[], $13::timestamptz[])
             as n(id, platform, holder_tag, requester, organisation, case_ref, basic_code, type_codes, reason, expires_at,
               uses_left, granted_at, revoked_at)`,
    values: [
      uuidArray(rows.map((row) => row.consentId)),
      textArray(rows.map((row) => row.platform)),
      byteaArray(rows.map((row) => row.holderTag)),
      textArray(rows.map((row) => row.requester)),
      textArray(rows.map((row) => row.organisation)),
      textArray(rows.map((row) => row.caseRef)),
      textArray(rows.map((row) => row.basicCode)),
      textArray(rows.map((row) => row.typeCodes.join('\n'))),
      textArray(rows.map((row) => row.reason)),
      timestamptzArray(rows.map((row) => row.expiresAt)),
      int4Array(rows.map((row) => row.usesLeft)),
      timestamptzArray(rows.map((row) => row.grantedAt)),
      timestamptzArray(rows.map((row) => row.revokedAt ?? 0)),
    ],
  };
}

/** Writes what acts change: how often it may still be used, and that it is taken back. */
export function updateConsents(rows: readonly ConsentRow[]): Fragment {
  return {
    name: 'update_consents',
    sql: `update consent c set uses_left = n.uses_left, revoked_at = nullif(n.revoked_at, to_timestamp(0))
           from unnest($1::uuid[], $2::int4[], $3::timestamptz[]) as n(id, uses_left, revoked_at)
           where c.consent_id = n.id`,
    values: [
      uuidArray(rows.map((row) => row.consentId)),
      int4Array(rows.map((row) => row.usesLeft)),
      timestamptzArray(rows.map((row) => row.revokedAt ?? 0)),
    ],
  };
}

/** A consent, and a certificate that is to be used by it. */
export interface Holding {
  readonly consentId: string;
  readonly certificateId: string;
}

/** Those of the pairs whose certificate is held by whoever consented. */
export async function findHoldings(
  db: Pick<Database, 'query'>,
  pairs: readonly Holding[],
): Promise<Holding[]> {
  if (pairs.length === 0) return [];
  return db.query<Holding>({
    name: 'find_holdings',
    text: `select k.consent_id as "consentId", k.certificate_id as "certificateId"
           from unnest($1::uuid[], $2::text[]) as k(consent_id, certificate_id)
           cross join lateral (select holder_tag from consent where consent_id = k.consent_id limit 1) c
           cross join lateral (select 1 from certificate_holder h where h.holder_tag = c.holder_tag
             and h.certificate_id = k.certificate_id limit 1) h`,
    values: [
      uuidArray(pairs.map((pair) => pair.consentId)),
      textArray(pairs.map((pair) => pair.certificateId)),
    ],
  });
}
