import { parseItemCode } from '#domain/codes';
import type { ImplementationRecord, Stated } from '#domain/item';
import type { Cells } from '../cells.js';
import type { TableLayout } from '../layout.js';
import { readModes } from './modes.js';
import { detailsCell, readDetailsCell, readDivision, readPeriod } from './shared.js';

const PEER = /^[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?$/;

/** The implementation list, one entry a row. Names and their meaning: config/catalog/README.md. */
export const ENTRY_LAYOUT: TableLayout = {
  isForeign: false,
  columns: [
    { name: 'implementation_code', zh: '实施编码' },
    { name: 'basic_code', zh: '基本编码', isOptional: true },
    { name: 'name', zh: '事项名称' },
    { name: 'competent_org', zh: '实施主体编码', isOptional: true },
    { name: 'competent_org_name', zh: '实施主体' },
    { name: 'platform', zh: '平台' },
    { name: 'division_code', zh: '行政区划代码' },
    { name: 'modes', zh: '办理模式' },
    { name: 'valid_from', zh: '生效日期' },
    { name: 'valid_to', zh: '失效日期' },
    { name: 'local_code', zh: '地方事项编码', isOptional: true },
    { name: 'local_basic_code', zh: '地方基本编码', isOptional: true },
    { name: 'details', zh: '办事要素', isOptional: true },
    { name: 'source', zh: '来源' },
  ],
  read: (cells) => ({ kind: 'entry', row: readEntry(cells), isEnded: false }),
};

function readEntry(cells: Cells): Stated<ImplementationRecord> {
  const { implementationCode, basicCode, competentOrg } = readCodes(cells);
  const platform = cells.required('platform', 64);
  if (platform !== '' && !PEER.test(platform)) cells.fault('BAD_PEER', 'platform', platform);
  const divisionCode = readDivision(cells, 'division_code', cells.required('division_code', 12));
  const modes = readModes(cells, 'modes');
  if (cells.text('modes') === '') cells.fault('REQUIRED', 'modes', '');
  const { validFrom, validTo } = readPeriod(cells);
  // Member by member: a million rows are made here.
  return {
    implementationCode,
    basicCode,
    competentOrg,
    name: cells.required('name', 1_000),
    competentOrgName: cells.required('competent_org_name', 200),
    platform,
    divisionCode,
    modes,
    validFrom,
    validTo,
    localCode: cells.optional('local_code', 50),
    localBasicCode: cells.optional('local_basic_code', 50),
    details: readDetailsCell(cells),
    source: cells.required('source', 500),
  };
}

function readCodes(cells: Cells): { implementationCode: string; basicCode: string; competentOrg: string } {
  const implementationCode = cells.required('implementation_code', 50);
  const code = implementationCode === '' ? '' : parseItemCode(implementationCode);
  if (typeof code === 'string') {
    if (code !== '') cells.fault('BAD_ITEM_CODE', 'implementation_code', `${implementationCode}: ${code}`);
    return { implementationCode, basicCode: '', competentOrg: '' };
  }
  const { basicCode, implementation } = code;
  if (code.kind !== 'IMPLEMENTATION' || implementation === undefined) {
    cells.fault(
      'BAD_ITEM_CODE',
      'implementation_code',
      `${implementationCode}: 31 ≠ ${implementationCode.length}`,
    );
    return { implementationCode, basicCode, competentOrg: '' };
  }
  const { competentOrg } = implementation;
  agree(cells, 'basic_code', basicCode);
  agree(cells, 'competent_org', competentOrg);
  return { implementationCode, basicCode, competentOrg };
}

/** A column that only repeats what follows from another: when it is filled, it must be right. */
function agree(cells: Cells, column: string, expected: string): void {
  const text = cells.text(column);
  if (text !== '' && text !== expected) cells.fault('CODES_DISAGREE', column, `${text} ≠ ${expected}`);
}

export function entryCells(record: ImplementationRecord): string[] {
  return [
    record.implementationCode,
    record.basicCode,
    record.name,
    record.competentOrg,
    record.competentOrgName,
    record.platform,
    record.divisionCode,
    record.modes.join(' '),
    record.validFrom,
    record.validTo ?? '',
    record.localCode ?? '',
    record.localBasicCode ?? '',
    detailsCell(record.details),
    record.source,
  ];
}
