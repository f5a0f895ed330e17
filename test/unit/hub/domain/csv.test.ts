import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cell, writeCsv } from '#domain/csv';
import { parseCsv } from '../../../kit/csv.js';

/** What stands in a cell after writing and reading. */
function kept(cell: Cell): string | undefined {
  return parseCsv(writeCsv([[cell, 'end']]))[0]?.[0];
}

function isFormula(shown: string): boolean {
  const isNumber = /^[+-]?\d+(\.\d+)?$/.test(shown);
  return !isNumber && /^[=+\-@]/.test(shown.trimStart().normalize('NFKC'));
}

/** Whether what is shown is the end of the text, perhaps behind an apostrophe. */
function keeps(text: string, shown: string): boolean {
  return text.endsWith(shown) || text.endsWith(shown.replace(/^'/, ''));
}

/** Any UTF-16 code units, also halves of characters. */
const anyText = fc.array(fc.nat({ max: 0xffff })).map((units) => String.fromCharCode(...units));

describe('a CSV file', () => {
  it('begins with a byte order mark, separates with commas, ends lines with CRLF, quotes what needs it', () => {
    expect(
      writeCsv([
        ['事项', 'a,b', 'say "no"'],
        ['two\nlines', 'semi;colon', 3],
      ]),
    ).toBe('\ufeff事项,"a,b","say ""no"""\r\n"two\nlines","semi;colon",3\r\n');
    expect(writeCsv([])).toBe('\ufeff');
  });

  it.each([
    ["=cmd|'/c calc'!A1"],
    ['+1+1'],
    ['-1+1'],
    ['@SUM(A1)'],
    ['\t=1'],
    ['\r=1'],
    ['\n=1'],
    ['＝1+1'],
    ['＋1+1'],
    ['－1+1'],
    ['＠SUM'],
    ['﹦1'],
    ['-'],
    ['--5'],
    ['+86 138'],
  ])('shows %j and does not run it', (text) => {
    expect(kept(text)).toBe(`'${text}`);
  });

  it.each([
    ['  =1', "'=1"],
    [';=1', "'=1"],
    ['\u3000；\u200b=1', "'=1"],
    ['\ufeff=1', "'=1"],
    ['  年满18周岁 ', '年满18周岁 '],
  ])('drops what stands before the text: %j', (text, expected) => {
    expect(kept(text)).toBe(expected);
  });

  it.each([[-5], ['-5'], ['+5.25'], ['0012'], [0.5], ['a=b'], ["it's"], ['1-2'], ['']])(
    'leaves %j alone',
    (cell) => {
      expect(kept(cell)).toBe(String(cell));
    },
  );

  it('has no cell that begins as a formula, and loses no other character', () => {
    const nasty = fc.array(fc.constantFrom(...'=+-@＝＠;； \t\r\n",\'1a年', '\u200b', '\u3000'), {
      maxLength: 6,
    });
    const text = fc.oneof(
      nasty.map((parts) => parts.join('')),
      anyText,
    );
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 1, maxLength: 4 }), { maxLength: 4 }), (rows) => {
        const read = parseCsv(writeCsv(rows));
        expect(read.map((row) => row.length)).toEqual(rows.map((row) => row.length));
        const pairs = rows.flatMap((row, i) => row.map((cell, j) => [cell, read[i]?.[j] ?? ''] as const));
        expect(pairs.filter(([cell, shown]) => isFormula(shown) || !keeps(cell, shown))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
