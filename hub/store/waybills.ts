import { int4Array, textArray } from './binary-array.js';
import type { Database, Tx } from './database.js';
import type { Fragment } from './fragment.js';

/** A hand-over of originals, and what it travels under. */
export interface WaybillRow {
  readonly caseNo: string;
  /** The event that hands over. */
  readonly seq: number;
  readonly handOverNo: string;
  readonly waybill: string;
}

export function insertWaybills(rows: readonly WaybillRow[]): Fragment {
  return {
    name: 'insert_waybills',
    sql: `insert into hand_over_waybill (case_no, seq, hand_over_no, waybill)
           select * from unnest($1::text[], $2::int4[], $3::text[], $4::text[])`,
    values: [
      textArray(rows.map((row) => row.caseNo)),
      int4Array(rows.map((row) => row.seq)),
      textArray(rows.map((row) => row.handOverNo)),
      textArray(rows.map((row) => row.waybill)),
    ],
  };
}

/** Waybills that hand-overs of these cases travel under. */
export async function listWaybills(tx: Pick<Tx, 'query'>, caseNos: readonly string[]): Promise<WaybillRow[]> {
  if (caseNos.length === 0) return [];
  return tx.query<WaybillRow>({
    name: 'list_waybills',
    text: `select case_no as "caseNo", seq, hand_over_no as "handOverNo", waybill from hand_over_waybill
           where case_no = any($1::text[])`,
    values: [textArray(caseNos)],
  });
}

/** A hand-over whose waybill hand-overs of other cases name too. */
export interface SharedWaybill {
  readonly caseNo: string;
  readonly handOverNo: string;
  readonly others: number;
}

export async function listShared(
  db: Pick<Database, 'query'>,
  caseNos: readonly string[],
): Promise<SharedWaybill[]> {
  if (caseNos.length === 0) return [];
  return db.query<SharedWaybill>({
    name: 'list_shared_waybills',
    text: `select own.case_no as "caseNo", own.hand_over_no as "handOverNo", count(*)::int as others
           from hand_over_waybill own
           join hand_over_waybill other on other.waybill = own.waybill and other.case_no <> own.case_no
           where own.case_no = any($1::text[]) group by own.case_no, own.hand_over_no`,
    values: [textArray(caseNos)],
  });
}
