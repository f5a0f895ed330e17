import { int8Array, textArray } from './binary-array.js';
import type { Database, Tx } from './database.js';

/** That the contents of a case were destroyed. */
export interface ErasureRow {
  readonly caseNo: string;
  readonly leafId: string;
  /** Opens the leaf's list of entries. */
  readonly salt: Uint8Array;
  /** Positions in the log, in order. */
  readonly entries: readonly number[];
  readonly ground: string;
  readonly decidedBy: string;
  /** Unix milliseconds. */
  readonly erasedAt: number;
}

/** Destroys what opens the case's events, and the files that it alone names; and puts the leaf that says so into the queue. */
export function eraseCase(tx: Tx, row: ErasureRow, leafBody: Uint8Array): void {
  tx.send({
    text: `select erase_case($1, $2, $3, $4, $5::int8[], $6, $7, to_timestamp($8::float8 / 1000))`,
    values: [
      row.caseNo,
      row.leafId,
      leafBody,
      row.salt,
      int8Array(row.entries),
      row.ground,
      row.decidedBy,
      row.erasedAt,
    ],
  });
}

/** Which of these cases were erased. */
export async function findErased(tx: Pick<Tx, 'query'>, caseNos: readonly string[]): Promise<string[]> {
  if (caseNos.length === 0) return [];
  const rows = await tx.query<{ caseNo: string }>({
    name: 'find_erased',
    text: `select case_no as "caseNo" from case_erasure where case_no = any($1::text[])`,
    values: [textArray(caseNos)],
  });
  return rows.map((row) => row.caseNo);
}

export async function findErasure(
  db: Pick<Database, 'query'>,
  caseNo: string,
): Promise<ErasureRow | undefined> {
  const [row] = await db.query<Omit<ErasureRow, 'entries'> & { readonly entries: readonly string[] }>({
    name: 'find_erasure',
    text: `select case_no as "caseNo", leaf_id as "leafId", salt, entries, ground, decided_by as "decidedBy",
             erased_at as "erasedAt" from case_erasure where case_no = $1`,
    values: [caseNo],
  });
  return row && { ...row, entries: row.entries.map(Number) }; // arrays of int8 come as text
}

/** How many files this case names and no other. */
export async function countOwnFiles(db: Pick<Database, 'query'>, caseNo: string): Promise<number> {
  const [row] = await db.query<{ count: number }>({
    text: `select count(*) as count from blob_case own where own.case_no = $1 and not exists (
             select from blob_case other where other.sha256 = own.sha256 and other.case_no <> own.case_no)
             and not exists (select from mapping_version m where m.sha256 = own.sha256)`,
    values: [caseNo],
  });
  return row?.count ?? 0;
}

/** Destroys once more what was erased, and came back with a backup. @returns how many events that was. */
export async function eraseAgain(db: Pick<Database, 'query'>): Promise<number> {
  const [row] = await db.query<{ count: number }>({ text: `select erase_again() as count` });
  return row?.count ?? 0;
}

/** Files that no case names any more, and that may still lie in the folder. */
export async function listDiscarded(db: Pick<Database, 'query'>): Promise<string[]> {
  const rows = await db.query<{ sha256: string }>({ text: `select sha256 from blob_discard` });
  return rows.map((row) => row.sha256);
}

/** Nobody else can want the file again until the transaction ends. @returns false when somebody did. */
export async function takeDiscarded(tx: Tx, sha256: string): Promise<boolean> {
  const rows = await tx.query({
    text: `delete from blob_discard where sha256 = $1 returning sha256`,
    values: [sha256],
  });
  return rows.length > 0;
}
