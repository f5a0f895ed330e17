import { describe, expect, it } from 'vitest';
import { type DivisionRow, Divisions, jurisdictionFault } from '#domain/division';

const always = { validFrom: undefined, validTo: undefined, source: 'test' };

/** Counties are listed for one city, and for no other. */
const rows: DivisionRow[] = [
  { ...always, code: '440000', name: '广东省', level: 'PROVINCE' },
  { ...always, code: '440100', name: '广州市', level: 'CITY' },
  { ...always, code: '441800', name: '清远市', level: 'CITY' },
  { ...always, code: '441827', name: '清新县', level: 'COUNTY', validTo: '2012-12-08' },
  { ...always, code: '441803', name: '清新区', level: 'COUNTY', validFrom: '2012-12-09' },
  { ...always, code: '430000', name: '湖南省', level: 'PROVINCE' },
];
const renamed = { from: '441827', to: '441803', on: '2012-12-09', kind: 'RENAMED', source: 'test' } as const;
const divisions = new Divisions(rows, [renamed]);

const faultOf = (place: string, own: string, date = '2026-11-22') =>
  jurisdictionFault(divisions, { place, own, date })?.kind;

describe('a place in the jurisdiction of a platform', () => {
  it.each([
    ['441803', '441803', 'its own division'],
    ['441803', '440000', 'beneath it'],
    ['441803000000', '440000', 'in its long form'],
    ['441803003', '441803', 'a town, of which nothing is listed'],
    ['440106', '440000', 'a county of a city whose counties are not listed'],
    ['441827', '441803', 'what its own division was before'],
    ['441827', '440000', 'what a division beneath it was before'],
    ['441803', '441827', 'what became of its own division'],
    ['441803003', '441827', 'beneath what became of its own division'],
  ])('%s lies in %s: %s', (place, own) => {
    expect(faultOf(place, own)).toBeUndefined();
  });

  it.each([
    ['430000', '440000', 'another province'],
    ['440000', '441803', 'what stands above it'],
    ['440100', '441800', 'a neighbour'],
    ['441803', '430000', 'beneath another'],
  ])('%s lies outside of %s: %s', (place, own) => {
    expect(faultOf(place, own)).toBe('OUTSIDE');
  });

  it.each([
    ['441899', 'a county that is not among those of its city'],
    ['441899001', 'a town of such a county'],
    ['449900', 'a city that is not among those of its province'],
    ['830000', 'a province that there is not'],
    ['44180', 'no code'],
    ['940000', 'no code of a region'],
  ])('%s is unknown: %s', (place) => {
    expect(faultOf(place, '440000')).toBe('UNKNOWN');
  });

  it('goes by the day: a code is unknown before its first one', () => {
    expect(faultOf('441803', '440000', '2012-12-08')).toBe('UNKNOWN');
    expect(faultOf('441827', '440000', '2012-12-08')).toBeUndefined();
  });
});
