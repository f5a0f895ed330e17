import { describe, expect, it } from 'vitest';
import { type DivisionChange, type DivisionRow, Divisions } from '#domain/division';
import { faultsThrownBy } from '../../../kit/faults.js';

const always = { validFrom: undefined, validTo: undefined, source: 'test' };

const rows: DivisionRow[] = [
  { ...always, code: '440000', name: '广东省', level: 'PROVINCE' },
  { ...always, code: '441800', name: '清远市', level: 'CITY' },
  { ...always, code: '441827', name: '清新县', level: 'COUNTY', validTo: '2012-12-08' },
  { ...always, code: '441803', name: '清新区', level: 'COUNTY', validFrom: '2012-12-09' },
  { ...always, code: '441802', name: '清城区', level: 'COUNTY' },
  { ...always, code: '441900', name: '东莞市', level: 'CITY' },
];

function change(from: string, to: string, on: string, kind: DivisionChange['kind'] = 'MERGED') {
  return { from, to, on, kind, source: 'test' };
}

const renamed = change('441827', '441803', '2012-12-09', 'RENAMED');
const divisions = new Divisions(rows, [renamed]);

function faultsOf(faulty: readonly DivisionRow[], changes: readonly DivisionChange[] = []) {
  return faultsThrownBy(() => new Divisions(faulty, changes));
}

describe('divisions', () => {
  it('have a name on the days they are known, first and last day included', () => {
    const names = (code: string) =>
      ['1999-01-01', '2012-12-08', '2012-12-09', '2026-01-01'].map((day) => divisions.nameOf(code, day));
    expect(names('441827')).toEqual(['清新县', '清新县', undefined, undefined]);
    expect(names('441803')).toEqual([undefined, undefined, '清新区', '清新区']);
    expect(divisions.isKnown('441803', '2026-01-01')).toBe(true);
    expect(divisions.isKnown('441803', '2012-12-08')).toBe(false);
  });

  it('are found under their long forms too', () => {
    expect(divisions.nameOf('441803000', '2026-01-01')).toBe('清新区');
    expect(divisions.nameOf('441800000000', '2026-01-01')).toBe('清远市');
    expect(divisions.successorsOf('441827000000', '2026-01-01')).toEqual(['441803']);
  });

  it('have ancestors whether they are listed or not', () => {
    expect(divisions.ancestorsOf('441803')).toEqual(['441800', '440000', '100000']);
    expect(divisions.ancestorsOf('441900003')).toEqual(['441900', '440000', '100000']);
    expect(divisions.ancestorsOf('530102')).toEqual(['530100', '530000', '100000']);
  });

  it('hold those beneath them, of that day, in the order of codes', () => {
    const beneath = (code: string, day: string) => divisions.beneath(code, day).map((row) => row.code);
    expect(beneath('441800', '2012-01-01')).toEqual(['441802', '441827']);
    expect(beneath('441800000000', '2026-01-01')).toEqual(['441802', '441803']);
    expect(beneath('440000', '2026-01-01')).toEqual(['441800', '441802', '441803', '441900']);
    expect(beneath('441803', '2026-01-01')).toEqual([]);
    expect(divisions.sizeOf('441800')).toBe(3);
  });
});

describe('the successor of a division', () => {
  it('takes its place from the day of the change on', () => {
    expect(divisions.successorsOf('441827', '2012-12-08')).toEqual([]);
    expect(divisions.successorsOf('441827', '2012-12-09')).toEqual(['441803']);
  });

  it('is nobody for a division that is still there, or of which nothing is known', () => {
    expect(divisions.successorsOf('441803', '2026-01-01')).toEqual([]);
    expect(divisions.successorsOf('530102', '2026-01-01')).toEqual([]);
  });

  it('is found along a chain, as far as the day allows', () => {
    const chain = new Divisions(
      [],
      [change('441101', '441102', '2001-01-01'), change('441102', '441103', '2005-01-01', 'RENAMED')],
    );
    expect(
      ['2000-12-31', '2001-01-01', '2005-01-01'].map((day) => chain.successorsOf('441101', day)),
    ).toEqual([[], ['441102'], ['441103']]);
  });

  it('is every part of one that was split, and each only once where parts were merged again', () => {
    const split = new Divisions(
      [],
      [
        change('441101', '441104', '2001-01-01', 'SPLIT'),
        change('441101', '441102', '2001-01-01', 'SPLIT'),
        change('441102', '441105', '2010-01-01'),
        change('441104', '441105', '2010-01-01'),
      ],
    );
    expect(split.successorsOf('441101', '2005-01-01')).toEqual(['441102', '441104']);
    expect(split.successorsOf('441101', '2010-01-01')).toEqual(['441105']);
  });

  it('is not looked for when a part was split off and the rest kept the code', () => {
    const kept = new Divisions(rows, [change('441802', '441804', '2020-01-01', 'SPLIT')]);
    expect(kept.successorsOf('441802', '2026-01-01')).toEqual([]);
  });
});

describe('divisions that contradict themselves are refused, with every fault', () => {
  const county: DivisionRow = { ...always, code: '441803', name: '清新区', level: 'COUNTY' };

  it('in rows', () => {
    expect(
      faultsOf([
        { ...county, code: '44180A' },
        { ...county, code: '441803000', level: 'COUNTY' },
        { ...county, code: '441802', level: 'CITY' },
        { ...county, code: '441821', validFrom: '2020-02-30' },
        { ...county, code: '441823', validFrom: '2020-02-02', validTo: '2020-02-01' },
      ]),
    ).toEqual([
      '44180A: character 6 is A, expected a digit',
      '441803000: expected its shortest form, 441803',
      '441802: its code is one of COUNTY, not CITY',
      '441821: 2020-02-30 is not a day YYYY-MM-DD',
      '441823: it ends on 2020-02-01, before it begins on 2020-02-02',
    ]);
  });

  it('in one code with two names at a time', () => {
    const until = { ...county, name: '清新县', validTo: '2012-12-08' };
    expect(faultsOf([until, { ...county, validFrom: '2012-12-08' }])).toEqual([
      '441803: 清新县 and 清新区 at the same time',
    ]);
    expect(() => new Divisions([until, { ...county, validFrom: '2012-12-09' }])).not.toThrow();
  });

  it('in changes', () => {
    expect(
      faultsOf(rows, [
        change('441802', '441803', '2020-01-01'),
        change('441803', '9', '2020-01-01', 'SPLIT'),
        change('441823000', '441821', '2020-1-1'),
      ]),
    ).toEqual([
      '441802 → 441803: 441802 is still valid on 2020-01-01, when it was MERGED',
      '441803 → 9: 9: a division code has 6, 9 or 12 digits, not 1',
      '441823000 → 441821: 441823000: expected its shortest form, 441823',
      '441823000 → 441821: 2020-1-1 is not a day YYYY-MM-DD',
    ]);
  });

  it('in changes that go in a circle, each named once', () => {
    const day = '2020-01-01';
    expect(
      faultsOf(
        [],
        [
          change('441101', '441102', day),
          change('441102', '441103', day),
          change('441103', '441102', day),
          change('441105', '441105', day),
        ],
      ),
    ).toEqual([
      'the changes go in a circle: 441102 → 441103 → 441102',
      'the changes go in a circle: 441105 → 441105',
    ]);
  });
});
