import { Cells, readHeader } from './cells.js';
import { CsvReader } from './csv/csv-reader.js';
import { decoderOf, type Encoding } from './csv/encoding.js';
import type { RowFault } from './faults.js';
import type { TableLayout } from './layout.js';
import type { FileRow } from './rows.js';

type RawRecord = ReturnType<CsvReader['push']>[number];

/**
 * Reads a table as it comes, some rows at a time, each either whole or bad. Holds a piece of the file and one record.
 * @param layoutOf chooses by the header; undefined when nothing fits, and then `fallback` says what is wrong with it.
 */
export async function* readTable(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  layoutOf: (header: readonly string[]) => TableLayout,
): AsyncGenerator<FileRow[]> {
  const decoder = decoderOf(encoding);
  const csv = new CsvReader();
  const table = new Table(layoutOf);
  for await (const chunk of chunks) {
    yield table.take(csv.push(decoder.push(chunk)));
    if (table.isUnreadable) return;
  }
  yield table.take([...csv.push(decoder.end()), ...csv.end()]);
  yield table.end();
}

/** What is known of a file while it is read. */
class Table {
  readonly #layoutOf: (header: readonly string[]) => TableLayout;
  #layout: TableLayout | undefined;
  #cells: Cells | undefined;
  /** The header is wrong, so that no row means anything. */
  isUnreadable = false;

  constructor(layoutOf: (header: readonly string[]) => TableLayout) {
    this.#layoutOf = layoutOf;
  }

  take(records: readonly RawRecord[]): FileRow[] {
    const rows: FileRow[] = [];
    for (const record of records) {
      if (this.isUnreadable) break;
      const row = this.#cells === undefined ? this.#header(record) : this.#row(record, this.#cells);
      if (row !== undefined) rows.push(row);
    }
    return rows;
  }

  /** A file of nothing lacks even its header. */
  end(): FileRow[] {
    if (this.#cells !== undefined || this.isUnreadable) return [];
    return [this.#unreadable({ line: 1, cells: [] }, [{ code: 'EMPTY_FILE', detail: '' }])];
  }

  #header(record: RawRecord): FileRow {
    if (record.fault !== undefined)
      return this.#unreadable({ line: record.line, cells: [] }, [{ code: record.fault, detail: '' }]);
    this.#layout = this.#layoutOf(record.cells);
    const header = readHeader(record.cells, this.#layout.columns, this.#layout.isForeign);
    if (header.faults.length > 0) return this.#unreadable(record, header.faults);
    this.#cells = new Cells(header);
    return { kind: 'header', line: record.line, cells: record.cells };
  }

  #unreadable({ line, cells }: Pick<FileRow, 'line' | 'cells'>, faults: readonly RowFault[]): FileRow {
    this.isUnreadable = true;
    return { kind: 'bad', line, cells, faults, isWholeFile: true };
  }

  #row(record: RawRecord, cells: Cells): FileRow | undefined {
    const { line } = record;
    if (record.fault !== undefined) {
      const faults = [{ code: record.fault, detail: '' }];
      return { kind: 'bad', line, cells: [record.text], faults, isWholeFile: false };
    }
    if (record.cells.every((cell) => cell === '')) return undefined; // spreadsheets leave such rows behind
    const content = cells.begin(record.cells) ? this.#layout?.read(cells) : undefined;
    if (cells.faults.length === 0) {
      return content === undefined ? undefined : { kind: 'row', line, cells: record.cells, content };
    }
    const partKey = this.#layout?.partKeyOf?.(cells);
    const bad = { kind: 'bad', line, cells: record.cells, faults: cells.faults, isWholeFile: false } as const;
    return partKey === undefined ? bad : { ...bad, partKey };
  }
}
