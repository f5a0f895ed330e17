import { describe, expect, it } from 'vitest';
import { Catalogue } from '#domain/item';
import { levelIn } from '../../../../hub/exchange/certificates/level.js';

const entry = {
  basicCode: '002090012000',
  name: '专业技术人员职业资格证书补发',
  competentOrg: '11410000MBY900027Q',
  competentOrgName: '河南测试省级部门',
  platform: 'henan',
  divisionCode: '410000',
  modes: ['FULLY_ONLINE'] as const,
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
  source: 'test',
};

function at(...levels: string[]): Catalogue {
  return new Catalogue(
    levels.map((level) => ({
      ...entry,
      implementationCode: `${entry.competentOrg}${level}${entry.basicCode}`,
    })),
  );
}

describe('the level at which an item is exercised in a place', () => {
  const asked = { basicCode: entry.basicCode, divisionCode: '410000', date: '2026-11-22' };

  it('is that of its implementation there, on that day', () => {
    expect(levelIn(at('2'), asked)).toBe('2');
  });

  it.each([
    ['nobody performs it there', at('2'), { divisionCode: '440000' }],
    ['nobody performs it on that day', at('2'), { date: '2027-01-01' }],
    ['it is exercised at several', at('2', '3'), {}],
  ])('is not known when %s', (_, catalogue, over) => {
    expect(levelIn(catalogue, { ...asked, ...over })).toBe('');
  });
});
