import { describe, expect, it } from 'vitest';
import { Catalogue, type ImplementationEntry } from '#domain/item';

const henan: ImplementationEntry = {
  implementationCode: '11410000MBY900027Q2002090012000',
  basicCode: '002090012000',
  name: '专业技术人员职业资格证书补发',
  competentOrg: '11410000MBY900027Q',
  competentOrgName: '河南测试省级部门',
  platform: 'henan',
  divisionCode: '410000',
  modes: ['REMOTE_INTAKE'],
  validFrom: '2026-01-01',
  validTo: '2026-06-30',
  source: 'test',
};
const later: ImplementationEntry = {
  ...henan,
  platform: 'henan-2',
  validFrom: '2026-07-01',
  validTo: undefined,
};
const catalogue = new Catalogue([henan, later]);

describe('the catalogue', () => {
  it('finds who performs an item by code, and by place', () => {
    expect(catalogue.byImplementation(henan.implementationCode, '2026-03-01')).toEqual([henan]);
    expect(catalogue.byPlace(henan.basicCode, '410000', '2026-03-01')).toEqual([henan]);
    expect(catalogue.byPlace(henan.basicCode, '410100', '2026-03-01')).toEqual([]);
    expect(catalogue.byPlace('002090009000', '410000', '2026-03-01')).toEqual([]);
  });

  it('has what is in force on the day, first and last day included', () => {
    const on = (date: string) =>
      catalogue.byPlace(henan.basicCode, '410000', date).map((each) => each.platform);
    expect(['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01', '2036-01-01'].map(on)).toEqual([
      [],
      ['henan'],
      ['henan'],
      ['henan-2'],
      ['henan-2'],
    ]);
  });

  it('has all that are in force: who asks must not guess', () => {
    const twice = new Catalogue([henan, { ...henan, platform: 'other' }]);
    expect(twice.byPlace(henan.basicCode, '410000', '2026-03-01')).toHaveLength(2);
  });
});
