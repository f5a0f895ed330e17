import { expect } from 'vitest';
import type { ItemDetails, TimeLimit } from '#domain/item';
import {
  type AuthorityDetails,
  compareItems,
  type ElementSameness,
  type SamenessElement,
} from '#domain/sameness';

/** One element of one item, as some places have it. */

export const DAY = '2026-11-22';
export const BASIC = '002091010000';

/** Four places, in the order of their codes: 长沙, 广州, 韶关, 清新. */
const PLACES = ['430100', '440100', '440200', '441803'] as const;

export function authority(
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

export function element(more: Partial<SamenessElement>): SamenessElement {
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

export const limitElement = element({ read: 'promisedLimit', compare: 'LIMIT' });
export const materials = element({ read: 'materials', fields: ['name', 'isRequired'] });

/** The report of one element of one item, each place with its details. */
export function compared(
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
export function inShort({ status, national, groups, silent, mustChange }: ElementSameness) {
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

export const said = (...conditions: string[]): ItemDetails => ({ conditions });
export const promised = (amount: number, unit: TimeLimit['unit'] = 'WORKING_DAY'): ItemDetails => ({
  promisedLimit: { amount, unit },
});
