import type { Database } from './database.js';

/** How far a batch of the national list has come in one province. */
export interface ProvinceCoverage {
  readonly batch: string;
  readonly document: string;
  /** The first two digits of the division code. */
  readonly province: string;
  /** Rows of the list in force that have at least one entry in force there. */
  readonly covered: number;
}

export interface BatchState {
  readonly batch: string;
  readonly document: string;
  readonly inForce: number;
  readonly cancelled: number;
  /** Rows in force that nobody has an entry for, anywhere. */
  readonly missing: readonly string[];
}

/** The batches of the national list on a day. @param date YYYY-MM-DD. */
export function readBatches(db: Pick<Database, 'query'>, date: string): Promise<BatchState[]> {
  return db.query<BatchState>({
    text: `${RULES} select batch, document, count(*) filter (where status = 'IN_FORCE') as "inForce",
             count(*) filter (where status = 'CANCELLED') as cancelled,
             coalesce(array_agg(list_no order by list_no) filter (
               where status = 'IN_FORCE' and basic_code not in (select basic_code from standing)), '{}') as missing
           from item group by batch, document order by document, batch`,
    values: [date],
  });
}

/** Which provinces have entries for the items of each batch on a day. @param date YYYY-MM-DD. */
export function readCoverage(db: Pick<Database, 'query'>, date: string): Promise<ProvinceCoverage[]> {
  return db.query<ProvinceCoverage>({
    text: `${RULES} select batch, document, province, count(distinct list_no) as covered
           from item join standing using (basic_code) where status = 'IN_FORCE'
           group by batch, document, province order by document, batch, province`,
    values: [date],
  });
}

const RULES = `with item as (
    select list_no, basic_code, batch, document, status from national_item_period
    where valid_from <= $1::date and (ends_on is null or ends_on >= $1::date)
  ), standing as (
    select distinct basic_code, left(division_code, 2) as province from implementation_period
    where basic_code in (select basic_code from item)
      and valid_from <= $1::date and (ends_on is null or ends_on >= $1::date)
  )`;
