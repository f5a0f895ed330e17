import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  csvLine,
  fromCell,
  QingxinFileError,
  readCsv,
  readSheet,
  safeCell,
  toCell,
  writeRefused,
} from '#connectors/qingxin';
import { fromGb, gb } from '../../kit/qingxin-batch.js';

const COLUMNS = ['甲', '乙', '丙'] as const;

const rows = (text: string | Buffer) =>
  [...readCsv(Buffer.isBuffer(text) ? text : gb(text))].map(({ cells }) => cells.map((cell) => fromGb(cell)));

describe('a CSV file of Qingxin’s platform', () => {
  it.each([
    [
      'both line ends',
      'a,b\r\nc,d\ne,f',
      [
        ['a', 'b'],
        ['c', 'd'],
        ['e', 'f'],
      ],
    ],
    ['quotes, commas and line breaks in cells', '"a""b","c,d","e\r\nf"\r\n', [['a"b', 'c,d', 'e\r\nf']]],
    [
      'empty lines, and lines of nothing but commas',
      '\r\na,b\r\n\r\n,,\r\n"",""\r\nc,\r\n',
      [
        ['a', 'b'],
        ['c', ''],
      ],
    ],
    ['trailing empty columns', 'a,b,,,\r\n', [['a', 'b', '', '', '']]],
    // 0x7c and 0x5c are second bytes of characters; neither ends a cell.
    ['characters whose second byte looks like something else', '亅,絓\r\n', [['亅', '絓']]],
  ])('may have %s', (_, text, expected) => {
    expect(rows(text)).toEqual(expected);
  });

  it.each([
    ['a quote that nobody closed', 'a\r\n"b,c\r\nd,e\r\n', '第 2 行起引号未闭合'],
    ['text behind a closing quote', 'a\r\n"b\r\n"c,d\r\n', '第 3 行引号不成对'],
    // An applicant's text that nobody escaped, with what looks like a row in it.
    ['an unescaped quote inside', '"他说"\r\n1,受理\r\n",x\r\n', '第 3 行起引号未闭合'],
  ])('is not guessed at when it has %s', (_, text, message) => {
    expect(() => rows(text)).toThrow(new QingxinFileError(message));
  });

  it('keeps what it finds of every row that somebody wrote by the rules', () => {
    const cell = fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 5 }), (table) => {
        const written = Buffer.concat(table.map(csvLine));
        const filled = table.filter((cells) => cells.some(({ length }) => length > 0));
        expect([...readCsv(written)].map(({ cells }) => cells.map((each) => each.toString('hex')))).toEqual(
          filled.map((cells) => cells.map((each) => each.toString('hex'))),
        );
      }),
    );
  });

  it('never fails otherwise, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          for (const { cells, line } of readCsv(Buffer.from(bytes))) {
            expect(line).toBeGreaterThan(0);
            expect(cells.length).toBeLessThanOrEqual(100);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(QingxinFileError);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keeps no more than it must of rows that are too wide and cells that are too long', () => {
    const [wide, long, good] = [
      ...readCsv(gb(`${'x,'.repeat(5_000)}x\r\n"${'y'.repeat(200_000)}"\r\nz\r\n`)),
    ];
    expect(wide).toMatchObject({ line: 1, faults: ['超过 100 列'] });
    expect(wide?.cells).toHaveLength(100);
    expect(long).toMatchObject({ line: 2, faults: ['单元格超过 65536 字节'] });
    expect(long?.cells[0]).toHaveLength(65_536);
    expect(good).toMatchObject({ line: 3, faults: [] });
  });

  it('names the line of the file on which a row begins', () => {
    const sheet = readSheet(gb('甲,乙,丙\r\n"1\r\n\r\n2",,\r\n\r\n3,,\r\n'), COLUMNS);
    expect(sheet.rows.map(({ line }) => line)).toEqual([2, 6]);
  });

  it('is read by the names of its columns, in any order', () => {
    const { rows: found } = readSheet(gb('丙,不予接收原因,甲,乙,,\r\n3,为何,1,,,\r\n'), COLUMNS);
    expect(found[0]?.values).toEqual({ 丙: '3', 甲: '1' });
  });

  it.each([
    ['a cell that no column names', '1,2,3,4\r\n', '第 4 列没有标题'],
    ['fewer cells than columns', '1,2\r\n', '只有 2 列，应为 3 列'],
    ['a quote in an unquoted cell', '1,2"x,3\r\n', '未加引号的单元格内有引号'],
  ])('notes what is wrong with a row that has %s', (_, line, fault) => {
    const { rows: found } = readSheet(gb(`甲,乙,丙\r\n${line}`), COLUMNS);
    expect(found[0]?.faults).toEqual([fault]);
  });

  it('may begin with a byte order mark of its own encoding, not of another', () => {
    const text = gb('甲,乙,丙\r\n1,2,3\r\n');
    const own = Buffer.concat([Buffer.from([0x84, 0x31, 0x95, 0x33]), text]);
    expect(readSheet(own, COLUMNS).rows).toHaveLength(1);
    const foreign = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('甲,乙,丙\r\n')]);
    expect(() => readSheet(foreign, COLUMNS)).toThrow('UTF-8');
  });

  it('has no more rows and bytes than a machine can hold', () => {
    const many = gb(`甲,乙,丙\r\n${'1,2,3\r\n'.repeat(20_001)}`);
    expect(() => readSheet(many, COLUMNS)).toThrow('超过 20000 行');
    expect(() => readSheet(Buffer.alloc(16 * 1024 * 1024 + 1), COLUMNS)).toThrow('字节');
  });
});

describe('a cell', () => {
  it.each([
    '=1+1',
    '+86',
    '-12.5',
    '@x',
    '\tx',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    ';=1',
    ' =1',
    '　x',
    "'",
    "'x",
    '\n=1',
    '\u200b=1',
    '﹦1',
    '；=1',
  ])('begins with an apostrophe when a spreadsheet could take it for something else: %j', (text) => {
    expect(fromGb(toCell(text))).toBe(`'${text}`);
    expect(fromCell(toCell(text))).toBe(text);
    const raw = gb(text);
    const shown = fromGb(safeCell(raw));
    expect(shown.startsWith("'") || !/^[=+\-@;\t]/.test(shown.trimStart().normalize('NFKC'))).toBe(true);
    expect(fromCell(safeCell(raw))).toBe(fromCell(raw));
  });

  it('is read without padding and without the apostrophe of a number', () => {
    expect(fromCell(gb("  '44180319900101901x  　"))).toBe('44180319900101901x');
    expect(fromCell(gb("''x"))).toBe("'x");
    expect(fromCell(gb('一\r\n二'))).toBe('一\n二');
  });

  it('means the same after it was given back, whatever its bytes', () => {
    const meaning = (bytes: Buffer) => {
      try {
        return fromCell(bytes);
      } catch (error) {
        return String(error);
      }
    };
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 8 }), (bytes) => {
        expect(meaning(safeCell(Buffer.from(bytes)))).toBe(meaning(Buffer.from(bytes)));
      }),
      { numRuns: 1000 },
    );
  });

  it('of a refused row stands behind its reason, as it came', () => {
    const cells = [Buffer.from([0x81, 0x20]), gb('"引号"')];
    const written = writeRefused([gb('甲'), gb('乙')], [{ cells, reason: '编码' }]);
    const [, row] = [...readCsv(written)];
    expect(row?.cells.map((cell) => cell.toString('hex'))).toEqual(
      [gb('编码'), ...cells].map((cell) => cell.toString('hex')),
    );
  });
});
