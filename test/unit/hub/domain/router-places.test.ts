import { describe, expect, it } from 'vitest';
import { Divisions } from '#domain/division';
import type { ImplementationEntry } from '#domain/item';
import {
  BUREAU,
  CITY,
  COUNTY,
  connection,
  entry,
  GUANGDONG,
  ITEM,
  MINISTRY,
  OTHER,
  POLICE_ENTRY,
  PROVINCE,
  QINGXIN,
  route,
  row,
} from '../../../kit/routing.js';

describe('a basic code with a division', () => {
  it('means the division in whichever form it is written', () => {
    expect(route({ connections: [QINGXIN] }, { divisionCode: '441803000000' })).toMatchObject({
      entry: POLICE_ENTRY,
      path: [],
    });
  });

  it('goes to the nearest division above that exercises the item', () => {
    const entries = [entry(CITY, '3', '441800'), entry(PROVINCE, '2', '440000')];
    const asked = (divisionCode: string, from = 0) =>
      route({ entries: entries.slice(from), connections: [GUANGDONG] }, { divisionCode });
    expect(asked('441803')).toMatchObject({
      entry: { competentOrg: CITY },
      path: [
        { rule: 'EXERCISED_ABOVE', division: '441800' },
        { rule: 'CONNECTED_ABOVE', division: '440000', peerId: 'guangdong' },
      ],
    });
    expect(asked('441803003001', 1)).toMatchObject({
      entry: { competentOrg: PROVINCE },
      path: [{ rule: 'EXERCISED_ABOVE', division: '440000' }],
    });
    expect(route({ entries: [entry(MINISTRY, '1', '100000')] })).toMatchObject({
      kind: 'unconnected',
      entry: { competentOrg: MINISTRY },
      path: [{ rule: 'EXERCISED_ABOVE', division: '100000' }],
    });
  });

  it('is never led downwards: the places beneath are told, even if there is only one', () => {
    expect(route({}, { divisionCode: '441800' })).toEqual({
      kind: 'ambiguous',
      detail: `no authority is known for item ${ITEM} in 441800 on 2026-11-22, but beneath it: name one of 441803`,
      divisions: ['441803'],
    });
    const entries = [
      POLICE_ENTRY,
      entry(COUNTY, '4', '441881'),
      entry(CITY, '4', '441802', { validTo: '2020-01-01' }),
    ];
    expect(route({ entries }, { divisionCode: '440000' })).toMatchObject({ divisions: ['441803', '441881'] });
  });

  it('is unmapped where nobody exercises it, and says when to name the county', () => {
    const unmapped = (divisionCode: string) => route({}, { divisionCode });
    expect(unmapped('430000')).toEqual({
      kind: 'unmapped',
      detail: `no authority is known for item ${ITEM} in 430000 on 2026-11-22; name the county, if the item is exercised there`,
    });
    expect(unmapped('441802')).toEqual({
      kind: 'unmapped',
      detail: `no authority is known for item ${ITEM} in 441802 on 2026-11-22`,
    });
    expect(unmapped('441802100')).toMatchObject({ detail: expect.not.stringContaining('name the county') });
    expect(route({}, { itemCode: OTHER })).toMatchObject({ kind: 'unmapped' });
    expect(route({}, { date: '2009-12-31' })).toMatchObject({ kind: 'unmapped' });
  });

  it('does not search a whole country for places to tell of', () => {
    const counties = Array.from({ length: 300 }, (_, i) =>
      String(440_101 + (i % 99) + 100 * Math.floor(i / 99)),
    );
    const many = new Divisions(counties.map((code) => row(code, code, 'COUNTY')));
    const entries = [entry(COUNTY, '4', counties[0] ?? '')];
    expect(route({ entries, divisions: many }, { divisionCode: '440000' })).toMatchObject({
      kind: 'unmapped',
    });
    expect(route({ entries, divisions: many }, { divisionCode: '440100' })).toMatchObject({
      divisions: [counties[0]],
    });
  });

  it('is ambiguous when several authorities exercise it in one place', () => {
    expect(route({ entries: [POLICE_ENTRY, entry(BUREAU, '4', '441803')] })).toEqual({
      kind: 'ambiguous',
      detail: `several authorities are known for item ${ITEM} in 441803 on 2026-11-22`,
      divisions: ['441803'],
    });
  });
});

describe('a division that is gone', () => {
  it('is followed to the one that took its place, from that day on', () => {
    const rules = {
      connections: [QINGXIN, connection('441803', 'early', { validTo: '2019-12-31', validFrom: undefined })],
    };
    expect(route(rules, { divisionCode: '441827' })).toEqual({
      kind: 'routed',
      entry: POLICE_ENTRY,
      peerId: 'qingxin',
      path: [{ rule: 'DIVISION_SUCCEEDED', from: '441827', to: '441803' }],
    });
    expect(route(rules, { divisionCode: '441827', date: '2012-12-09' })).toMatchObject({ peerId: 'early' });
    expect(route(rules, { divisionCode: '441827', date: '2012-12-08' })).toMatchObject({ kind: 'unmapped' });
  });

  it('is followed from its towns, and then upwards', () => {
    const entries = [entry(CITY, '3', '441800')];
    expect(route({ entries }, { divisionCode: '441827003' })).toMatchObject({
      entry: { competentOrg: CITY },
      path: [
        { rule: 'DIVISION_SUCCEEDED', from: '441827', to: '441803' },
        { rule: 'EXERCISED_ABOVE', division: '441800' },
        { rule: 'CONNECTED_ABOVE', division: '440000' },
      ],
    });
  });

  it('that was split leads somewhere only if all parts lead to one authority', () => {
    const split = new Divisions(
      [],
      ['441802', '441803'].map((to) => ({
        from: '441827',
        to,
        on: '2012-12-09',
        kind: 'SPLIT',
        source: 'test',
      })),
    );
    const asked = (entries: readonly ImplementationEntry[]) =>
      route({ divisions: split, entries }, { divisionCode: '441827' });
    expect(asked([entry(CITY, '3', '441800')])).toMatchObject({
      entry: { competentOrg: CITY },
      path: [
        { rule: 'DIVISION_SUCCEEDED', from: '441827', to: '441802' },
        { rule: 'DIVISION_SUCCEEDED', from: '441827', to: '441803' },
        { rule: 'EXERCISED_ABOVE', division: '441800' },
        { rule: 'CONNECTED_ABOVE', division: '440000' },
      ],
    });
    const ambiguous = {
      kind: 'ambiguous',
      detail: '441827 was divided among 441802, 441803: name the one that is meant',
      divisions: ['441802', '441803'],
    };
    expect(asked([POLICE_ENTRY])).toEqual(ambiguous);
    expect(asked([POLICE_ENTRY, entry(CITY, '4', '441802')])).toEqual(ambiguous);
    expect(asked([])).toMatchObject({ kind: 'unmapped' });
  });

  it('ends the search even where a part lies in what is gone', () => {
    const crossed = new Divisions(
      [],
      [
        { from: '441100', to: '441201', on: '2012-01-01', kind: 'MERGED', source: 'test' },
        { from: '441200', to: '441101', on: '2012-01-01', kind: 'MERGED', source: 'test' },
      ],
    );
    expect(route({ divisions: crossed }, { divisionCode: '441101' })).toMatchObject({ kind: 'unmapped' });
  });
});
