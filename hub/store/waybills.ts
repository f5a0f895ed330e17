import { int4Array, textArray } from './binary-array.js';
import type { Database, Tx } from './database.js';
import type { Fragment } from './fragment.js';

/** What an event gave to a courier, or had from one. */
export interface WaybillRow {
  readonly caseNo: string;
  /** The event that names it. */
  readonly seq: number;
  /** Of originals; undefined for the result. */
  readonly handOverNo: string | undefined;
  readonly waybill: string;
}

export function insertWaybills(rows: readonly WaybillRow[]): Fragment {
  return {
    name: 'insert_waybills',
    sql: `insert into waybill (case_no, seq, hand_over_no, waybill)
           select * from unnest($1::text[], $2::int4[], $3::text[], $4::text[])`,
    values: [
      textArray(rows.map((row) => row.caseNo)),
      int4Array(rows.map((row) => row.seq)),
      textArray(rows.map((row) => row.handOverNo ?? null)),
      textArray(rows.map((row) => row.waybill)),
    ],
  };
}

/** A hand-over of originals that travels under a waybill. */
export interface HandOverWaybill {
  readonly caseNo: string;
  readonly handOverNo: string;
  readonly waybill: string;
}

/** Those of these cases. */
export async function listHandOvers(
  tx: Pick<Tx, 'query'>,
  caseNos: readonly string[],
): Promise<HandOverWaybill[]> {
  if (caseNos.length === 0) return [];
  return tx.query<HandOverWaybill>({
    name: 'list_hand_over_waybills',
    text: `select case_no as "caseNo", hand_over_no as "handOverNo", waybill from waybill
           where case_no = any($1::text[]) and hand_over_no is not null`,
    values: [textArray(caseNos)],
  });
}

/** 一单多案: what other cases name the waybill of too. */
export interface SharedWaybill {
  readonly caseNo: string;
  /** Null: the result. */
  readonly handOverNo: string | null;
  /** How many other cases. */
  readonly others: number;
}

/** Of these cases. */
export async function listShared(
  db: Pick<Database, 'query'>,
  caseNos: readonly string[],
): Promise<SharedWaybill[]> {
  if (caseNos.length === 0) return [];
  return db.query<SharedWaybill>({
    name: 'list_shared_waybills',
    text: `select own.case_no as "caseNo", own.hand_over_no as "handOverNo", count(distinct other.case_no)::int as others
           from waybill own
           join waybill other on other.waybill = own.waybill and other.case_no <> own.case_no
           where own.case_no = any($1::text[]) group by own.case_no, own.hand_over_no`,
    values: [textArray(caseNos)],
  });
}
