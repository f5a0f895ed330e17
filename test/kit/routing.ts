import { type DivisionRow, Divisions } from '#domain/division';
import { Catalogue, type ImplementationEntry, type ItemQuery } from '#domain/item';
import { type Connection, Router, type RoutingRules, type Succession } from '#domain/routing';
import { inventedUscc } from './uscc.js';

/** Who exercises what in Guangdong, to be changed in the one point a test is about. */

export const ITEM = '002091010000'; // 居民身份证换领
export const OTHER = '002090009000'; // 学历公证
export const TODAY = '2026-11-22';

/** Synthetic authorities: the province's, Qingyuan's, Qingxin's police and its approval bureau, the old county's. */
export const PROVINCE = inventedUscc('11440000', 1);
export const CITY = inventedUscc('11441800', 2);
export const POLICE = inventedUscc('11441803', 3);
export const BUREAU = inventedUscc('11441803', 4);
export const COUNTY = inventedUscc('11441827', 5);
export const MINISTRY = inventedUscc('11100000', 6);

export function row(
  code: string,
  name: string,
  level: DivisionRow['level'],
  validFrom?: string,
): DivisionRow {
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

export function entry(
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

export function connection(divisionCode: string, peerId: string, more: Partial<Connection> = {}): Connection {
  return {
    divisionCode,
    peerId,
    competentOrg: undefined,
    validFrom: '2020-01-01',
    validTo: undefined,
    ...more,
  };
}

export function succession(from: string, to: string, more: Partial<Succession> = {}): Succession {
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

export const POLICE_ENTRY = entry(POLICE, '4', '441803');
export const GUANGDONG = connection('440000', 'guangdong');
export const QINGXIN = connection('441803', 'qingxin');

export interface Rules {
  readonly entries?: readonly ImplementationEntry[];
  readonly connections?: readonly Connection[];
  readonly successions?: readonly Succession[];
  readonly divisions?: Divisions;
}

export function rulesOf(rules: Rules): RoutingRules {
  const { entries = [POLICE_ENTRY], connections = [GUANGDONG], successions = [] } = rules;
  return {
    entries: new Catalogue(entries),
    divisions: rules.divisions ?? divisions,
    connections,
    successions,
  };
}

export function route(rules: Rules, query: Partial<ItemQuery> = {}) {
  return new Router(rulesOf(rules)).route({
    itemCode: ITEM,
    divisionCode: '441803',
    date: TODAY,
    ...query,
  });
}
