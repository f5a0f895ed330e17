import { describe, expect, it } from 'vitest';
import type { ItemDetails } from '#domain/item';
import { compareItems } from '#domain/sameness';
import { faultsThrownBy } from '../../../kit/faults.js';
import { authority, BASIC, compared, DAY, element } from '../../../kit/sameness.js';

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
