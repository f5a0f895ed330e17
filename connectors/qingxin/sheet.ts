import { fromCell, safeCell, toCell } from './cell.js';
import { REASON_COLUMN, type Values } from './columns.js';
import { type CsvRow, csvLine, readCsv } from './csv.js';
import { Gb18030Error, QingxinFileError } from './errors.js';
import { legible } from './gb18030.js';
import type { SheetKind } from './names.js';

/** A CSV file with a header row, in the platform's encoding. */

/** @throws QingxinFileError for a sheet that nobody would read. */
export function checkKinds(sheets: ReadonlyMap<SheetKind, unknown>, known: readonly SheetKind[]): void {
  const unknown = [...sheets.keys()].filter((kind) => !known.includes(kind));
  if (unknown.length > 0) throw new QingxinFileError(`批次中有不属于此处的文件：${unknown.join('、')}`);
}

export interface SheetRow<C extends string> {
  readonly line: number;
  readonly values: Values<C>;
  /** What is wrong with the row as a row. */
  readonly faults: readonly string[];
  readonly cells: readonly Buffer[];
}

export interface Sheet<C extends string> {
  readonly header: readonly Buffer[];
  readonly rows: readonly SheetRow<C>[];
}

export const MAX_SHEET_BYTES = 16 * 1024 * 1024;
const MAX_ROWS = 20_000;
/** GB18030's own byte order mark, and that of UTF-8, which some editors put before whatever they save. */
const BYTE_ORDER_MARK = Buffer.from([0x84, 0x31, 0x95, 0x33]);
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Reads a file whose columns are found by name, in any order. Columns that nobody knows must be empty: nothing is dropped.
 * @throws QingxinFileError when the file is none; what is wrong with a row stands in the row.
 */
export function readSheet<C extends string>(
  bytes: Buffer,
  columns: readonly C[],
  required: readonly C[] = columns,
): Sheet<C> {
  if (bytes.length > MAX_SHEET_BYTES) throw new QingxinFileError(`超过 ${MAX_SHEET_BYTES} 字节`);
  if (bytes.subarray(0, 3).equals(UTF8_MARK)) throw new QingxinFileError('编码为 UTF-8，应为 GB18030');
  const hasMark = bytes.subarray(0, 4).equals(BYTE_ORDER_MARK);
  const lines = readCsv(hasMark ? bytes.subarray(4) : bytes);
  const first = lines.next();
  if (first.done === true) throw new QingxinFileError('没有标题行');
  const names = headerOf(first.value, columns);
  const missing = required.filter((column) => !names.includes(column));
  if (missing.length > 0) throw new QingxinFileError(`标题行缺少：${missing.join('、')}`);
  const rows: SheetRow<C>[] = [];
  for (const line of lines) {
    if (rows.length === MAX_ROWS) throw new QingxinFileError(`超过 ${MAX_ROWS} 行`);
    rows.push(rowOf(line, names));
  }
  return { header: first.value.cells.slice(0, names.length), rows };
}

/** @throws Gb18030Error. */
export function writeSheet<C extends string>(columns: readonly C[], rows: readonly Values<C>[]): Buffer {
  const lines = rows.map((row) => csvLine(columns.map((column) => toCell(row[column] ?? ''))));
  return Buffer.concat([csvLine(columns.map(toCell)), ...lines]);
}

/** Rows that were not taken up, as they came, each with its reasons before it. */
export function writeRefused(
  header: readonly Buffer[],
  rows: readonly { readonly cells: readonly Buffer[]; readonly reason: string }[],
): Buffer {
  const lines = rows.map(({ cells, reason }) => csvLine([toCell(legible(reason)), ...cells.map(safeCell)]));
  return Buffer.concat([csvLine([toCell(REASON_COLUMN), ...header]), ...lines]);
}

/** What a column is called, undefined for one that is ignored. Empty columns behind the last are cut off. */
function headerOf<C extends string>({ cells, faults }: CsvRow, columns: readonly C[]): (C | undefined)[] {
  if (faults.length > 0) throw new QingxinFileError(`标题行：${faults.join('；')}`);
  const names = cells.map((cell) => textOf(cell, '标题行'));
  while (names.at(-1) === '') names.pop();
  const found = names.map((name) => {
    const column = columns.find((each) => each === name);
    if (column === undefined && name !== REASON_COLUMN)
      throw new QingxinFileError(`标题行有未知的列：${name}`);
    return column;
  });
  const twice = found.find((column, i) => column !== undefined && found.indexOf(column) !== i);
  if (twice !== undefined) throw new QingxinFileError(`标题行中 ${twice} 出现两次`);
  return found;
}

function textOf(cell: Buffer, where: string): string {
  try {
    return fromCell(cell);
  } catch (error) {
    throw new QingxinFileError(`${where}：${error instanceof Error ? error.message : ''}`);
  }
}

function rowOf<C extends string>(line: CsvRow, names: readonly (C | undefined)[]): SheetRow<C> {
  const faults = [...line.faults];
  const values: Partial<Record<C, string>> = {};
  if (line.cells.length < names.length) faults.push(`只有 ${line.cells.length} 列，应为 ${names.length} 列`);
  for (const [i, cell] of line.cells.entries()) {
    if (i >= names.length && cell.length > 0) faults.push(`第 ${i + 1} 列没有标题`);
    const column = names[i];
    if (column === undefined || cell.length === 0) continue; // most cells of a wide row are empty
    try {
      const text = fromCell(cell);
      if (text !== '') values[column] = text;
    } catch (error) {
      if (!(error instanceof Gb18030Error)) throw error;
      faults.push(`${column}：${error.message}`);
    }
  }
  return { line: line.line, values, faults, cells: line.cells };
}
