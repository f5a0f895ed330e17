import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine, isFormula, protect, unprotect } from '#proto/csv';
import { parseCsv } from '../../kit/csv.js';

/** What stands in a cell after writing and reading. */
function kept(cell: string): string | undefined {
  return parseCsv(csvLine([cell, 'end']))[0]?.[0];
}

/** Said otherwise than the product says it: drop what may be dropped, in any order, and look at the first character. */
function runs(shown: string): boolean {
  return /^[=+\-@]/.test(shown.replace(/^[\s\p{Zs}\p{Cf};；]+/u, '').normalize('NFKC'));
}

/** Any UTF-16 code units, also halves of characters. */
const anyText = fc.array(fc.nat({ max: 0xffff })).map((units) => String.fromCharCode(...units));
const nasty = fc.string({
  unit: fc.constantFrom(...'=+-@＝＠;； \t\r\n",\'1a年', '\u200b', '\u3000', '\ufeff', '﹢'),
  maxLength: 8,
});
const texts = fc.oneof(nasty, anyText);

describe('a line of a CSV file', () => {
  it('separates with commas, ends with CRLF, quotes what needs it', () => {
    expect(csvLine(['事项', 'a,b', 'say "no"'])).toBe('事项,"a,b","say ""no"""\r\n');
    expect(csvLine(['two\nlines', 'semi;colon', ' padded', '3'])).toBe(
      '"two\nlines","semi;colon"," padded",3\r\n',
    );
  });

  it.each([
    ["=cmd|'/c calc'!A1"],
    ['+1+1'],
    ['-1+1'],
    ['-5'],
    ['+5.25'],
    ['@SUM(A1)'],
    ['\t=1'],
    ['\r=1'],
    ['\n=1'],
    ['\tx'],
    ['＝1+1'],
    ['＋1+1'],
    ['－1+1'],
    ['＠SUM'],
    ['﹦1'],
    ['-'],
    ['--5'],
    ['+86 138'],
    ["'=1"],
  ])('shows %j and does not run it', (text) => {
    expect(kept(text)).toBe(`'${text}`);
    expect(isFormula(text)).toBe(!text.startsWith("'"));
  });

  it.each([
    ['  =1', "  '=1"],
    [';=1', ";'=1"],
    ['\u3000；\u200b=1', "\u3000；\u200b'=1"],
    ['\ufeff=1', "\ufeff'=1"],
    ['无；=cmd;@x', "无；'=cmd;'@x"],
  ])(
    'puts the apostrophe where a formula would begin once a program has dropped or cut what is before: %j',
    (text, expected) => {
      expect(kept(text)).toBe(expected);
    },
  );

  it.each([
    ['0012'],
    ['0.5'],
    ['a=b'],
    ["it's"],
    ["'441803"],
    ['1-2'],
    ['甲；乙'],
    ['甲；\n乙'],
    ['  年满18周岁 '],
    [''],
  ])('leaves %j alone', (cell) => {
    expect(kept(cell)).toBe(cell);
  });

  it('knows every form that Unicode has of the signs', () => {
    const missed: string[] = [];
    for (let point = 0x20; point <= 0x10ffff; point++) {
      if (point >= 0xd800 && point <= 0xdfff) continue;
      const sign = String.fromCodePoint(point);
      if (/^[=+\-@]/.test(sign.normalize('NFKC')) && !isFormula(`${sign}1`)) missed.push(sign);
    }
    expect(missed).toEqual([]);
  });

  it('has no cell that begins as a formula, in the countries of the semicolon either, and loses nothing', () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 4 }), (cells) => {
        const [read = []] = parseCsv(csvLine(cells));
        expect(read.map(unprotect)).toEqual(cells);
        const pieces = read.flatMap((cell) => [cell, ...cell.split(/[;；]/)]);
        expect(pieces.filter(runs)).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('gives back whatever was protected, as often as it was', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(unprotect(protect(text))).toBe(text);
        expect(unprotect(unprotect(protect(protect(text))))).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is written in time whatever the text', () => {
    for (const piece of [';', ' ', "'", '；\u200b', ";'", '\t']) {
      const text = piece.repeat(200_000);
      expect(unprotect(protect(text))).toBe(text);
    }
  });
});
