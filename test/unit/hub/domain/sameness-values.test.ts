import { describe, expect, it } from 'vitest';
import type { ItemDetails } from '#domain/item';
import { comparable, type SamenessElement } from '#domain/sameness';
import {
  compared,
  element,
  inShort,
  limitElement,
  materials,
  promised,
  said,
} from '../../../kit/sameness.js';

describe('texts', () => {
  it('are the same if they read the same, and are shown as given', () => {
    const group = compared(
      element({}),
      {},
      said('年满 18 周岁（含），持有“证件”。'),
      said('年满18周岁(含),持有"证件".'),
    );
    expect(inShort(group)).toMatchObject({
      status: 'same',
      groups: [['年满 18 周岁（含），持有“证件”。', 'SAME', ['430100', '440100']]],
    });
  });

  it.each([
    ['ＡＢＣ１２３', 'ABC123'],
    ['申请表\u200b', '申请表'],
    ['\u3000申 请\n表 ', '申请表'],
    ['health  certificate A', 'health certificate A'],
    ['身份证、户口簿；照片', '身份证,户口簿;照片'],
    ['《申请表》【样本】—', '<申请表>[样本]-'],
  ])('are compared as they read: %j', (one, other) => {
    expect(comparable(one)).toBe(other);
    expect(comparable(other)).toBe(other);
  });

  it.each([
    ['healthcertificate', 'health certificate'],
    ['18 19', '1819'],
    ['pdf', 'PDF'],
    ['a', 'b'],
  ])('that read differently are different: %s, %s', (one, other) => {
    expect(comparable(one)).not.toBe(comparable(other));
  });
});

describe('lists', () => {
  it('may come in any order only if the element says so; what stands twice in a set is one', () => {
    const steps = (...names: string[]): ItemDetails => ({ steps: names });
    const ordered = element({ read: 'steps', compare: 'ORDERED' });
    expect(compared(ordered, {}, steps('受理', '审查'), steps('审查', '受理')).status).toBe('differs');
    expect(
      compared({ ...ordered, compare: 'SET' }, {}, steps('受理', '审查'), steps('审查', '受理')).status,
    ).toBe('same');
    expect(compared(element({}), {}, said('a', 'b', 'a'), said('b', 'a')).status).toBe('same');
    expect(compared(ordered, {}, steps('a', 'b'), steps('a b')).status, 'two lines are not one').toBe(
      'differs',
    );
  });

  it('of things are compared by the fields that count, and shown with them', () => {
    const card = { name: '居民身份证', isRequired: true, copies: 1 } as const;
    const one: ItemDetails = { materials: [card, { name: '照片', isRequired: false, form: 'ELECTRONIC' }] };
    const other: ItemDetails = {
      materials: [
        { name: '照片', isRequired: false },
        { ...card, copies: 2 },
      ],
    };
    expect(inShort(compared(materials, {}, one, other))).toMatchObject({
      status: 'same',
      groups: [['居民身份证（必要）|照片（非必要）', 'SAME', ['430100', '440100']]],
    });
    const strict = { ...materials, fields: ['name', 'isRequired', 'form', 'copies'] };
    expect(inShort(compared(strict, {}, one, other)).groups.map(([value]) => value)).toEqual([
      '居民身份证（必要，1 份）|照片（非必要，电子）',
      '照片（非必要）|居民身份证（必要，2 份）',
    ]);
    const needed: ItemDetails = {
      materials: [{ ...card, isRequired: false }, ...(other.materials ?? []).slice(0, 1)],
    };
    expect(compared(materials, {}, one, needed).status).toBe('differs');
  });

  it('of fees and results too; free of charge is a value', () => {
    const fees = element({ read: 'fees', fields: ['name', 'standard'] });
    const fee: ItemDetails = { fees: [{ name: '工本费', standard: '20元/证', isReducible: true }] };
    expect(inShort(compared(fees, { fees: [] }, { fees: [] }, fee))).toMatchObject({
      status: 'differs',
      groups: [
        ['', 'SAME', ['430100']],
        ['工本费（20元/证）', 'DIFFERENT', ['440100']],
      ],
      mustChange: ['440100'],
    });
    const results = element({ read: 'results', fields: ['name', 'kind'] });
    expect(inShort(compared(results, {}, { results: [{ kind: '1', name: '居民身份证' }] })).groups).toEqual([
      ['居民身份证（证照）', 'SAME', ['430100']],
    ]);
  });
});

describe('time limits', () => {
  const relations = (what: SamenessElement, national: ItemDetails, ...details: ItemDetails[]) => {
    const { groups, mustChange } = inShort(compared(what, national, ...details));
    return { groups: groups.map(([value, relation]) => [value, relation]), mustChange };
  };

  it('may be shorter where that is allowed, never longer', () => {
    const national = promised(20);
    const details = [promised(20), promised(5), promised(30)];
    const groups = [
      ['20 个工作日', 'SAME'],
      ['5 个工作日', 'BETTER'],
      ['30 个工作日', 'WORSE'],
    ];
    expect(relations(limitElement, national, ...details)).toEqual({
      groups,
      mustChange: ['440100', '440200'],
    });
    const allowed = { ...limitElement, mayBeBetter: true };
    expect(relations(allowed, national, ...details)).toEqual({ groups, mustChange: ['440200'] });
    expect(compared(allowed, national, promised(5)).status).toBe('same');
    expect(
      compared(allowed, {}, promised(20), promised(20), promised(5)).status,
      'than that of the most',
    ).toBe('same');
  });

  it('in days and hours are one scale; in working days and months they cannot be compared', () => {
    expect(
      relations(
        { ...limitElement, mayBeBetter: true },
        promised(2, 'CALENDAR_DAY'),
        promised(48, 'HOUR'),
        promised(36, 'HOUR'),
        promised(2),
        promised(1, 'MONTH'),
      ),
    ).toEqual({
      groups: [
        ['48 小时', 'SAME'],
        ['36 小时', 'BETTER'],
        ['2 个工作日', 'NOT_COMPARABLE'],
        ['1 个月', 'NOT_COMPARABLE'],
      ],
      mustChange: ['440200', '441803'],
    });
  });

  it('of no time at all are one in every unit, and shorter than any other', () => {
    expect(relations(limitElement, promised(0), promised(0, 'HOUR'), promised(1, 'MONTH'))).toEqual({
      groups: [
        ['当场办结', 'SAME'],
        ['1 个月', 'WORSE'],
      ],
      mustChange: ['440100'],
    });
    expect(relations(limitElement, promised(1, 'MONTH'), promised(0)).groups).toEqual([
      ['当场办结', 'BETTER'],
    ]);
  });
});
