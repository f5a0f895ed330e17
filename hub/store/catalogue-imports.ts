import type { MergeCounts } from './catalogue-merge.js';
import type { Database, Tx } from './database.js';

/** Notified whenever the catalogue has changed. */
export const CATALOGUE_CHANNEL = 'tongban_catalogue';

export interface ImportedFile {
  readonly name: string;
  readonly bytes: number;
  /** SHA-256, hex. */
  readonly sha256: string;
}

/** Who entered what: kept for the auditors. */
export interface CatalogueImport extends MergeCounts {
  /** Of the last change it made. */
  readonly changeNo: number;
  readonly importedAt: number;
  readonly importedBy: string;
  readonly format: string;
  readonly files: readonly ImportedFile[];
  readonly asOf: string;
  readonly rowsRead: number;
  readonly rowsSkipped: number;
}

/** Part of the transaction that changed the catalogue; tells every process of it. */
export function recordImport(tx: Tx, done: CatalogueImport): void {
  tx.send({
    text: `insert into catalogue_import (change_no, imported_at, imported_by, format, files, as_of, rows_read, rows_skipped,
             added, changed, ended, unchanged)
           values ($1, to_timestamp($2::float8 / 1000), $3, $4, $5::jsonb, $6, $7, $8, $9, $10, $11, $12)`,
    values: [
      done.changeNo,
      done.importedAt,
      done.importedBy,
      done.format,
      JSON.stringify(done.files),
      done.asOf,
      done.rowsRead,
      done.rowsSkipped,
      done.added,
      done.changed,
      done.ended,
      done.unchanged,
    ],
  });
  tx.send({ text: `select pg_notify('${CATALOGUE_CHANNEL}', '')` });
}

export async function listImports(db: Pick<Database, 'query'>, limit: number): Promise<CatalogueImport[]> {
  return db.query<CatalogueImport>({
    text: `select change_no as "changeNo", imported_at as "importedAt", imported_by as "importedBy", format, files,
             as_of as "asOf", rows_read as "rowsRead", rows_skipped as "rowsSkipped", added, changed, ended, unchanged
           from catalogue_import order by change_no desc limit $1`,
    values: [limit],
  });
}

/** The number of the last change of either list. Every change up to it can be read. */
export async function readChangeNo(db: Pick<Database, 'query'>): Promise<number> {
  const [row] = await db.query<{ last: number }>({
    text: `select greatest(0, (select max(change_no) from national_item), (select max(change_no) from implementation_entry))
             as last`,
  });
  return row?.last ?? 0;
}
