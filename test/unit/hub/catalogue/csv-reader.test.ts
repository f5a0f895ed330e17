import { describe, expect, it } from 'vitest';
import { CsvReader } from '../../../../hub/catalogue/csv/csv-reader.js';

type Records = ReturnType<CsvReader['end']>;

function read(...pieces: string[]): Records {
  const reader = new CsvReader();
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
}

const told = (records: Records) =>
  records.map(({ line, ...record }) => `${line} ${record.fault ?? record.cells.join('|')}`);

describe('the reader of comma-separated values', () => {
  it.each([
    ['lines of Windows, of Unix and of old', 'a,b\r\n1,2\n3,4\r5,6', ['1 a|b', '2 1|2', '3 3|4', '4 5|6']],
    ['blank lines, which are nothing', 'a\n\n\nb\n', ['1 a', '4 b']],
    ['quotes, commas and lines within quotes', 'a,"x""y,\nz"\nb', ['1 a|x"y,\nz', '3 b']],
    ['a last line without its end', 'a,', ['1 a|']],
    ['nothing at all', '', []],
    ['a quote that is never closed', 'a,b\n1,"x\n2,y\n3,z\n', ['1 a|b', '2 QUOTES', '3 2|y', '4 3|z']],
    ['text after a closing quote', '1,"x"y\n2,z\n', ['1 QUOTES', '2 2|z']],
    ['a quote within a bare cell', '1,x"y\n2,z\n', ['1 QUOTES', '2 2|z']],
    ['NUL, which is a character like any other here', 'a,\0\nb\n', ['1 a|\0', '2 b']],
    ['five hundred columns too many', `${','.repeat(1_000)}\na\n`, ['1 TOO_MANY_COLUMNS', '2 a']],
  ])('reads %s', (_, text, expected) => {
    expect(told(read(text))).toEqual(expected);
  });

  it('passes over a million columns and a giant cell, and goes on behind them', () => {
    const columns = ','.repeat(1_000_000);
    const giant = 'x'.repeat(5_000_000);
    expect(told(read(`a\n${columns}\nb\n`))).toEqual(['1 a', '2 TOO_MANY_COLUMNS', '3 b']);
    expect(told(read(`a\n${giant}\nb\n`))).toEqual(['1 a', '2 RECORD_TOO_LARGE', '3 b']);
    expect(told(read(`a\n"${giant}\nb\n`))).toEqual(['1 a', '2 RECORD_TOO_LARGE', '3 b']);
  });

  it('keeps no more than a record, however long the file goes on', () => {
    const reader = new CsvReader();
    const piece = 'y'.repeat(1_000_000);
    const records = [...reader.push('a\n'), ...reader.push('"')];
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < 200; i++) records.push(...reader.push(piece)); // 200 MB in one cell
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100_000_000);
    records.push(...reader.push('\nb\n'), ...reader.end());
    expect(told(records)).toEqual(['1 a', '2 RECORD_TOO_LARGE', '3 b']);
  });
});
