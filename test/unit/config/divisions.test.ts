import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot, readDivisions } from '#config';
import { faultsThrownBy } from '../../kit/faults.js';

const TODAY = '2026-11-22';
const divisions = readDivisions();

let folder: string;
let folders = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tongban-divisions-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is wrong with a folder of these files, each line without the path of the folder. */
function faultsOf(files: Record<string, string>): string[] {
  const own = join(folder, String(folders++));
  mkdirSync(own);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(own, name), text);
  return faultsThrownBy(() => readDivisions(own)).map((fault) => fault.replaceAll(own, '…'));
}

const file = (rows: object[], more: object = {}) =>
  JSON.stringify({ note: 'test', sources: { book: 'a book' }, divisions: rows, ...more });
const row = (code: string, more: object = {}) => ({ code, name: 'somewhere', source: 'book', ...more });

describe('config/divisions', () => {
  it('holds the 34 units of province level, the country and the private code', () => {
    const provinces = divisions.rows.filter(({ level }) => level === 'PROVINCE').map(({ code }) => code);
    expect(provinces.filter((code) => code !== '660000')).toHaveLength(34);
    expect(divisions.nameOf('660000', TODAY)).toBe('新疆生产建设兵团');
    expect(divisions.nameOf('100000', TODAY)).toBe('全国');
    expect(divisions.nameOf('810000', '1997-06-30')).toBeUndefined();
  });

  it.each([
    ['440000', 21],
    ['410000', 18],
    ['430000', 14],
    ['140000', 11],
  ])('holds the cities of %s: %d', (province, count) => {
    const cities = divisions.beneath(province, TODAY).filter(({ level }) => level === 'CITY');
    expect(cities).toHaveLength(count);
  });

  it('holds the counties of Qingyuan, and how Qingxin became a district', () => {
    expect(divisions.beneath('441800', TODAY).map(({ name }) => name)).toEqual([
      '清城区',
      '清新区',
      '佛冈县',
      '阳山县',
      '连山壮族瑶族自治县',
      '连南瑶族自治县',
      '英德市',
      '连州市',
    ]);
    expect(divisions.nameOf('441827', '2012-12-08')).toBe('清新县');
    expect(divisions.successorsOf('441827', TODAY)).toEqual(['441803']);
    expect(divisions.nameOf('419001', TODAY)).toBe('济源市');
  });

  it('says of every row and change whether it was found or recalled', () => {
    const sources = [...divisions.rows, ...divisions.changes].map(({ source }) => source);
    const unmarked = sources.filter(
      (source) => !/found: github|recalled, not verified|registered/.test(source),
    );
    expect(unmarked).toEqual([]);
  });
});

describe('a folder of divisions', () => {
  it('is refused with every fault of every file', () => {
    expect(
      faultsOf({
        'a.json': file([row('44180'), row('441803', { validFrom: '2012', level: 'COUNTY' })]),
        'b.json': file([row('440000', { source: 'hearsay' })], {
          changes: [{ from: '1', to: '441803', on: '2012-12-09', kind: 'EATEN', source: 'book' }],
        }),
        'c.json': '{"note": "twice", "note": "twice"}',
        'd.json': '[',
        'notes.txt': 'is not read',
      }),
    ).toEqual([
      '…/a.json: divisions.0.code: 44180: a division code has 6, 9 or 12 digits, not 5',
      '…/a.json: divisions.1.validFrom: Invalid ISO date',
      '…/a.json: divisions.1: Unrecognized key: "level"',
      '…/b.json: changes.0.from: 1: a division code has 6, 9 or 12 digits, not 1',
      '…/b.json: changes.0.kind: Invalid option: expected one of "MERGED"|"RENAMED"|"SPLIT"',
      '…/c.json: a key stands twice',
      '…/d.json: not JSON',
    ]);
  });

  it('is refused when a row names a source that nobody gave', () => {
    expect(faultsOf({ 'a.json': file([row('440000', { source: 'toString' })]) })).toEqual([
      '…/a.json: divisions.0.source: no source is named toString',
    ]);
  });

  it('is refused when its files contradict each other', () => {
    expect(faultsOf({ 'a.json': file([row('440000')]), 'b.json': file([row('440000000000')]) })).toEqual([
      '…: 440000: somewhere and somewhere at the same time',
    ]);
  });

  it('is refused when it is not there, or holds nothing', () => {
    expect(faultsOf({})).toEqual(['…: holds no .json file']);
    const nowhere = join(folder, 'nowhere');
    expect(faultsThrownBy(() => readDivisions(nowhere))).toEqual([`${nowhere}: cannot be read`]);
  });

  it('may be another one than that of the checkout', () => {
    const own = join(folder, 'own');
    cpSync(join(packageRoot, 'config', 'divisions'), own, { recursive: true });
    writeFileSync(join(own, 'yunnan.json'), file([row('530100', { name: '昆明市' })]));
    expect(readDivisions(own).nameOf('530100', TODAY)).toBe('昆明市');
  });
});
