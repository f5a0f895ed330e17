import { describe, expect, it } from 'vitest';
import { ENTRY_LAYOUT, encodeText, type FileRow, ITEM_LAYOUT } from '#hub/catalogue';
import { csvLine } from '#proto/csv';
import { flatLayoutOf } from '../../../../hub/catalogue/flat/flat-layout.js';
import { readTable } from '../../../../hub/catalogue/read-table.js';
import { anEntry, anItem, entryFile, itemFile } from '../../../kit/catalogue.js';
import { readPaper } from '../../../kit/papers.js';

async function read(file: string | Uint8Array, encoding: 'utf-8' | 'gb18030' = 'utf-8'): Promise<FileRow[]> {
  const bytes = typeof file === 'string' ? encodeText(file, 'utf-8') : file;
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7); // cuts characters in two
  }
  const rows: FileRow[] = [];
  for await (const some of readTable(pieces(), encoding, flatLayoutOf)) rows.push(...some);
  return rows;
}

/** Codes of the faults, with their line and column. */
const faultsOf = (rows: readonly FileRow[]) =>
  rows.flatMap((row) =>
    row.kind === 'bad'
      ? row.faults.map(({ code, column }) => `${row.line} ${code} ${column ?? ''}`.trim())
      : [],
  );

/** A file with one row that has other cells than a right one. */
function withCells(
  layout: typeof ENTRY_LAYOUT,
  right: string,
  change: Readonly<Record<string, string>>,
): string {
  const [header = '', row = ''] = right.split('\r\n');
  const names = header.split(',');
  expect(Object.keys(change).filter((name) => !names.includes(name))).toEqual([]);
  expect(names).toEqual(layout.columns.map(({ name }) => name));
  const cells = row.split(',').map((cell, i) => change[names[i] ?? ''] ?? cell);
  return csvLine(names) + csvLine(cells);
}

describe('the flat layout of the implementation list', () => {
  it('reads what was written', async () => {
    const entry = anEntry({
      name: '=HYPERLINK("x")',
      validTo: '2027-01-01',
      localCode: '-12.5',
      localBasicCode: "'＋1",
      modes: ['JOINT', 'FULLY_ONLINE'],
      details: {
        conditions: ['一、"有"\t条件'],
        materials: [{ name: '申请表', isRequired: true }],
        fees: [],
      },
    });
    const [header, row] = await read(entryFile([entry]));
    expect(header?.kind).toBe('header');
    expect(row).toMatchObject({
      kind: 'row',
      line: 2,
      content: { kind: 'entry', row: entry, isEnded: false },
    });
    expect(entryFile([entry])).toContain(`"'=HYPERLINK(""x"")"`);
  });

  it.each([
    [{ implementation_code: '' }, '2 REQUIRED implementation_code'],
    [{ implementation_code: '11410000MBY900027X2002090099000' }, '2 BAD_ITEM_CODE implementation_code'],
    [{ implementation_code: '002090099000' }, '2 BAD_ITEM_CODE implementation_code'],
    [{ implementation_code: '11410000MBY900027Q200209009900001' }, '2 BAD_ITEM_CODE implementation_code'],
    [{ basic_code: '002090098000' }, '2 CODES_DISAGREE basic_code'],
    [{ competent_org: '11440000MBY900019A' }, '2 CODES_DISAGREE competent_org'],
    [{ name: ' ' }, '2 REQUIRED name'],
    [{ name: 'x'.repeat(1_001) }, '2 TOO_LONG name'],
    [{ name: 'a\0b' }, '2 CONTROL_CHARACTER name'],
    [{ platform: 'He Nan' }, '2 BAD_PEER platform'],
    [{ division_code: '4100' }, '2 BAD_DIVISION division_code'],
    [{ modes: '' }, '2 REQUIRED modes'],
    [{ modes: '全程网办 邮寄' }, '2 BAD_MODE modes'],
    [{ valid_from: '2026-02-30' }, '2 BAD_DATE valid_from'],
    [{ valid_from: '0026-02-03' }, '2 BAD_DATE valid_from'],
    [{ valid_from: '2026-02-03', valid_to: '2026-02-02' }, '2 BAD_PERIOD valid_to'],
    [{ details: '{' }, '2 BAD_DETAILS details'],
    [{ details: '{"steps":["a"],"more":1}' }, '2 BAD_DETAILS details'],
    [{ details: '{"steps":["\\ud800"]}' }, '2 BAD_DETAILS details'],
    [{ details: '{"steps":["\\u0000"]}' }, '2 BAD_DETAILS details'],
    [{ details: '{"__proto__":{"visits":1}}' }, '2 BAD_DETAILS details'],
    [{ source: '' }, '2 REQUIRED source'],
  ])('names what is wrong with %j', async (change, fault) => {
    expect(faultsOf(await read(withCells(ENTRY_LAYOUT, entryFile([anEntry()]), change)))).toContain(fault);
  });

  it('reads days as spreadsheets write them', async () => {
    for (const day of ['2026/1/5', '20260105', '2026-01-05 00:00:00', '2026-01-05T08:00:00']) {
      const [, row] = await read(withCells(ENTRY_LAYOUT, entryFile([anEntry()]), { valid_from: day }));
      expect(row).toMatchObject({ content: { row: { validFrom: '2026-01-05' } } });
    }
  });

  it('names all faults of all rows, and reads the rows between', async () => {
    const [header = '', row = ''] = entryFile([anEntry()]).split('\r\n');
    const bad = row.replace('henan', 'HE NAN').replace('2026-01-01', 'x');
    const rows = await read(
      [header, bad, row, `${row},more`, `"${row}`, row, ',,,,,,,,,,,,,', row].join('\n'),
    );
    expect(faultsOf(rows)).toEqual([
      '2 BAD_PEER platform',
      '2 BAD_DATE valid_from',
      '4 COLUMN_COUNT',
      '5 QUOTES',
    ]);
    expect(rows.filter(({ kind }) => kind === 'row').map(({ line }) => line)).toEqual([3, 6, 8]);
  });

  it('marks what is not in the encoding, row by row', async () => {
    const file = entryFile([anEntry(), anEntry({ name: '乙' }), anEntry()]);
    const bytes = encodeText(file, 'utf-8').slice();
    bytes[Buffer.from(bytes).indexOf(Buffer.from('乙'))] = 0xff;
    const rows = await read(bytes);
    expect(faultsOf(rows)[0]).toBe('3 ENCODING name');
    expect(rows.filter(({ kind }) => kind === 'row').map(({ line }) => line)).toEqual([2, 4]);
  });
});

describe('the flat layout of the national list', () => {
  it('reads what was written', async () => {
    const item = anItem({
      scope: 'PARTNERS',
      partners: ['440000', '430000'],
      status: 'CANCELLED',
      details: { visits: 1 },
    });
    const { version: _, ...row } = item;
    const [, read_] = await read(itemFile([item]));
    expect(read_).toMatchObject({ kind: 'row', content: { kind: 'item', row } });
  });

  it.each([
    [{ list_no: '一号' }, '2 BAD_LIST_NO list_no'],
    [{ basic_code: '11410000MBY900027Q2002090099000' }, '2 BAD_ITEM_CODE basic_code'],
    [{ basic_code: '00209009900A' }, '2 BAD_ITEM_CODE basic_code'],
    [{ scope: 'PARTNERS' }, '2 BAD_PARTNERS partners'],
    [{ partners: '440000 430000' }, '2 BAD_PARTNERS partners'],
    [{ scope: 'PARTNERS', partners: '440000 43' }, '2 BAD_DIVISION partners'],
    [{ scope: 'PARTNERS', partners: '440000 990000' }, '2 BAD_DIVISION partners'],
    [{ scope: 'PARTNERS', partners: '440000 440000000000' }, '2 BAD_PARTNERS partners'],
    [{ scope: 'constructor' }, '2 BAD_VALUE scope'],
    [{ status: '暂停' }, '2 BAD_VALUE status'],
    [{ batch: '' }, '2 REQUIRED batch'],
  ])('names what is wrong with %j', async (change, fault) => {
    expect(faultsOf(await read(withCells(ITEM_LAYOUT, itemFile([anItem()]), change)))).toContain(fault);
  });

  it('takes Chinese names of columns and values, a byte order mark, and columns that are for others', async () => {
    const names = ITEM_LAYOUT.columns.map(({ name, zh }) => zh ?? name);
    const cells = itemFile([anItem()]).split('\r\n')[1]?.split(',') ?? [];
    cells[names.indexOf('办理模式')] = '全程网办、异地代收代办';
    cells[names.indexOf('状态')] = '已取消';
    const file = `\u{FEFF}${csvLine([...names, '_备注'])}${csvLine([...cells, '随便'])}`;
    for (const encoding of ['utf-8', 'gb18030'] as const) {
      const [, row] = await read(encodeText(file, encoding), encoding);
      expect(row).toMatchObject({
        content: { row: { status: 'CANCELLED', modes: ['FULLY_ONLINE', 'REMOTE_INTAKE'] } },
      });
    }
  });
});

describe('a header', () => {
  const right = entryFile([anEntry()]);
  it.each([
    ['is not there', '', ['1 EMPTY_FILE']],
    [
      'lacks columns',
      'implementation_code,name\n',
      expect.arrayContaining(['1 HEADER_MISSING platform', '1 HEADER_MISSING source']),
    ],
    ['has one twice', right.replace('local_code', 'name'), ['1 HEADER_DUPLICATE name']],
    ['has one that nobody knows', right.replace('local_code', 'colour'), ['1 HEADER_UNKNOWN']],
    ['is broken', '"a\n', ['1 QUOTES']],
  ])('that %s keeps the whole file out', async (_, file, faults) => {
    const rows = await read(file);
    expect(faultsOf(rows)).toEqual(faults);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ isWholeFile: true });
  });

  it('in another encoding says so', async () => {
    const bytes = encodeText('清单编号,事项名称\n', 'gb18030');
    expect(faultsOf(await read(bytes))).toEqual(['1 HEADER_UNREADABLE']);
  });
});

describe('the paper about the catalogue', () => {
  it('has every column of the two layouts, in English and in Chinese', () => {
    const { text } = readPaper('config/catalog/README.md');
    const columns = [...ITEM_LAYOUT.columns, ...ENTRY_LAYOUT.columns];
    const missing = columns.filter(
      ({ name, zh = '' }) => !text.includes(`\`${name}\``) || !text.includes(zh),
    );
    expect(missing).toEqual([]);
  });
});
