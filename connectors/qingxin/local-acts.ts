import { ACT_COLUMNS, type ActColumn, DETAIL_COLUMNS, type DetailColumn, type Values } from './columns.js';
import { QingxinFileError } from './errors.js';
import { readSheet, type Sheet, type SheetRow } from './sheet.js';

type ActRow = SheetRow<ActColumn>;
type DetailRow = SheetRow<DetailColumn>;

/** One act of the platform, gathered from the rows of a batch. */
export interface LocalAct {
  readonly ref: string;
  readonly fields: Values<ActColumn>;
  /** In their order. */
  readonly details: readonly Values<DetailColumn>[];
  /** What is wrong with its rows as rows, or with how they belong together. */
  readonly faults: readonly string[];
  readonly actRows: readonly ActRow[];
  readonly detailRows: readonly DetailRow[];
}

/** What the sheets of a batch hold. */
export interface LocalActs {
  readonly acts: readonly LocalAct[];
  /** Rows that belong to no act, with the reason. */
  readonly strays: {
    readonly acts: readonly StrayRow<ActColumn>[];
    readonly details: readonly StrayRow<DetailColumn>[];
  };
  readonly headers: { readonly acts: readonly Buffer[]; readonly details: readonly Buffer[] };
}

export interface StrayRow<C extends string> {
  readonly row: SheetRow<C>;
  readonly reason: string;
}

interface SheetBytes {
  readonly bytes: Buffer;
  readonly rows: number;
}

const REQUIRED_OF_ACTS = ['业务流水号', '业务类型', '发生时间', '办件编号', '办件内序号', '明细数'] as const;
const REQUIRED_OF_DETAILS = ['业务流水号', '序号', '类别', '名称'] as const;

/** @throws QingxinFileError when a sheet is none, or has another number of rows than its manifest tells. */
export function gatherActs(actSheet: SheetBytes, detailSheet: SheetBytes | undefined): LocalActs {
  const acts = counted('BJ', readSheet(actSheet.bytes, ACT_COLUMNS, REQUIRED_OF_ACTS), actSheet.rows);
  const details =
    detailSheet === undefined
      ? { header: [], rows: [] }
      : counted('CL', readSheet(detailSheet.bytes, DETAIL_COLUMNS, REQUIRED_OF_DETAILS), detailSheet.rows);
  const rowsOf = byRef(acts.rows);
  const detailsOf = byRef(details.rows);
  const gathered = [...rowsOf].flatMap(([ref, rows]) =>
    ref === undefined ? [] : [gather(ref, rows, detailsOf.get(ref) ?? [])],
  );
  return {
    acts: gathered,
    strays: {
      acts: (rowsOf.get(undefined) ?? []).map((row) => stray(row, '业务流水号无法读取')),
      details: [...detailsOf].flatMap(([ref, rows]) =>
        ref !== undefined && rowsOf.has(ref)
          ? []
          : rows.map((row) => stray(row, '本批没有该业务流水号的办件')),
      ),
    },
    headers: { acts: acts.header, details: details.header },
  };
}

/** A quote that swallows rows shows here at the latest. */
export function counted<C extends string>(kind: string, sheet: Sheet<C>, expected: number): Sheet<C> {
  const { length } = sheet.rows;
  if (length !== expected) throw new QingxinFileError(`${kind} 有 ${length} 行，清单为 ${expected} 行`);
  return sheet;
}

function byRef<R extends { readonly values: { readonly 业务流水号?: string } }>(rows: readonly R[]) {
  const found = new Map<string | undefined, R[]>();
  for (const row of rows) {
    const ref = row.values.业务流水号;
    const group = found.get(ref);
    if (group === undefined) found.set(ref, [row]);
    else group.push(row);
  }
  return found;
}

function gather(ref: string, actRows: readonly ActRow[], unsorted: readonly DetailRow[]): LocalAct {
  const detailRows = [...unsorted].sort((a, b) => Number(a.values.序号) - Number(b.values.序号));
  const [first] = actRows;
  const fields = first?.values ?? {};
  const faults = [
    ...actRows.flatMap((row) => row.faults),
    ...detailRows.flatMap(({ line, faults: own }) => own.map((fault) => `明细第 ${line} 行：${fault}`)),
  ];
  if (actRows.some((row) => !isSame(row, first))) faults.push('业务流水号在本批出现两次，内容不同');
  const isInOrder = detailRows.every(({ values }, i) => values.序号 === String(i + 1));
  if (!isInOrder) faults.push('明细序号应从 1 起连续');
  if (fields.明细数 !== String(detailRows.length)) {
    faults.push(`明细数为 ${fields.明细数 ?? '空'}，实有 ${detailRows.length} 行`);
  }
  return { ref, fields, details: detailRows.map(({ values }) => values), faults, actRows, detailRows };
}

function isSame(row: ActRow, other: ActRow | undefined): boolean {
  return JSON.stringify(row.values) === JSON.stringify(other?.values);
}

function stray<C extends string>(row: SheetRow<C>, reason: string): StrayRow<C> {
  return { row, reason: [reason, ...row.faults].join('；') };
}
