import { describe, expect, it } from 'vitest';
import { Router } from '#domain/routing';
import { faultsThrownBy } from '../../../kit/faults.js';
import {
  BUREAU,
  CITY,
  connection,
  ITEM,
  POLICE,
  type Rules,
  route,
  rulesOf,
  succession,
} from '../../../kit/routing.js';

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
