import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeText, UnwritableTextError } from '#hub/catalogue';
import { csvLine, protect, unprotect } from '#proto/csv';
import { CsvReader } from '../../hub/catalogue/csv/csv-reader.js';
import { decoderOf } from '../../hub/catalogue/csv/encoding.js';

const cell = fc.oneof(
  fc.string({
    unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', "'", '=', '事', '，', '＝', ';', '\t', '1'),
  }),
  fc.string({ unit: 'grapheme' }),
);
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 12 });

function read(text: string, cuts: readonly number[] = []): ReturnType<CsvReader['end']> {
  const reader = new CsvReader();
  const records = [];
  let from = 0;
  for (const cut of [...cuts].map((each) => each % (text.length + 1)).sort((a, b) => a - b)) {
    records.push(...reader.push(text.slice(from, cut)));
    from = cut;
  }
  return [...records, ...reader.push(text.slice(from)), ...reader.end()];
}

const cellsOf = (records: ReturnType<CsvReader['end']>) =>
  records.map((record) => (record.fault === undefined ? record.cells : record.fault));

describe('reading comma-separated values', () => {
  it('gives back what was written, and protects what a spreadsheet would run', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const text = rows.map(csvLine).join('');
        expect(cellsOf(read(text))).toEqual(rows.map((row) => row.map(protect)));
        for (const row of rows)
          for (const each of row) {
            expect(unprotect(protect(each))).toBe(each);
            expect(protect(each)).not.toMatch(/^[=+\-@\t\r＝＋－＠]/u);
          }
      }),
    );
  });

  it('reads what is well formed as csv-parse does, lines included', () => {
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n'), (rows, lineBreak) => {
        const text = rows.map((row) => csvLine(row).replace(/\r\n$/, lineBreak)).join('');
        const options = { relax_column_count: true, record_delimiter: lineBreak };
        expect(cellsOf(read(text))).toEqual(parse(text, options));
      }),
    );
  });

  it('reads the same wherever the text is cut', () => {
    const messy = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', '事'), maxLength: 60 });
    fc.assert(
      fc.property(messy, fc.array(fc.nat(), { maxLength: 8 }), (text, cuts) => {
        expect(read(text, cuts)).toEqual(read(text));
      }),
      { numRuns: 500 },
    );
  });

  it('loses one line for one broken record, and never the lines after it', () => {
    const broken = fc.constantFrom('1,"x', '1,x"y', '1,"x"y', '"', '"a,b');
    fc.assert(
      fc.property(fc.nat({ max: 20 }), fc.nat({ max: 20 }), broken, (before, after, line) => {
        const good = (from: number, count: number) =>
          Array.from({ length: count }, (_, i) => `${from + i},甲\n`).join('');
        const records = read(`${good(0, before)}${line}\n${good(100, after)}`);
        const expected = [
          ...Array.from({ length: before }, (_, i) => i + 1),
          before + 1,
          ...Array.from({ length: after }, (_, i) => before + 2 + i),
        ];
        expect(records.map((record) => record.line)).toEqual(expected);
        expect(records.filter((record) => record.fault !== undefined).map((record) => record.line)).toEqual([
          before + 1,
        ]);
      }),
    );
  });
});

describe('GB 18030', () => {
  it('reads as it was written, or is refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        try {
          const bytes = encodeText(text, 'gb18030');
          const decoder = decoderOf('gb18030');
          expect(decoder.push(bytes) + decoder.end()).toBe(text);
        } catch (error) {
          expect(error).toBeInstanceOf(UnwritableTextError);
        }
      }),
    );
    expect(() => encodeText('\u{E5E5}', 'gb18030')).toThrow(UnwritableTextError);
    expect(encodeText('龘㐀𠮷', 'gb18030').length).toBe(2 + 4 + 4);
  });
});
