import { describe, expect, it } from 'vitest';
import {
  type GrantPolicy,
  INTAKE_POWERS,
  type IntakeGrant,
  type IntakePower,
  judgeIntake,
} from '#domain/intake';

const at = (moment: string) => Date.parse(moment);

function grant(over: Partial<IntakeGrant> = {}): IntakeGrant {
  return {
    grantId: '019339f0-0000-7000-8000-000000000001',
    grantedBy: 'henan',
    platform: 'guangdong',
    divisionCode: null,
    basicCode: '002090012000',
    powers: INTAKE_POWERS,
    validFrom: '2026-03-01',
    validTo: '2026-03-31',
    withdrawnFrom: null,
    ...over,
  };
}

interface Asked {
  readonly platform?: string;
  readonly place?: string | undefined;
  readonly power?: IntakePower;
  readonly on?: string;
  readonly policy?: GrantPolicy;
}

/** Allowed, or the obstacle. */
function judged(grants: readonly IntakeGrant[], asked: Asked = {}): string {
  const { platform = 'guangdong', power = 'RECEIVE', on = '2026-03-10T12:00:00+08:00' } = asked;
  const { policy = 'WHERE_GIVEN' } = asked;
  const place = 'place' in asked ? asked.place : '441803';
  const liesIn = (inner: string, outer: string) => inner.startsWith(outer.replace(/(?:00)+$/, ''));
  const verdict = judgeIntake(grants, { platform, place, power, at: at(on) }, { policy, liesIn });
  return verdict.kind === 'ALLOWED' ? 'ALLOWED' : verdict.obstacle;
}

describe('an item of which nothing was granted', () => {
  it('is open to everybody, unless grants are required', () => {
    expect(judged([])).toBe('ALLOWED');
    expect(judged([], { policy: 'REQUIRED' })).toBe('NOT_GRANTED');
  });

  it('stays so until the first day of the first grant', () => {
    const others = [grant({ platform: 'hunan' })];
    expect(judged(others, { on: '2026-02-28T23:59:59.999+08:00' })).toBe('ALLOWED');
    expect(judged(others, { on: '2026-03-01T00:00:00+08:00' })).toBe('NOT_GRANTED');
    expect(judged(others, { on: '2026-02-28T23:59:59.999+08:00', policy: 'REQUIRED' })).toBe('NOT_GRANTED');
  });

  it('is not closed by a grant that was withdrawn before it ever held', () => {
    const never = grant({ platform: 'hunan', withdrawnFrom: at('2026-03-01T00:00:00+08:00') });
    expect(judged([never])).toBe('ALLOWED');
    const once = grant({ platform: 'hunan', withdrawnFrom: at('2026-03-01T00:00:00.001+08:00') });
    expect(judged([once])).toBe('NOT_GRANTED');
  });
});

describe.each(['WHERE_GIVEN', 'REQUIRED'] as const)('a grant, where grants are %s', (policy) => {
  it.each([
    ['2026-03-01T00:00:00+08:00', 'ALLOWED'],
    ['2026-02-28T16:00:00Z', 'ALLOWED'], // midnight in Beijing
    ['2026-03-31T23:59:59+08:00', 'ALLOWED'],
    ['2026-03-31T23:59:59.999+08:00', 'ALLOWED'],
    ['2026-04-01T00:00:00+08:00', 'ENDED'],
    ['2026-03-31T16:00:00Z', 'ENDED'],
  ])('holds by the days of Beijing: %s is %s', (on, expected) => {
    expect(judged([grant()], { on, policy })).toBe(expected);
  });

  it('holds on a leap day that it begins or ends with', () => {
    const leap = grant({ validFrom: '2028-02-29', validTo: '2028-02-29' });
    expect(judged([leap], { on: '2028-02-29T00:00:00+08:00', policy })).toBe('ALLOWED');
    expect(judged([leap], { on: '2028-02-29T23:59:59.999+08:00', policy })).toBe('ALLOWED');
    expect(judged([leap], { on: '2028-03-01T00:00:00+08:00', policy })).toBe('ENDED');
  });

  it('ends at the very moment of its withdrawal', () => {
    const withdrawn = [grant({ withdrawnFrom: at('2026-03-10T12:00:00+08:00') })];
    expect(judged(withdrawn, { on: '2026-03-10T11:59:59.999+08:00', policy })).toBe('ALLOWED');
    expect(judged(withdrawn, { on: '2026-03-10T12:00:00+08:00', policy })).toBe('WITHDRAWN');
    expect(judged(withdrawn, { on: '2026-04-10T12:00:00+08:00', policy })).toBe('ENDED');
  });

  it.each(INTAKE_POWERS)('is for the powers that it names: %s', (power) => {
    for (const asked of INTAKE_POWERS) {
      const expected = asked === power ? 'ALLOWED' : 'OTHER_POWER';
      expect(judged([grant({ powers: [power] })], { power: asked, policy })).toBe(expected);
    }
  });

  it('is for the platform and the places that it names', () => {
    expect(judged([grant()], { platform: 'hunan', policy })).toBe('NOT_GRANTED');
    const city = [grant({ divisionCode: '441800' })];
    expect(judged(city, { place: '441803', policy })).toBe('ALLOWED');
    expect(judged(city, { place: '441800', policy })).toBe('ALLOWED');
    expect(judged(city, { place: '440100', policy })).toBe('OTHER_PLACE');
    expect(judged(city, { place: undefined, policy })).toBe('OTHER_PLACE');
  });
});

describe('of two grants', () => {
  const march = grant();
  const may = grant({ validFrom: '2026-05-01', validTo: '2026-05-31' });

  it('one that allows it is enough, whatever becomes of the other', () => {
    const now = at('2026-03-10T12:00:00+08:00');
    expect(judged([grant({ withdrawnFrom: now }), march])).toBe('ALLOWED');
    expect(judged([grant({ powers: ['PASS_RESULT'] }), march])).toBe('ALLOWED');
    expect(judged([grant({ divisionCode: '440100' }), march])).toBe('ALLOWED');
  });

  it('none adds to the other what neither allows', () => {
    const split = [
      grant({ powers: ['RECEIVE'], divisionCode: '440100' }),
      grant({ powers: ['PASS_RESULT'], divisionCode: '441800' }),
    ];
    expect(judged(split, { place: '441803', power: 'RECEIVE' })).toBe('OTHER_POWER');
    expect(judged(split, { place: '440100', power: 'RECEIVE' })).toBe('ALLOWED');
  });

  it('each holds in its own time, and between them neither', () => {
    expect(judged([march, may], { on: '2026-04-15T12:00:00+08:00' })).toBe('NOT_YET');
    expect(judged([march, may], { on: '2026-05-31T23:59:59+08:00' })).toBe('ALLOWED');
    expect(judged([march, may], { on: '2026-06-01T00:00:00+08:00' })).toBe('ENDED');
  });
});

it('an item whose last grant has ended is open to nobody', () => {
  expect(judged([grant()], { on: '2027-01-01T12:00:00+08:00', platform: 'hunan' })).toBe('NOT_GRANTED');
  expect(judged([grant()], { on: '2027-01-01T12:00:00+08:00' })).toBe('ENDED');
});
