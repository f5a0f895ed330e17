import { byteaArray, textArray } from './binary-array.js';
import type { Tx } from './database.js';
import type { Fragment } from './fragment.js';

/** A pledge was broken, and its applicant is kept from commitments for a time. */
export interface CommitmentBar {
  readonly caseNo: string;
  /** The last day, YYYY-MM-DD. */
  readonly until: string;
  /** Its id. */
  readonly rule: string;
}

/** By the tags that their cases have; of an applicant whom the hub does not know nothing can be kept. */
export function insertBars(rows: readonly CommitmentBar[]): Fragment {
  return {
    name: 'insert_commitment_bars',
    sql: `insert into commitment_bar (case_no, applicant_tag, barred_until, rule)
           select k.case_no, c.applicant_tag, k.until::date, k.rule
           from unnest($1::text[], $2::text[], $3::text[]) as k(case_no, until, rule)
           join cases c on c.case_no = k.case_no and c.applicant_tag is not null`,
    values: [
      textArray(rows.map(({ caseNo }) => caseNo)),
      textArray(rows.map(({ until }) => until)),
      textArray(rows.map(({ rule }) => rule)),
    ],
  };
}

/** 信用修复. @param caseNos in which the pledges were broken. */
export function deleteBars(caseNos: readonly string[]): Fragment {
  return {
    name: 'delete_commitment_bars',
    sql: 'delete from commitment_bar where case_no = any($1::text[])',
    values: [textArray(caseNos)],
  };
}

/** An act that rests on a commitment: of whom, by their tag or by the case that they have, and on which day. */
export interface BarQuery {
  readonly key: string;
  readonly applicantTag: Uint8Array | undefined;
  readonly caseNo: string | undefined;
  /** YYYY-MM-DD. */
  readonly day: string;
}

/** Until when those are kept from it who are; of several pledges the longest. */
export async function findBars(
  tx: Pick<Tx, 'query'>,
  asked: readonly BarQuery[],
): Promise<{ readonly key: string; readonly until: string }[]> {
  if (asked.length === 0) return [];
  return tx.query<{ key: string; until: string }>({
    name: 'find_commitment_bars',
    text: `select k.key, max(b.barred_until)::text as until
           from unnest($1::text[], $2::bytea[], $3::text[], $4::text[]) as k(key, tag, case_no, day)
           left join cases c on c.case_no = k.case_no
           join commitment_bar b on b.applicant_tag = coalesce(k.tag, c.applicant_tag) and b.barred_until >= k.day::date
           group by k.key`,
    values: [
      textArray(asked.map(({ key }) => key)),
      byteaArray(asked.map(({ applicantTag }) => applicantTag ?? null)),
      textArray(asked.map(({ caseNo }) => caseNo ?? null)),
      textArray(asked.map(({ day }) => day)),
    ],
  });
}

/** Whether a pledge that was broken in the case keeps somebody from commitments on this day. */
export async function barsSomebody(tx: Pick<Tx, 'query'>, caseNo: string, day: string): Promise<boolean> {
  const found = await tx.query({
    text: 'select 1 from commitment_bar where case_no = $1 and barred_until >= $2::date',
    values: [caseNo, day],
  });
  return found.length > 0;
}
