import { parseItemCode } from '#domain/codes';
import type { NationalItem, Stated } from '#domain/item';
import type { Cells } from '../cells.js';
import type { TableLayout } from '../layout.js';
import { readModes, wordsOf } from './modes.js';
import { detailsCell, readDetailsCell, readDivision, readPeriod } from './shared.js';

const LIST_NO = /^[A-Za-z0-9][A-Za-z0-9.-]{0,31}$/;

/** The national list, one version of a row of it a row. Names and their meaning: config/catalog/README.md. */
export const ITEM_LAYOUT: TableLayout = {
  isForeign: false,
  columns: [
    { name: 'list_no', zh: '清单编号' },
    { name: 'basic_code', zh: '基本编码' },
    { name: 'name', zh: '事项名称' },
    { name: 'ministry', zh: '牵头部门' },
    { name: 'batch', zh: '批次' },
    { name: 'modes', zh: '办理模式' },
    { name: 'scenario', zh: '应用场景' },
    { name: 'scope', zh: '适用范围', isOptional: true },
    { name: 'partners', zh: '适用地区', isOptional: true },
    { name: 'status', zh: '状态', isOptional: true },
    { name: 'document', zh: '文件' },
    { name: 'valid_from', zh: '生效日期' },
    { name: 'valid_to', zh: '失效日期' },
    { name: 'details', zh: '办事要素', isOptional: true },
    { name: 'source', zh: '来源' },
  ],
  read: (cells) => ({ kind: 'item', row: readItem(cells), isEnded: false }),
};

const SCOPES: Readonly<Record<string, NationalItem['scope']>> = {
  '': 'NATIONAL',
  NATIONAL: 'NATIONAL',
  PARTNERS: 'PARTNERS',
  全国: 'NATIONAL',
  点对点: 'PARTNERS',
};
const STATUSES: Readonly<Record<string, NationalItem['status']>> = {
  '': 'IN_FORCE',
  IN_FORCE: 'IN_FORCE',
  CANCELLED: 'CANCELLED',
  有效: 'IN_FORCE',
  已取消: 'CANCELLED',
};

function readItem(cells: Cells): Stated<NationalItem> {
  const listNo = cells.required('list_no', 32);
  if (listNo !== '' && !LIST_NO.test(listNo)) cells.fault('BAD_LIST_NO', 'list_no', listNo);
  const basicCode = cells.required('basic_code', 50);
  const code = basicCode === '' ? undefined : parseItemCode(basicCode);
  if (typeof code === 'string') cells.fault('BAD_ITEM_CODE', 'basic_code', `${basicCode}: ${code}`);
  else if (code !== undefined && code.kind !== 'BASIC')
    cells.fault('BAD_ITEM_CODE', 'basic_code', `${basicCode}: 12 ≠ ${basicCode.length}`);
  return {
    listNo,
    basicCode,
    name: cells.required('name', 1_000),
    ministry: cells.required('ministry', 200),
    batch: cells.required('batch', 100),
    modes: readModes(cells, 'modes'),
    scenario: cells.optional('scenario', 4_000) ?? '',
    ...readScope(cells),
    status: choice(cells, 'status', STATUSES, 'IN_FORCE'),
    details: readDetailsCell(cells),
    document: cells.required('document', 200),
    ...readPeriod(cells),
    source: cells.required('source', 500),
  };
}

function readScope(cells: Cells): Pick<NationalItem, 'scope' | 'partners'> {
  const scope = choice(cells, 'scope', SCOPES, 'NATIONAL');
  const words = wordsOf(cells.text('partners'));
  const partners = [...new Set(words.map((division) => readDivision(cells, 'partners', division)))];
  if (scope === 'PARTNERS' ? partners.length < 2 : partners.length > 0)
    cells.fault('BAD_PARTNERS', 'partners', `${scope}: ${partners.join(' ')}`);
  return { scope, partners };
}

function choice<T>(cells: Cells, column: string, choices: Readonly<Record<string, T>>, otherwise: T): T {
  const text = cells.text(column);
  const found = Object.hasOwn(choices, text) ? choices[text] : undefined;
  if (found === undefined) cells.fault('BAD_VALUE', column, text);
  return found ?? otherwise;
}

export function itemCells(item: NationalItem): string[] {
  return [
    item.listNo,
    item.basicCode,
    item.name,
    item.ministry,
    item.batch,
    item.modes.join(' '),
    item.scenario,
    item.scope,
    item.partners.join(' '),
    item.status,
    item.document,
    item.validFrom,
    item.validTo ?? '',
    detailsCell(item.details),
    item.source,
  ];
}
