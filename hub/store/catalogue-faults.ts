import type { Tx } from './database.js';
import { type AnyTable, listed, stagedName } from './versioned-table.js';

/** What is wrong between the rows of an import: a row by itself may be right. */

export type SetFaultCode = 'DUPLICATE' | 'OVERLAP' | 'UNKNOWN_PEER' | 'PART_BAD' | 'PART_WITHOUT_ITEM';

/** A row that is bad because of others, and where it stood. */
export interface FaultyRow {
  readonly seq: number;
  readonly file: number;
  readonly line: number;
  readonly cells: readonly string[];
  readonly faults: readonly { readonly code: SetFaultCode; readonly detail: string }[];
}

/** Room for what is found wrong between rows. */
export async function openFaults(tx: Tx): Promise<void> {
  await tx.query({
    text: `create temporary table staged_fault (seq integer, file integer, line integer, raw text, code text, detail text)
           on commit drop`,
  });
}

/** Marks rows that contradict each other: both, because nobody can know which one is right. */
export async function findContradictions(tx: Tx, table: AnyTable, asOf: string): Promise<void> {
  await tx.query({
    text: `insert into staged_fault
           select seq, file, line, raw,
             case when starts = starts_before or starts = starts_after then 'DUPLICATE' else 'OVERLAP' end,
             case when ends_before >= starts then line_before else line_after end::text
           from (
             select *, lag(starts) over neighbours as starts_before, lead(starts) over neighbours as starts_after,
               lag(ends) over neighbours as ends_before,
               lag(line) over neighbours as line_before, lead(line) over neighbours as line_after
             from (
               select seq, file, line, raw, ${listed(table.key)}, coalesce(valid_from, $1::date) as starts,
                 coalesce(valid_to, 'infinity') as ends
               from ${stagedName(table)}
             ) given
             window neighbours as (partition by ${listed(table.key)} order by starts, seq)
           ) placed
           where ends_before >= starts or starts_after <= ends or starts = starts_before or starts = starts_after`,
    values: [asOf],
  });
}

export async function findUnknownPeers(tx: Tx, table: AnyTable): Promise<void> {
  if (table.owner === undefined) return;
  await tx.query({
    text: `insert into staged_fault
           select seq, file, line, raw, 'UNKNOWN_PEER', ${table.owner} from ${stagedName(table)}
           where ${table.owner} not in (select peer_id from peer)`,
  });
}

/** Bad rows in the order in which they were read, some at a time. @param after the `seq` of the last one. */
export async function readSetFaults(tx: Tx, after: number, limit: number): Promise<FaultyRow[]> {
  return tx.query<FaultyRow>({
    text: `select seq, min(file) as file, min(line) as line, coalesce(min(raw), '[]')::jsonb as cells,
             jsonb_agg(distinct jsonb_build_object('code', code, 'detail', detail)) as faults
           from staged_fault where seq > $1 group by seq order by seq limit $2`,
    values: [after, limit],
  });
}

/** Leaves the bad rows out of everything that follows. */
export async function dropFaulty(tx: Tx, tables: readonly AnyTable[]): Promise<void> {
  for (const table of tables)
    await tx.query({ text: `delete from ${stagedName(table)} where seq in (select seq from staged_fault)` });
}
