import { textArray, timestamptzArray, uuidArray } from './binary-array.js';
import type { Database } from './database.js';
import type { Fragment } from './fragment.js';

export type SupervisionKind = 'PLEDGED' | 'KEPT' | 'CORRECTED_IN_TIME' | 'BROKEN' | 'DECISION_REVOKED';

/** One thing that became of a pledge. */
export interface SupervisionRow {
  /** Of the act that says so. */
  readonly leafId: string;
  readonly kind: SupervisionKind;
  readonly caseNo: string;
  /** Unix milliseconds. */
  readonly recordedAt: number;
  readonly noticeSha256: string;
}

/** As it is read: with its place in the log, and what the case is. */
export interface PlacedRecord extends SupervisionRow {
  readonly place: number;
  readonly basicCode: string;
  readonly implementationCode: string;
  readonly submitter: string;
  readonly competent: string;
}

export function insertSupervisionRecords(rows: readonly SupervisionRow[]): Fragment {
  return {
    name: 'insert_supervision_records',
    sql: `insert into supervision_record (leaf_id, kind, case_no, recorded_at, notice_sha256)
           select * from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::text[])`,
    values: [
      uuidArray(rows.map(({ leafId }) => leafId)),
      textArray(rows.map(({ kind }) => kind)),
      textArray(rows.map(({ caseNo }) => caseNo)),
      timestamptzArray(rows.map(({ recordedAt }) => recordedAt)),
      textArray(rows.map(({ noticeSha256 }) => noticeSha256)),
    ],
  };
}

export interface SupervisionQuery {
  /** Beginnings of basic codes; without one nothing is found. */
  readonly itemPrefixes: readonly string[];
  /** A place in the log: from there on. */
  readonly from: number;
  readonly limit: number;
}

/** In the order of the log; what has no place there yet comes later. */
export function listSupervisionRecords(
  db: Pick<Database, 'query'>,
  { itemPrefixes, from, limit }: SupervisionQuery,
): Promise<PlacedRecord[]> {
  return db.query<PlacedRecord>({
    name: 'list_supervision_records',
    text: `select p.place, r.leaf_id as "leafId", r.kind, r.case_no as "caseNo", r.recorded_at as "recordedAt",
             r.notice_sha256 as "noticeSha256", c.basic_code as "basicCode",
             c.implementation_code as "implementationCode", c.submitter, c.competent
           from supervision_place p
           join supervision_record r on r.leaf_id = p.leaf_id
           join cases c on c.case_no = r.case_no
           where p.place >= $1 and exists (
             select from unnest($2::text[]) as allowed(prefix) where starts_with(c.basic_code, allowed.prefix))
           order by p.place limit $3`,
    values: [from, textArray(itemPrefixes), limit],
  });
}
