import { describe, expect, it } from 'vitest';
import {
  BUREAU,
  CITY,
  COUNTY,
  entry,
  GUANGDONG,
  ITEM,
  POLICE,
  POLICE_ENTRY,
  PROVINCE,
  QINGXIN,
  route,
  succession,
} from '../../../kit/routing.js';

describe('an implementation code', () => {
  const itemCode = POLICE_ENTRY.implementationCode;

  it.each([
    ['as it stands', itemCode],
    ['with the number of a handling item', `${itemCode}01`],
  ])('names the authority itself, wherever asked: %s', (_, code) => {
    const answer = { kind: 'routed', entry: POLICE_ENTRY, peerId: 'guangdong' };
    for (const divisionCode of [undefined, '430000', '441803']) {
      expect(route({}, { itemCode: code, divisionCode })).toMatchObject(answer);
    }
  });

  it('of an authority with several places goes to the one that serves the place asked for', () => {
    const entries = [
      entry(CITY, '3', '441800'),
      entry(CITY, '3', '441803'),
      entry(CITY, '3', '441802', { validTo: '2020-01-01' }),
    ];
    const code = CITY + 3 + ITEM;
    const asked = (divisionCode: string | undefined) => route({ entries }, { itemCode: code, divisionCode });
    expect(asked('441803001')).toMatchObject({ entry: { divisionCode: '441803' } });
    expect(asked('441802')).toMatchObject({ entry: { divisionCode: '441800' } });
    expect(asked(undefined)).toEqual({
      kind: 'ambiguous',
      detail: `several authorities are known for item ${code} on 2026-11-22`,
      divisions: ['441800', '441803'],
    });
    expect(asked('430000')).toMatchObject({ kind: 'ambiguous' });
  });

  it('that nobody lists is unmapped', () => {
    expect(route({}, { itemCode: BUREAU + 4 + ITEM })).toEqual({
      kind: 'unmapped',
      detail: `no authority is known for item ${BUREAU}4${ITEM} on 2026-11-22`,
    });
  });
});

describe('powers that went to another authority', () => {
  const entries = [
    entry(POLICE, '4', '441803', { validTo: '2024-06-30' }),
    entry(BUREAU, '4', '441803', { validFrom: '2024-07-01' }),
  ];
  const old = POLICE + 4 + ITEM;
  const step = { rule: 'AUTHORITY_SUCCEEDED', from: POLICE, to: BUREAU };

  it('are found under the old code, from that day on', () => {
    const rules = { entries, successions: [succession(POLICE, BUREAU)], connections: [QINGXIN] };
    expect(route(rules, { itemCode: old, date: '2024-06-30' })).toMatchObject({
      entry: { competentOrg: POLICE },
      path: [],
    });
    for (const itemCode of [old, `${old}01`]) {
      expect(route(rules, { itemCode, date: '2024-07-01', divisionCode: undefined })).toEqual({
        kind: 'routed',
        entry: entries[1],
        peerId: 'qingxin',
        path: [step],
      });
    }
  });

  it('are gone although the old entry was never ended', () => {
    const stale = [POLICE_ENTRY, entry(BUREAU, '4', '441803')];
    const successions = [succession(POLICE, BUREAU)];
    const rules = { entries: stale, successions, connections: [QINGXIN, GUANGDONG] };
    expect(route(rules, { itemCode: old })).toMatchObject({ entry: stale[1], path: [step] });
    expect(route(rules)).toMatchObject({ entry: stale[1], path: [] });
    expect(route({ ...rules, entries: [POLICE_ENTRY, entry(BUREAU, '3', '441800')] })).toMatchObject({
      entry: { competentOrg: BUREAU, divisionCode: '441800' },
      path: [step, { rule: 'CONNECTED_ABOVE' }],
    });
  });

  it('are unmapped while the new authority has no entry: the old one must not decide any more', () => {
    expect(route({ successions: [succession(POLICE, BUREAU)] })).toEqual({
      kind: 'unmapped',
      detail: `${BUREAU} took over item ${ITEM} from ${POLICE}, and has no entry for it on 2026-11-22`,
    });
  });

  it('go as far as the item: the longest beginning of the basic code holds', () => {
    const successions = [
      succession(POLICE, BUREAU),
      succession(POLICE, CITY, { basicCodePrefix: '00209101' }),
      succession(POLICE, PROVINCE, { basicCodePrefix: '0020900' }),
    ];
    const all = [
      ...entries,
      entry(CITY, '3', '441800'),
      entry(BUREAU, '4', '441803', { basicCode: '012091010000' }),
    ];
    expect(route({ entries: all, successions }, { itemCode: old })).toMatchObject({
      entry: { competentOrg: CITY },
    });
    expect(route({ entries: all, successions }, { itemCode: `${POLICE}4012091010000` })).toMatchObject({
      entry: { competentOrg: BUREAU },
    });
  });

  it('are followed along a chain, and end with the succession', () => {
    const successions = [
      succession(COUNTY, POLICE, { validFrom: '2012-12-09', validTo: '2025-12-31' }),
      succession(POLICE, BUREAU),
    ];
    const asked = (date: string) => route({ entries, successions }, { itemCode: COUNTY + 4 + ITEM, date });
    expect(asked('2025-12-31')).toMatchObject({
      entry: { competentOrg: BUREAU },
      path: [{ from: COUNTY, to: POLICE }, step, { rule: 'CONNECTED_ABOVE' }],
    });
    expect(asked('2020-01-01')).toMatchObject({
      entry: { competentOrg: POLICE },
      path: [{ from: COUNTY }, {}],
    });
    expect(asked('2026-01-01')).toMatchObject({ kind: 'unmapped' });
  });

  it('are found at another level, if the new authority has only that', () => {
    const rules = { entries: [entry(BUREAU, '3', '441800')], successions: [succession(POLICE, BUREAU)] };
    expect(route(rules, { itemCode: old })).toMatchObject({ entry: { divisionCode: '441800' } });
    const two = [...rules.entries, entry(BUREAU, '2', '440000')];
    expect(route({ ...rules, entries: two }, { itemCode: old, divisionCode: undefined })).toEqual({
      kind: 'ambiguous',
      detail: `several authorities are known for item ${ITEM} of ${BUREAU} on 2026-11-22`,
      divisions: ['440000', '441800'],
    });
  });

  it('are ambiguous when two say they took them', () => {
    const successions = [succession(POLICE, BUREAU), succession(POLICE, CITY)];
    expect(route({ entries, successions }, { itemCode: old })).toEqual({
      kind: 'ambiguous',
      detail: `several authorities took over item ${ITEM} from ${POLICE}: ${[CITY, BUREAU].sort().join(', ')}`,
      divisions: [],
    });
  });

  it('of two authorities of one place are routed only if one took both', () => {
    const both = [POLICE_ENTRY, entry(CITY, '4', '441803'), entry(BUREAU, '4', '441800')];
    const merged = [succession(POLICE, BUREAU), succession(CITY, BUREAU)];
    const [first = ''] = [POLICE, CITY].sort();
    for (const entries of [both, both.toReversed()]) {
      expect(route({ entries, successions: merged })).toMatchObject({
        entry: { competentOrg: BUREAU },
        path: [{ rule: 'AUTHORITY_SUCCEEDED', from: first, to: BUREAU }, {}],
      });
    }
    const apart = [succession(POLICE, BUREAU), succession(CITY, PROVINCE)];
    expect(route({ entries: both, successions: apart })).toMatchObject({ kind: 'ambiguous' });
  });
});
