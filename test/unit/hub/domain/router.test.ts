import { describe, expect, it } from 'vitest';
import { type DivisionRow, Divisions } from '#domain/division';
import { Catalogue, type ImplementationEntry, type ItemQuery } from '#domain/item';
import { type Connection, Router, type RoutingRules, type Succession } from '#domain/routing';
import { faultsThrownBy } from '../../../kit/faults.js';
import { inventedUscc } from '../../../kit/uscc.js';

const ITEM = '002091010000'; // 居民身份证换领
const OTHER = '002090009000'; // 学历公证
const TODAY = '2026-11-22';

/** Synthetic authorities: the province's, Qingyuan's, Qingxin's police and its approval bureau, the old county's. */
const PROVINCE = inventedUscc('11440000', 1);
const CITY = inventedUscc('11441800', 2);
const POLICE = inventedUscc('11441803', 3);
const BUREAU = inventedUscc('11441803', 4);
const COUNTY = inventedUscc('11441827', 5);
const MINISTRY = inventedUscc('11100000', 6);

function row(code: string, name: string, level: DivisionRow['level'], validFrom?: string): DivisionRow {
  return { code, name, level, validFrom, validTo: undefined, source: 'test' };
}

const divisions = new Divisions(
  [
    row('440000', '广东省', 'PROVINCE'),
    row('441800', '清远市', 'CITY'),
    row('441802', '清城区', 'COUNTY'),
    row('441803', '清新区', 'COUNTY', '2012-12-09'),
    row('441881', '英德市', 'COUNTY'),
    row('430000', '湖南省', 'PROVINCE'),
  ],
  [{ from: '441827', to: '441803', on: '2012-12-09', kind: 'RENAMED', source: 'test' }],
);

function entry(
  competentOrg: string,
  level: string,
  divisionCode: string,
  more: Partial<ImplementationEntry> = {},
): ImplementationEntry {
  const { basicCode = ITEM } = more;
  return {
    implementationCode: competentOrg + level + basicCode,
    basicCode,
    name: '居民身份证换领',
    competentOrg,
    competentOrgName: competentOrg,
    platform: 'never looked at',
    divisionCode,
    modes: ['REMOTE_INTAKE'],
    validFrom: '2010-01-01',
    validTo: undefined,
    source: 'test',
    ...more,
  };
}

function connection(divisionCode: string, peerId: string, more: Partial<Connection> = {}): Connection {
  return {
    divisionCode,
    peerId,
    competentOrg: undefined,
    validFrom: '2020-01-01',
    validTo: undefined,
    ...more,
  };
}

function succession(from: string, to: string, more: Partial<Succession> = {}): Succession {
  return {
    from,
    to,
    basicCodePrefix: '',
    validFrom: '2024-07-01',
    validTo: undefined,
    source: 'test',
    ...more,
  };
}

const POLICE_ENTRY = entry(POLICE, '4', '441803');
const GUANGDONG = connection('440000', 'guangdong');
const QINGXIN = connection('441803', 'qingxin');

interface Rules {
  readonly entries?: readonly ImplementationEntry[];
  readonly connections?: readonly Connection[];
  readonly successions?: readonly Succession[];
  readonly divisions?: Divisions;
}

function rulesOf(rules: Rules): RoutingRules {
  const { entries = [POLICE_ENTRY], connections = [GUANGDONG], successions = [] } = rules;
  return {
    entries: new Catalogue(entries),
    divisions: rules.divisions ?? divisions,
    connections,
    successions,
  };
}

function route(rules: Rules, query: Partial<ItemQuery> = {}) {
  return new Router(rulesOf(rules)).route({
    itemCode: ITEM,
    divisionCode: '441803',
    date: TODAY,
    ...query,
  });
}

describe('the peer through which an authority is reached', () => {
  it('is that of its own division, and then nothing needs explaining', () => {
    expect(route({ connections: [GUANGDONG, QINGXIN] })).toEqual({
      kind: 'routed',
      entry: POLICE_ENTRY,
      peerId: 'qingxin',
      path: [],
    });
  });

  it.each([
    ['441800', 'qingyuan'],
    ['440000', 'guangdong'],
    ['100000', 'national'],
  ])('is else that of the nearest division above: %s', (division, peerId) => {
    const all = [
      connection('441802', 'qingcheng'),
      connection('441800', 'qingyuan'),
      GUANGDONG,
      connection('100000', 'national'),
    ];
    const from = all.findIndex(({ divisionCode }) => divisionCode === division);
    expect(route({ connections: all.slice(from).concat(connection('441802', 'qingcheng')) })).toMatchObject({
      peerId,
      path: [{ rule: 'CONNECTED_ABOVE', division, peerId }],
    });
  });

  it('is first of all that of the very authority, wherever above it that connection stands', () => {
    const own = connection('440000', 'police-network', { competentOrg: POLICE });
    const path = [
      {
        rule: 'AUTHORITY_CONNECTED',
        competentOrg: POLICE,
        division: '440000',
        peerId: 'police-network',
      },
    ];
    expect(route({ connections: [GUANGDONG, QINGXIN, own] })).toMatchObject({
      peerId: 'police-network',
      path,
    });
    expect(
      route({ connections: [QINGXIN, own], entries: [entry(BUREAU, '4', '441803')] }),
      'another authority of the same place',
    ).toMatchObject({ peerId: 'qingxin', path: [] });
    expect(
      route({ connections: [QINGXIN, { ...own, divisionCode: '430000' }] }),
      'the same authority elsewhere',
    ).toMatchObject({ peerId: 'qingxin' });
  });

  it('is who connects it on the day, first and last day included', () => {
    const connections = [
      connection('441803', 'before', { validFrom: '2020-01-01', validTo: '2024-12-31' }),
      connection('441803', 'after', { validFrom: '2025-01-01', validTo: '2025-12-31' }),
    ];
    const peers = ['2019-12-31', '2020-01-01', '2024-12-31', '2025-01-01', '2025-12-31', '2026-01-01'].map(
      (date) => {
        const answer = route({ connections }, { date });
        return answer.kind === 'routed' ? answer.peerId : answer.kind;
      },
    );
    expect(peers).toEqual(['unconnected', 'before', 'before', 'after', 'after', 'unconnected']);
  });

  it('is not guessed when there are two', () => {
    expect(route({ connections: [QINGXIN, connection('441803', 'another')] })).toEqual({
      kind: 'ambiguous',
      detail: 'several peers connect 441803 on 2026-11-22: another, qingxin',
      divisions: ['441803'],
    });
    expect(route({ connections: [QINGXIN, { ...QINGXIN, validFrom: '2021-01-01' }] })).toMatchObject({
      peerId: 'qingxin',
    });
  });

  it('may be missing: then it is known who decides, and that nobody connects them', () => {
    expect(route({ connections: [connection('430000', 'hunan')] })).toEqual({
      kind: 'unconnected',
      detail: `${POLICE} in 441803 decides item ${ITEM}, and no peer connects it on 2026-11-22`,
      entry: POLICE_ENTRY,
      path: [],
    });
  });
});

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

describe('a question that is wrong in itself', () => {
  it.each([
    ['12', {}, 'an item code has 12, 31, 33 or 43 characters, not 2'],
    [`${POLICE}4${ITEM}202206230068`, {}, 'a case serial is not an item code'],
    [ITEM, { divisionCode: undefined }, 'a basic code needs the division of the place that is to decide'],
    [ITEM, { divisionCode: '4418O3' }, 'in the division 4418O3: character 5 is O, expected a digit'],
    [
      `${BUREAU}4${ITEM}`,
      { divisionCode: '1' },
      'in the division 1: a division code has 6, 9 or 12 digits, not 1',
    ],
  ])('is malformed: %s %j', (itemCode, query, detail) => {
    expect(route({}, { itemCode, ...query })).toEqual({ kind: 'malformed', detail });
  });
});

describe('rules of routing that contradict themselves are refused, with every fault', () => {
  const faultsOf = (rules: Rules) => faultsThrownBy(() => new Router(rulesOf(rules)));

  it('in codes and periods', () => {
    expect(
      faultsOf({
        connections: [
          connection('44', 'a'),
          connection('440000', 'b', { competentOrg: 'X', validTo: '2019-12-31' }),
        ],
        successions: [succession(POLICE, 'Y', { basicCodePrefix: 'A' })],
      }),
    ).toEqual([
      'a at 44: a division code has 6, 9 or 12 digits, not 2',
      'b at X: a unified social credit code has 18 characters, not 1',
      'b at X: it ends on 2019-12-31, before it begins on 2020-01-01',
      `${POLICE} → Y: a unified social credit code has 18 characters, not 1`,
      `${POLICE} → Y: A is not the beginning of a basic code`,
    ]);
  });

  it('in successions that go in a circle for some item on some day', () => {
    const circle = [succession(POLICE, BUREAU), succession(BUREAU, CITY), succession(CITY, POLICE)];
    expect(faultsOf({ successions: circle })).toEqual([
      expect.stringMatching(/^the successions go in a circle: (\w{18}) → \w{18} → \w{18} → \1$/),
    ]);
    expect(faultsOf({ successions: [succession(POLICE, POLICE)] })).toHaveLength(1);
    const narrow = [
      succession(POLICE, BUREAU, { basicCodePrefix: '002' }),
      succession(BUREAU, POLICE, { basicCodePrefix: '00209', validTo: '2024-07-01' }),
    ];
    expect(faultsOf({ successions: narrow })).toHaveLength(1);
  });

  it('but not in powers given back later, or of other items', () => {
    const given = [
      succession(POLICE, BUREAU, { validTo: '2025-12-31' }),
      succession(BUREAU, POLICE, { validFrom: '2026-01-01' }),
    ];
    const other = [
      succession(POLICE, BUREAU, { basicCodePrefix: '0020' }),
      succession(BUREAU, POLICE, { basicCodePrefix: '0021' }),
    ];
    for (const successions of [given, other]) {
      expect(() => new Router(rulesOf({ successions }))).not.toThrow();
    }
  });
});
