import type { CertificateState } from '#proto/schema';
import { byteaArray, int8Array, textArray, timestamptzArray } from './binary-array.js';
import type { Database, Tx } from './database.js';
import type { Fragment } from './fragment.js';

/** One version of an electronic certificate, as the directory knows it. Times in unix milliseconds, days as YYYY-MM-DD. */
export interface CertificateRow {
  readonly certificateId: string;
  readonly typeCode: string;
  readonly issuer: string;
  readonly divisionCode: string;
  /** The peer that answers for it. */
  readonly platform: string;
  /** As reported: that its last day is over is nobody's report. */
  readonly state: CertificateState;
  readonly stateSince: number;
  readonly supersedes: string | null;
  readonly supersededBy: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly statusList: string | null;
  readonly statusIndex: number | null;
  readonly reportedAt: number;
}

/** Whose a certificate is, without saying who that is. */
export interface HolderRow {
  readonly holderTag: Uint8Array;
  readonly typeCode: string;
  readonly certificateId: string;
}

const COLUMNS = `c.certificate_id as "certificateId", c.type_code as "typeCode", c.issuer, c.division_code as "divisionCode",
  c.platform, c.state, c.state_since as "stateSince", c.supersedes, c.superseded_by as "supersededBy",
  c.valid_from as "validFrom", c.valid_to as "validTo", c.status_list as "statusList", c.status_index as "statusIndex",
  c.reported_at as "reportedAt"`;

export async function findCertificates(
  db: Pick<Database, 'query'>,
  ids: readonly string[],
): Promise<CertificateRow[]> {
  if (ids.length === 0) return [];
  return db.query<CertificateRow>({
    name: 'find_certificates',
    text: `select ${COLUMNS} from certificate c where c.certificate_id = any($1::text[])`,
    values: [textArray(ids)],
  });
}

/** Those that are about to change, in one order for everybody. */
export async function lockCertificates(tx: Tx, ids: readonly string[]): Promise<CertificateRow[]> {
  if (ids.length === 0) return [];
  return tx.query<CertificateRow>({
    name: 'lock_certificates',
    text: `select ${COLUMNS} from certificate c where c.certificate_id = any($1::text[]) order by c.certificate_id for update`,
    values: [textArray(ids)],
  });
}

/**
 * Those that submissions rest on, in one order for everybody. Whoever reports that one has ended waits for the submission, or
 * the submission sees it.
 */
export async function shareCertificates(tx: Tx, ids: readonly string[]): Promise<CertificateRow[]> {
  if (ids.length === 0) return [];
  return tx.query<CertificateRow>({
    name: 'share_certificates',
    text: `select ${COLUMNS} from certificate c where c.certificate_id = any($1::text[]) order by c.certificate_id for share`,
    values: [textArray(ids)],
  });
}

/** Where the state of a certificate stands. */
export type StatusPlace = Pick<CertificateRow, 'platform' | 'statusList' | 'statusIndex'>;

/** Those of the places that are a certificate's already. */
export async function findPlaces(tx: Tx, places: readonly StatusPlace[]): Promise<StatusPlace[]> {
  if (places.length === 0) return [];
  return tx.query<StatusPlace>({
    name: 'find_status_places',
    text: `select c.platform, c.status_list as "statusList", c.status_index::float8 as "statusIndex"
           from unnest($1::text[], $2::text[], $3::int8[]) as n(platform, list, index)
           join certificate c on c.platform = n.platform and c.status_list = n.list and c.status_index = n.index`,
    values: [
      textArray(places.map((place) => place.platform)),
      textArray(places.map((place) => place.statusList)),
      int8Array(places.map((place) => place.statusIndex ?? -1)),
    ],
  });
}

/** Those of the pairs of holder and certificate that the directory has. */
export async function findHolders(tx: Tx, rows: readonly HolderRow[]): Promise<HolderRow[]> {
  if (rows.length === 0) return [];
  return tx.query<HolderRow>({
    name: 'find_certificate_holders',
    text: `select h.holder_tag as "holderTag", h.type_code as "typeCode", h.certificate_id as "certificateId"
           from certificate_holder h
           where (h.holder_tag, h.type_code, h.certificate_id)
             in (select * from unnest($1::bytea[], $2::text[], $3::text[]))`,
    values: [
      byteaArray(rows.map((row) => row.holderTag)),
      textArray(rows.map((row) => row.typeCode)),
      textArray(rows.map((row) => row.certificateId)),
    ],
  });
}

/** What a holder has, of one type. */
export interface HeldKey {
  readonly holderTag: Uint8Array;
  readonly typeCode: string;
}

/** Of each holder and type, the latest versions first. @param limit for each. */
export async function findHeld(
  db: Pick<Database, 'query'>,
  keys: readonly HeldKey[],
  limit: number,
): Promise<(CertificateRow & HeldKey)[]> {
  if (keys.length === 0) return [];
  return db.query<CertificateRow & HeldKey>({
    name: 'find_held_certificates',
    text: `select k.holder_tag as "holderTag", ${COLUMNS}
           from unnest($1::bytea[], $2::text[]) as k(holder_tag, type_code)
           cross join lateral (select h.certificate_id from certificate_holder h
             where h.holder_tag = k.holder_tag and h.type_code = k.type_code
             order by h.certificate_id desc limit $3) h
           cross join lateral (select * from certificate c where c.certificate_id = h.certificate_id limit 1) c`,
    values: [byteaArray(keys.map((key) => key.holderTag)), textArray(keys.map((key) => key.typeCode)), limit],
  });
}

export function insertCertificates(rows: readonly CertificateRow[]): Fragment {
  return {
    name: 'insert_certificates',
    sql: `insert into certificate (certificate_id, type_code, issuer, division_code, platform, state, state_since, supersedes,
             superseded_by, valid_from, valid_to, status_list, status_index, reported_at)
           select id, type_code, issuer, division_code, platform, state, state_since, supersedes, superseded_by,
             valid_from::date, valid_to::date, status_list, nullif(status_index, -1), reported_at
           from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
             $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::int8[], $14::timestamptz[])
             as n(id, type_code, issuer, division_code, platform, state, state_since, supersedes, superseded_by,
               valid_from, valid_to, status_list, status_index, reported_at)`,
    values: [
      textArray(rows.map((row) => row.certificateId)),
      textArray(rows.map((row) => row.typeCode)),
      textArray(rows.map((row) => row.issuer)),
      textArray(rows.map((row) => row.divisionCode)),
      textArray(rows.map((row) => row.platform)),
      textArray(rows.map((row) => row.state)),
      timestamptzArray(rows.map((row) => row.stateSince)),
      textArray(rows.map((row) => row.supersedes)),
      textArray(rows.map((row) => row.supersededBy)),
      textArray(rows.map((row) => row.validFrom)),
      textArray(rows.map((row) => row.validTo)),
      textArray(rows.map((row) => row.statusList)),
      int8Array(rows.map((row) => row.statusIndex ?? -1)),
      timestamptzArray(rows.map((row) => row.reportedAt)),
    ],
  };
}

/** Writes what reports change: the state, and what has taken its place. */
export function updateCertificates(rows: readonly CertificateRow[]): Fragment {
  return {
    name: 'update_certificates',
    sql: `update certificate c set state = n.state, state_since = n.state_since, superseded_by = n.superseded_by
           from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[]) as n(id, state, state_since, superseded_by)
           where c.certificate_id = n.id`,
    values: [
      textArray(rows.map((row) => row.certificateId)),
      textArray(rows.map((row) => row.state)),
      timestamptzArray(rows.map((row) => row.stateSince)),
      textArray(rows.map((row) => row.supersededBy)),
    ],
  };
}

export function insertHolders(rows: readonly HolderRow[]): Fragment {
  return {
    name: 'insert_holders',
    sql: `insert into certificate_holder (holder_tag, type_code, certificate_id)
           select * from unnest($1::bytea[], $2::text[], $3::text[]) on conflict do nothing`,
    values: [
      byteaArray(rows.map((row) => row.holderTag)),
      textArray(rows.map((row) => row.typeCode)),
      textArray(rows.map((row) => row.certificateId)),
    ],
  };
}
