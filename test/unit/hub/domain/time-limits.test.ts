import { describe, expect, it } from 'vitest';
import {
  type CaseTerms,
  dueAt,
  extendClock,
  limitsFor,
  nextFiring,
  pauseClock,
  startClock,
  type TimeLimitRule,
  TimeLimitRules,
} from '#domain/deadline';
import type { ItemDetails } from '#domain/item';
import { CALENDARS, cst, GUANGDONG, LIMITS, taken, termsOf } from '../../../kit/calendars.js';
import { faultsThrownBy } from '../../../kit/faults.js';

const wd = (amount: number) => ({ amount, unit: 'WORKING_DAY' }) as const;
const days = (amount: number) => ({ amount, unit: 'CALENDAR_DAY' }) as const;

const PERMIT = '000115035000';
const PUBLIC_SERVICE = '002091010000';
const IMPLEMENTATION = `11440000MBY900019A2${PERMIT}`;

function caseTerms(details: ItemDetails = {}, more: Partial<CaseTerms> = {}): CaseTerms {
  const item = { basicCode: PERMIT, implementationCode: IMPLEMENTATION, version: 3 };
  return { region: GUANGDONG, mode: 'REMOTE_INTAKE', ...item, details, ...more };
}

function applied(kind: TimeLimitRule['kind'], details: ItemDetails = {}, more: Partial<CaseTerms> = {}) {
  return limitsFor(caseTerms(details, more), LIMITS, '2026-02-13').get(kind);
}

describe('the limits of a case', () => {
  it('are those of the permit law where the item says nothing', () => {
    const limits = limitsFor(caseTerms(), LIMITS, '2026-02-13');
    expect(
      [...limits].map(([kind, { limit, source }]) => [kind, limit.amount, limit.unit, source.rule]),
    ).toEqual([
      ['ACCEPTANCE_NOTICE', 5, 'WORKING_DAY', 'acceptance-notice'],
      ['DECISION', 20, 'WORKING_DAY', 'decision'],
      ['PRELIMINARY_REVIEW', 20, 'WORKING_DAY', 'preliminary-review'],
      ['CERTIFICATE_ISSUE', 10, 'WORKING_DAY', 'certificate-issue'],
      ['CORRECTION_ANSWER', 20, 'WORKING_DAY', 'correction-answer'],
      ['DEFERRED_MATERIALS', 20, 'WORKING_DAY', 'deferred-materials'],
      ['HEARING_REQUEST', 5, 'WORKING_DAY', 'hearing-request'],
      ['HEARING', 20, 'WORKING_DAY', 'hearing'],
      ['DISPATCH_ACKNOWLEDGEMENT', 48, 'HOUR', 'dispatch-acknowledgement'],
      ['CONSULTATION_REPLY', 5, 'WORKING_DAY', 'consultation-reply'],
      ['AFTER_CHECK', 40, 'WORKING_DAY', 'after-check'],
      ['RATING_REMEDY', 15, 'WORKING_DAY', 'rating-remedy'],
      ['RATING_APPEAL', 5, 'WORKING_DAY', 'rating-appeal'],
      ['RATING_FOLLOW_UP', 5, 'WORKING_DAY', 'rating-follow-up'],
    ]);
  });

  it('are longer when places decide jointly, and approved by another', () => {
    const joint = applied('DECISION', {}, { mode: 'JOINT' });
    expect(joint).toMatchObject({ limit: wd(45), extension: { most: wd(15), approver: 'GOVERNMENT_HEAD' } });
    expect(applied('JOINT_REPLY', {}, { mode: 'JOINT' })?.limit).toEqual(wd(10));
  });

  it('are not those of the permit law for what is no permit', () => {
    const limits = limitsFor(caseTerms({}, { basicCode: PUBLIC_SERVICE }), LIMITS, '2026-02-13');
    expect([...limits.keys()]).toEqual([
      'CORRECTION_ANSWER',
      'DEFERRED_MATERIALS',
      'DISPATCH_ACKNOWLEDGEMENT',
      'CONSULTATION_REPLY',
      'AFTER_CHECK',
      'RATING_REMEDY',
      'RATING_APPEAL',
      'RATING_FOLLOW_UP',
    ]);
    const promised = applied('DECISION', { promisedLimit: wd(7) }, { basicCode: PUBLIC_SERVICE });
    expect(promised).toMatchObject({ limit: wd(7), source: { by: 'ITEM', says: 'PROMISED', version: 3 } });
  });

  it.each([
    ['a shorter promise', { promisedLimit: wd(5) }, wd(5), 'PROMISED', 'KEPT', wd(20)],
    ['a longer promise', { promisedLimit: wd(21) }, wd(20), undefined, 'LONGER', wd(20)],
    ['days that are never longer', { promisedLimit: days(20) }, days(20), 'PROMISED', 'KEPT', wd(20)],
    ['days that may be longer', { promisedLimit: days(21) }, wd(20), undefined, 'NOT_COMPARABLE', wd(20)],
    ['another law', { statutoryLimit: days(60) }, days(60), 'STATUTORY', 'NONE', days(60)],
    [
      'another law and a promise',
      { statutoryLimit: days(60), promisedLimit: days(30) },
      days(30),
      'PROMISED',
      'KEPT',
      days(60),
    ],
    ['on the spot', { caseType: '1' }, wd(0), 'ON_THE_SPOT', 'KEPT', wd(20)],
    [
      'a promise for what is on the spot',
      { caseType: '1', promisedLimit: wd(1) },
      wd(1),
      'PROMISED',
      'KEPT',
      wd(20),
    ],
  ] as const)('with %s', (_what, details, limit, says, promise, statutory) => {
    const decision = applied('DECISION', details);
    const item = { by: 'ITEM', rule: 'decision', implementationCode: IMPLEMENTATION, version: 3, says };
    const source = says === undefined ? { by: 'RULE', rule: 'decision' } : item;
    expect(decision).toMatchObject({ limit, promise, statutory, source, onLapse: 'OVERDUE' });
  });

  it('of deferred materials are never longer than the promise', () => {
    const amount = (details: ItemDetails, region = GUANGDONG) =>
      applied('DEFERRED_MATERIALS', details, { region })?.limit.amount;
    expect([amount({}), amount({ promisedLimit: wd(8) }), amount({ promisedLimit: wd(30) })]).toEqual([
      20, 8, 20,
    ]);
    const shenzhen = [8, 21, 22, 1].map((promise) => amount({ promisedLimit: wd(promise) }, '440305'));
    expect(shenzhen).toEqual([6, 19, 20, 0]);
    const other = applied('DEFERRED_MATERIALS', { promisedLimit: days(8) });
    expect(other).toMatchObject({ limit: wd(20), promise: 'NOT_COMPARABLE' });
  });

  it('are those in force on the day', () => {
    expect(limitsFor(caseTerms(), LIMITS, '2004-06-30').has('ACCEPTANCE_NOTICE')).toBe(false);
    expect(limitsFor(caseTerms(), LIMITS, '2004-07-01').has('ACCEPTANCE_NOTICE')).toBe(true);
  });
});

describe('clocks of the permit law', () => {
  it('accept a case by lapse when nothing was said in five working days, a make-up Sunday among them', () => {
    const terms = applied('ACCEPTANCE_NOTICE');
    if (terms === undefined) throw new Error('no limit');
    const clock = startClock(terms, '441800', cst('2026-09-18'));
    expect(dueAt(clock, CALENDARS)).toMatchObject({ dueDate: '2026-09-24' });
    const last = nextFiring(clock, CALENDARS, cst('2026-09-24T00:00:00'));
    expect(last).toMatchObject({
      at: cst('2026-09-25T00:00:00'),
      events: [{ kind: 'LAPSE', effect: 'ACCEPTED_BY_LAPSE' }],
    });
  });

  it('decide in twenty working days, ten more by approval, hearings apart that overlap', () => {
    const terms = applied('DECISION');
    if (terms === undefined) throw new Error('no limit');
    const clock = startClock(terms, GUANGDONG, cst('2026-02-13'));
    expect(dueAt(clock, CALENDARS)).toMatchObject({ dueDate: '2026-03-19' });
    const by = { by: wd(10), approver: 'AUTHORITY_HEAD', reason: '案情复杂', at: cst('2026-03-18') } as const;
    const extended = taken(extendClock(clock, by, CALENDARS));
    expect(dueAt(extended, CALENDARS)).toMatchObject({ dueDate: '2026-04-02' });
    const hearing = { id: 'hearing', kind: 'HEARING', from: cst('2026-03-02'), to: cst('2026-03-06') };
    const testing = { id: 'testing', kind: 'TESTING', from: cst('2026-03-04'), to: cst('2026-03-09') };
    const held = taken(pauseClock(taken(pauseClock(extended, hearing)), testing));
    expect(dueAt(held, CALENDARS)).toMatchObject({ dueDate: '2026-04-10' }); // five working days: 3, 4, 5, 6, 9 March
  });

  it('take what comes at 23:59:59 of the last day as in time, and what comes a second later not', () => {
    const clock = startClock(termsOf(wd(5)), GUANGDONG, cst('2026-09-18T23:59:59'));
    const due = dueAt(clock, CALENDARS);
    if (due.kind !== 'due') throw new Error(due.kind);
    const isInTime = (at: string) => cst(at) <= due.dueAt;
    expect([isInTime('2026-09-24T23:59:59'), isInTime('2026-09-24T23:59:59.999')]).toEqual([true, true]);
    expect(isInTime('2026-09-25T00:00:00')).toBe(false);
  });
});

describe('rules of time limits', () => {
  const rule: TimeLimitRule = {
    ...termsOf(wd(20)),
    id: 'one',
    region: '100000',
    itemTypes: undefined,
    modes: undefined,
    belowPromise: undefined,
    validFrom: undefined,
    validTo: undefined,
    basis: 'test',
    url: undefined,
    provenance: 'SAMPLE',
    pausedBy: [],
  };
  const question = { region: '441803', itemType: '01', mode: 'JOINT', date: '2026-01-01' } as const;
  const answer = (...rules: TimeLimitRule[]) =>
    new TimeLimitRules(rules, []).ruleFor('DECISION', question)?.id;

  it('prefer the nearest region, then item types, then modes', () => {
    const modes = { ...rule, id: 'modes', modes: ['JOINT'] } as const;
    const types = { ...rule, id: 'types', itemTypes: ['01'] };
    const province = { ...rule, id: 'province', region: '440000' };
    const city = { ...rule, id: 'city', region: '441800' };
    const other = { ...city, id: 'other', itemTypes: ['02'] };
    expect(answer(rule, modes)).toBe('modes');
    expect(answer(types, rule, modes)).toBe('types');
    expect(answer(province, types, modes)).toBe('province');
    expect(answer(other, city, province)).toBe('city');
    expect(answer({ ...rule, region: '430000' })).toBeUndefined();
  });

  it('are refused with every fault', () => {
    const faults = faultsThrownBy(
      () =>
        new TimeLimitRules(
          [
            rule,
            { ...rule, validFrom: '2026-01-01' },
            { ...rule, id: 'two', kind: 'HEARING', limit: wd(2501), region: '44', pausedBy: ['NAP'] },
            {
              ...rule,
              id: 'three',
              kind: 'JOINT_REPLY',
              limit: days(0),
              validFrom: '2026-02-01',
              validTo: '2026-01-01',
            },
            { ...rule, id: 'four', kind: 'CORRECTION_ANSWER', limit: { amount: 1.5, unit: 'HOUR' } },
            { ...rule, id: 'five', kind: 'PRELIMINARY_REVIEW', limit: undefined, belowPromise: 1 },
          ],
          [],
        ),
    );
    expect(faults).toEqual([
      'one: 2 times the same rule',
      'two: 2501 working days are more than 2500',
      'two: 44: a division code has 6, 9 or 12 digits, not 2',
      'two: no kind of pause is named NAP',
      'three: on the spot is written as 0 working days',
      'three: it ends on 2026-01-01, before it begins on 2026-02-01',
      'three: its extension is in another unit than its limit',
      'four: 1.5 is not a whole number, 0 or more',
      'four: its extension is in another unit than its limit',
      'five: below a promise, but without a limit',
      'one and one hold for the same on one day',
    ]);
  });
});
