import { type Cells, type FrontBatch, rowCount } from './batch.js';
import { BatchIncompleteError } from './errors.js';
import { TABLE_NAMES, type TableName } from './layout.js';
import type { Reading } from './reading.js';
import { ACT_FORMS, type ActForm, actTypeOf, type RowsType } from './words.js';

/** A batch with more rows, files among them, is no act of a person. */
export const MAX_ROWS = 1_000;

/**
 * Which act a batch is, if every row in it belongs to it. What is wrong goes to the reading.
 * @throws BatchIncompleteError while rows are missing.
 */
export function actOf(batch: FrontBatch, reading: Reading): RowsType | undefined {
  const { head, rows } = batch;
  checkTotal(rowCount(batch), head.row_total, reading);
  const type = actTypeOf(head.case_state);
  if (type === undefined) {
    reading.complain('kstb_exchange.case_state', `${head.case_state} is no state of a case`);
    return undefined;
  }
  const form = ACT_FORMS[type];
  for (const table of TABLE_NAMES) {
    checkCount(table, rows[table].length, form, reading);
    for (const row of rows[table]) checkRow(table, row, head.project_no, reading);
  }
  checkLists(batch, form, reading);
  checkStep(batch, form, reading);
  checkFiles(batch, reading);
  return type;
}

function checkTotal(found: number, total: number, reading: Reading): void {
  if (total > MAX_ROWS) reading.complain('kstb_exchange.row_total', `a batch has ${MAX_ROWS} rows at most`);
  else if (found < total) throw new BatchIncompleteError(found, total);
  else if (found > total) reading.complain('kstb_exchange.row_total', `${found} rows are there`);
}

function checkCount(table: TableName, count: number, form: ActForm, reading: Reading): void {
  if (table === 'kstb_list') return;
  if (table === form.main) {
    if (count !== 1) reading.complain(table, `${form.word} has one row here, not ${count}`);
  } else if (!form.also.includes(table)) {
    if (count > 0) reading.complain(table, `${form.word} has no rows here`);
  } else if (table === 'up_pro_accept' && count > 1) {
    reading.complain(table, `${form.word} has one row here at most`);
  }
}

function checkRow(table: TableName, row: Cells, projectNo: string, reading: Reading): void {
  if (row.project_no !== projectNo) reading.complain(`${table}.project_no`, 'is another case than the batch');
  if (row.cd_operation !== 'I' && row.cd_operation !== 'U') {
    reading.complain(`${table}.cd_operation`, 'must be I or U: what was exchanged cannot be deleted');
  }
}

function checkLists({ rows }: FrontBatch, { word, lists }: ActForm, reading: Reading): void {
  const known: readonly unknown[] = lists;
  for (const { list_kind: kind } of rows.kstb_list) {
    if (!known.includes(kind)) reading.complain('kstb_list.list_kind', `${word} lists no ${String(kind)}`);
  }
  for (const kind of lists) {
    checkOrder(
      'kstb_list.list_no',
      rows.kstb_list.filter((row) => row.list_kind === kind),
      'list_no',
      reading,
    );
  }
  for (const table of ['up_pro_material', 'up_pro_result'] as const) {
    if (rows[table].length > 1) checkOrder(`${table}.kstb_no`, rows[table], 'kstb_no', reading);
  }
}

/** The rows come in the order of this column; without it their order would be a guess. */
function checkOrder(place: string, rows: readonly Cells[], column: string, reading: Reading): void {
  const numbers = rows.map((row) => row[column]);
  const isOrdered =
    numbers.every((each) => typeof each === 'number') && new Set(numbers).size === numbers.length;
  if (!isOrdered) reading.complain(place, 'must number the rows');
}

function checkStep({ rows }: FrontBatch, form: ActForm, reading: Reading): void {
  for (const { event_name: event } of rows.up_pro_process) {
    if (event !== form.state)
      reading.complain('up_pro_process.event_name', 'is another state than the batch');
  }
}

/** Every file belongs to a row, and every file that a row names is there. */
function checkFiles({ rows, files }: FrontBatch, reading: Reading): void {
  const named = new Set(
    [...rows.up_pro_material, ...rows.up_pro_result].flatMap(({ kstb_file: file }) =>
      typeof file === 'string' && file !== '' ? [file] : [],
    ),
  );
  const there = new Set(files.map(({ file_id: id }) => id));
  for (const id of named) if (!there.has(id)) reading.complain('kstb_file', `file ${id} is not in the batch`);
  for (const id of there) if (!named.has(id)) reading.complain('kstb_file', `file ${id} belongs to no row`);
}
