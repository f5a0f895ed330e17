import { describe, expect, it } from 'vitest';
import { type AuthorityDetails, compareItems, samenessJson } from '#domain/sameness';
import {
  authority,
  BASIC,
  compared,
  DAY,
  element,
  inShort,
  limitElement,
  promised,
  said,
} from '../../../kit/sameness.js';

describe('an element', () => {
  it('that everybody keeps as the national list says is the same', () => {
    expect(inShort(compared(element({}), said('a', 'b'), said('a', 'b'), said('b', 'a')))).toEqual({
      status: 'same',
      national: ['a', 'b'],
      groups: [['a|b', 'SAME', ['430100', '440100']]],
      silent: [],
      mustChange: [],
    });
  });

  it('of which the list says something must be changed by everybody who differs, also by the many', () => {
    expect(inShort(compared(element({}), said('a'), said('b'), said('a'), said('b'), {}))).toEqual({
      status: 'differs',
      national: ['a'],
      groups: [
        ['b', 'DIFFERENT', ['430100', '440200']],
        ['a', 'SAME', ['440100']],
      ],
      silent: ['441803'],
      mustChange: ['430100', '440200'],
    });
  });

  it('of which the list says nothing must be changed by those outside the most', () => {
    expect(inShort(compared(element({}), {}, said('a'), said('b'), said('b'), said('c')))).toEqual({
      status: 'differs',
      national: undefined,
      groups: [
        ['b', 'SAME', ['440100', '440200']],
        ['a', 'DIFFERENT', ['430100']],
        ['c', 'DIFFERENT', ['441803']],
      ],
      silent: [],
      mustChange: ['430100', '441803'],
    });
  });

  it('has no standard when the list says nothing and as many hold one value as another', () => {
    expect(inShort(compared(element({}), {}, said('a'), said('b'), said('b'), said('a')))).toEqual({
      status: 'differs',
      national: undefined,
      groups: [
        ['a', undefined, ['430100', '441803']],
        ['b', undefined, ['440100', '440200']],
      ],
      silent: [],
      mustChange: 'NO_STANDARD',
    });
  });

  it('is unknown while somebody has not said and nobody differs', () => {
    expect(inShort(compared(element({}), said('a'), said('a'), {}))).toMatchObject({
      status: 'unknown',
      groups: [['a', 'SAME', ['430100']]],
      silent: ['440100'],
      mustChange: [],
    });
    for (const nobody of [compared(element({}), said('a')), compared(element({}), {}, {}, {})]) {
      expect(nobody).toMatchObject({ status: 'unknown', groups: [], mustChange: { authorities: [] } });
    }
  });

  it('of which there is nothing is not one of which nothing is said', () => {
    expect(inShort(compared(element({}), {}, { conditions: [] }, { conditions: [' '] }, {}))).toMatchObject({
      status: 'unknown',
      groups: [['', 'SAME', ['430100', '440100']]],
      silent: ['440200'],
    });
    expect(inShort(compared(element({}), { conditions: [] }, said('a')))).toMatchObject({
      status: 'differs',
      national: [],
      mustChange: ['430100'],
    });
  });

  it('lists authorities by place, however they came', () => {
    const [one, two, three] = ['440200', '430100', '440100'].map((place) => authority(place, said('a')));
    expect(inShort(compared(element({}), {}, one ?? {}, two ?? {}, three ?? {})).groups).toEqual([
      ['a', 'SAME', ['430100', '440100', '440200']],
    ]);
  });
});

describe('the report as programs read it', () => {
  it('leaves nothing out, and counts', () => {
    const [changsha, guangzhou] = [authority('430100', promised(5)), authority('440100', promised(7))];
    const items = [
      { basicCode: BASIC, name: '居民身份证换领', national: said('a'), authorities: [guangzhou, changsha] },
    ];
    const report = compareItems([element({}), { ...limitElement, id: 'limit' }], items, DAY);
    const name = ({ name: _, basicCode: __, details: ___, ...rest }: AuthorityDetails) => rest;
    const json = samenessJson(report);
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
    expect(json).toEqual({
      date: DAY,
      elements: [
        { id: 'element', nameZh: '要素', nameEn: 'element' },
        { id: 'limit', nameZh: '要素', nameEn: 'element' },
      ],
      totals: { same: 0, differs: 1, unknown: 1 },
      items: [
        {
          basicCode: BASIC,
          name: '居民身份证换领',
          totals: { same: 0, differs: 1, unknown: 1 },
          elements: [
            {
              element: 'element',
              status: 'unknown',
              national: ['a'],
              groups: [],
              silent: [name(changsha), name(guangzhou)],
              mustChange: [],
            },
            {
              element: 'limit',
              status: 'differs',
              national: null,
              groups: [
                { value: ['5 个工作日'], relation: null, isAccepted: false, authorities: [name(changsha)] },
                { value: ['7 个工作日'], relation: null, isAccepted: false, authorities: [name(guangzhou)] },
              ],
              silent: [],
              mustChange: null,
            },
          ],
        },
      ],
    });
  });
});
