import { describe, expect, it } from 'vitest';
import type { ItemDetails, TimeLimit } from '#domain/item';
import {
  type AuthorityDetails,
  comparable,
  compareItems,
  type ElementSameness,
  type SamenessElement,
  samenessJson,
} from '#domain/sameness';
import { faultsThrownBy } from '../../../kit/faults.js';

const DAY = '2026-11-22';
const BASIC = '002091010000';

/** Four places, in the order of their codes: 长沙, 广州, 韶关, 清新. */
const PLACES = ['430100', '440100', '440200', '441803'] as const;

function authority(
  divisionCode: string,
  details: ItemDetails,
  more: Partial<AuthorityDetails> = {},
): AuthorityDetails {
  return {
    implementationCode: `impl-${divisionCode}`,
    competentOrg: `org-${divisionCode}`,
    competentOrgName: `机关 ${divisionCode}`,
    divisionCode,
    level: '4',
    name: '居民身份证换领',
    basicCode: BASIC,
    details,
    ...more,
  };
}

function element(more: Partial<SamenessElement>): SamenessElement {
  return {
    id: 'element',
    nameZh: '要素',
    nameEn: 'element',
    read: 'conditions',
    compare: 'SET',
    mayBeBetter: false,
    ...more,
  };
}

const limitElement = element({ read: 'promisedLimit', compare: 'LIMIT' });
const materials = element({ read: 'materials', fields: ['name', 'isRequired'] });

/** The report of one element of one item, each place with its details. */
function compared(
  what: SamenessElement,
  national: ItemDetails,
  ...details: readonly (ItemDetails | AuthorityDetails)[]
): ElementSameness {
  const authorities = details.map((said, i) =>
    'implementationCode' in said ? said : authority(PLACES[i] ?? expect.fail(), said),
  );
  const item = { basicCode: BASIC, name: '居民身份证换领', national, authorities };
  return compareItems([what], [item], DAY).items[0]?.elements[0] ?? expect.fail();
}

/** The same in short: who holds what, who is silent, who must change. */
function inShort({ status, national, groups, silent, mustChange }: ElementSameness) {
  const places = (names: readonly { divisionCode: string }[]) =>
    names.map(({ divisionCode }) => divisionCode);
  return {
    status,
    national,
    groups: groups.map(({ value, relation, authorities }) => [
      value.join('|'),
      relation,
      places(authorities),
    ]),
    silent: places(silent),
    mustChange: mustChange.kind === 'NO_STANDARD' ? mustChange.kind : places(mustChange.authorities),
  };
}

const said = (...conditions: string[]): ItemDetails => ({ conditions });
const promised = (amount: number, unit: TimeLimit['unit'] = 'WORKING_DAY'): ItemDetails => ({
  promisedLimit: { amount, unit },
});

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

describe('what an element may be read from', () => {
  const details: ItemDetails = {
    legalBasis: ['居民身份证法'],
    applicantKinds: ['1', '8'],
    caseType: '2',
    visits: 1,
    formFields: ['姓名'],
    specialProcedures: ['听证'],
    statutoryLimit: { amount: 60, unit: 'CALENDAR_DAY' },
  };

  it.each([
    ['name', 'EXACT', ['居民身份证换领']],
    ['basicCode', 'EXACT', [BASIC]],
    ['itemType', 'EXACT', ['20']],
    ['parentItem', 'EXACT', ['91010']],
    ['level', 'EXACT', ['县级']],
    ['caseType', 'EXACT', ['承诺件']],
    ['visits', 'EXACT', ['1 次']],
    ['legalBasis', 'SET', ['居民身份证法']],
    ['applicantKinds', 'SET', ['自然人', '8']],
    ['formFields', 'SET', ['姓名']],
    ['specialProcedures', 'SET', ['听证']],
    ['statutoryLimit', 'LIMIT', ['60 个自然日']],
  ] as const)('%s', (read, compare, value) => {
    expect(compared(element({ read, compare }), {}, details).groups[0]?.value).toEqual(value);
  });

  it('is silent where nothing is said; the list knows no level', () => {
    for (const read of ['caseType', 'visits'] as const) {
      expect(compared(element({ read, compare: 'EXACT' }), {}, {}).silent).toHaveLength(1);
    }
    const unnamed = authority('430100', {}, { name: ' ', level: '3' });
    expect(compared(element({ read: 'name', compare: 'EXACT' }), {}, unnamed)).toMatchObject({
      national: ['居民身份证换领'],
      status: 'unknown',
    });
    expect(compared(element({ read: 'level', compare: 'EXACT' }), {}, unnamed, {})).toMatchObject({
      national: undefined,
      mustChange: { kind: 'NO_STANDARD' },
    });
  });
});

describe('elements that contradict themselves', () => {
  it('are refused, with every fault', () => {
    const elements = [
      element({ id: 'a', read: 'steps', compare: 'LIMIT' }),
      element({ id: 'b', read: 'name', compare: 'SET' }),
      element({ id: 'c', read: 'materials' }),
      element({ id: 'd', read: 'fees', fields: ['name', 'price'], mayBeBetter: true }),
      element({ id: 'd', fields: ['name'] }),
    ];
    expect(faultsThrownBy(() => compareItems(elements, [], DAY))).toEqual([
      'd: stands twice',
      'a: steps is compared by SET or ORDERED, not LIMIT',
      'b: name is compared by EXACT, not SET',
      'c: materials needs the fields that count',
      'd: fees has no fields price',
      'd: only a LIMIT may be better',
      'd: conditions has no fields name',
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
