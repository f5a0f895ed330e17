import { describe, expect, it } from 'vitest';
import { WorkdayCalendar } from '#domain/deadline';
import { Catalogue, type ImplementationEntry, type ItemQuery } from '#domain/item';

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
const resolve = (query: Partial<ItemQuery>) =>
  catalogue.resolve({ itemCode: henan.basicCode, divisionCode: '410000', date: '2026-03-01', ...query });

describe('the catalogue', () => {
  it.each([
    ['the basic code and the place', {}],
    [
      'the implementation code, wherever asked',
      { itemCode: henan.implementationCode, divisionCode: undefined },
    ],
    ['the code of a handling item', { itemCode: `${henan.implementationCode}01`, divisionCode: '440000' }],
  ])('finds who decides an item by %s', (_, query) => {
    expect(resolve(query)).toEqual({ kind: 'resolved', entry: henan });
  });

  it('judges by the entry in force on the day, first and last day included', () => {
    const on = (date: string) => {
      const resolution = resolve({ date });
      return resolution.kind === 'resolved' ? resolution.entry.platform : resolution.kind;
    };
    expect(['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01', '2036-01-01'].map(on)).toEqual([
      'unmapped',
      'henan',
      'henan',
      'henan-2',
      'henan-2',
    ]);
  });

  it('never guesses between two entries', () => {
    const twice = new Catalogue([henan, { ...henan, platform: 'other' }]);
    expect(twice.resolve({ itemCode: henan.basicCode, divisionCode: '410000', date: '2026-03-01' })).toEqual({
      kind: 'unmapped',
      detail: 'several authorities are known for item 002090012000 in 410000 on 2026-03-01',
    });
  });

  it('knows nobody for another item or place', () => {
    expect(resolve({ divisionCode: '410100' })).toMatchObject({ kind: 'unmapped' });
    expect(resolve({ itemCode: '002090009000' })).toMatchObject({ kind: 'unmapped' });
  });

  it('tells a wrong code from an unknown one', () => {
    expect(resolve({ divisionCode: undefined })).toMatchObject({ kind: 'malformed' });
    expect(resolve({ itemCode: `${henan.implementationCode}202206230068` })).toMatchObject({
      kind: 'malformed',
    });
    expect(resolve({ itemCode: '11410000MBY900027X2002090012000' })).toMatchObject({ kind: 'malformed' });
  });
});

describe('working days', () => {
  const calendar = new WorkdayCalendar([
    { year: 2026, holidays: [['2026-12-28', '2026-12-31']], makeupWorkdays: ['2026-12-27'] },
  ]);

  it('are Monday to Friday, less holidays, plus make-up days', () => {
    expect(
      ['2026-12-25', '2026-12-26', '2026-12-27', '2026-12-28'].map((day) => calendar.isWorkday(day)),
    ).toEqual([true, false, true, false]);
  });

  it('have no answer in a year that was not published, rather than a guess', () => {
    expect(calendar.isWorkday('2027-01-04')).toBeUndefined();
    expect(calendar.dueDate('2026-12-25', 1)).toBe('2026-12-27');
    expect(calendar.dueDate('2026-12-25', 2)).toBeUndefined();
  });
});
