import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';

/** Batches as Qingxin's platform lays them down, made by hand so that one thing can be wrong with them. */

export type Cells = Readonly<Record<string, string | Buffer>>;

export interface BatchContent {
  readonly acts?: readonly Cells[];
  readonly details?: readonly Cells[];
  readonly answers?: readonly Cells[];
  /** Attachments by what follows the name of the batch: `001.pdf`. */
  readonly files?: Readonly<Record<string, Buffer>>;
  /** Sheets that are none, by kind, and how many rows the manifest gives them. */
  readonly raw?: Readonly<Record<string, { readonly bytes: Buffer; readonly rows: number }>>;
}

export interface RawBatch {
  readonly name: string;
  /** In the order in which they are written, the manifest last. */
  readonly files: ReadonlyMap<string, Buffer>;
}

export function gb(text: string): Buffer {
  return iconv.encode(text, 'gb18030');
}

export function fromGb(bytes: Buffer): string {
  return iconv.decode(bytes, 'gb18030');
}

export function batchOf(name: string, content: BatchContent): RawBatch {
  const { acts = [], details = [], answers = [], files = {}, raw = {} } = content;
  const sheets = { BJ: sheet(acts), CL: sheet(details), HZ: sheet(answers), ...raw };
  const listed = [
    ...Object.entries(files).map(([tail, bytes]) => ({ file: `${name}-${tail}`, bytes, rows: '' })),
    ...Object.entries(sheets)
      .filter(([, { rows, bytes }]) => rows > 0 || bytes.length > 0)
      .map(([kind, { bytes, rows }]) => ({ file: `${name}-${kind}.csv`, bytes, rows: String(rows) })),
  ];
  const manifest = csv([
    ['文件名', '字节数', '行数', '摘要算法', '摘要'],
    ...listed.map(({ file, bytes, rows }) => [file, String(bytes.length), rows, 'SM3', sm3(bytes)]),
    ['合计', String(listed.reduce((sum, { bytes }) => sum + bytes.length, 0)), String(listed.length), '', ''],
  ]);
  const all = listed.map(({ file, bytes }) => [file, bytes] as const);
  return { name, files: new Map([...all, [`${name}.ok`, manifest]]) };
}

/** @param only the files to write; all of them unless told otherwise. */
export function lay(drop: string, batch: RawBatch, only?: (name: string) => boolean): void {
  mkdirSync(join(drop, 'out'), { recursive: true });
  for (const [name, bytes] of batch.files) {
    if (only === undefined || only(name)) writeFileSync(join(drop, 'out', name), bytes);
  }
}

export function csv(rows: readonly (readonly (string | Buffer)[])[]): Buffer {
  return Buffer.concat(rows.flatMap((cells) => [...joined(cells.map(quoted)), Buffer.from('\r\n')]));
}

let numbered = 0;

/** A row of a new case, good in every point. */
export function submissionRow(over: Cells = {}): Cells {
  numbered++;
  return {
    业务流水号: `L${process.pid}-${numbered}`,
    业务类型: '申报',
    发生时间: '2026/11/22 10:00',
    办件编号: `QY${process.pid}-${numbered}`,
    统一编号: '',
    办件内序号: '1',
    明细数: '0',
    事项编码: 'QX0662',
    办理区划: '410000',
    办理方式: '02',
    申请人类型: '个人',
    申请人: '李测试',
    证件类型: 'A',
    证件号码: "'441803199001019018",
    联系电话: '0763-5800001',
    原因: '',
    ...over,
  };
}

function sheet(rows: readonly Cells[]): { readonly bytes: Buffer; readonly rows: number } {
  if (rows.length === 0) return { bytes: Buffer.alloc(0), rows: 0 };
  const header = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = rows.map((row) => header.map((column) => row[column] ?? ''));
  return { bytes: csv([header, ...lines]), rows: rows.length };
}

function quoted(cell: string | Buffer): Buffer {
  if (Buffer.isBuffer(cell)) return cell;
  return gb(/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
}

function joined(cells: readonly Buffer[]): Buffer[] {
  return cells.flatMap((cell, i) => (i === 0 ? [cell] : [Buffer.from(','), cell]));
}

function sm3(bytes: Buffer): string {
  return createHash('sm3').update(bytes).digest('hex');
}
