import { describe, expect, it } from 'vitest';
import { Calendars } from '#domain/deadline';
import { dateOfDay, dayNumber } from '#domain/item';
import { notice } from '../../../kit/calendars.js';
import { faultsThrownBy } from '../../../kit/faults.js';

const NATIONAL = notice({ daysOff: [['2027-04-03', '2027-04-05']], makeUpWorkdays: ['2027-04-10'] });
const GUANGXI = '450000';

function nthAfter(calendars: Calendars, region: string, date: string, n: number): unknown {
  const answer = calendars.forRegion(region).add(dayNumber(date), n);
  return typeof answer === 'number' ? dateOfDay(answer) : answer;
}

describe('a working-day calendar', () => {
  const calendars = new Calendars([NATIONAL, notice({ year: 2028 })]);
  const calendar = calendars.forRegion('440305');

  it('has Monday to Friday, less days off, plus make-up days', () => {
    const days = ['2027-04-02', '2027-04-03', '2027-04-05', '2027-04-06', '2027-04-10', '2027-04-11'];
    expect(days.map((day) => calendar.isWorkday(day))).toEqual([true, false, false, true, true, false]);
  });

  it('says which year is not published, and never guesses', () => {
    const unpublished = { kind: 'unpublished', year: 2029, region: '100000' };
    expect(calendar.isWorkday('2029-01-01')).toEqual(unpublished);
    expect(nthAfter(calendars, '440000', '2028-12-28', 1)).toBe('2028-12-29');
    expect(nthAfter(calendars, '440000', '2028-12-28', 2)).toEqual(unpublished);
    expect(nthAfter(calendars, '440000', '2028-12-31', 1)).toEqual(unpublished);
    expect(calendar.count(dayNumber('2028-12-01'), dayNumber('2029-01-01'))).toEqual(unpublished);
    expect(calendar.workdaysIn(2026)).toEqual({ kind: 'unpublished', year: 2026, region: '100000' });
  });

  it('counts over the end of a year and over a leap day', () => {
    expect(nthAfter(calendars, '440000', '2027-12-31', 1)).toBe('2028-01-03');
    expect(nthAfter(calendars, '440000', '2028-02-28', 1)).toBe('2028-02-29');
    expect(nthAfter(calendars, '440000', '2028-02-29', 1)).toBe('2028-03-01');
    expect(calendar.workdaysIn(2028)).toBe(260);
  });

  it('does not count over a year that is missing in between', () => {
    const gap = new Calendars([NATIONAL, notice({ year: 2029 })]);
    expect(nthAfter(gap, '440000', '2027-12-31', 1)).toMatchObject({ kind: 'unpublished', year: 2028 });
    expect(nthAfter(gap, '440000', '2028-12-31', 1)).toBe('2029-01-01');
  });
});

describe('calendars of regions', () => {
  // 壮族三月三: two days off, and a make-up day of the country that is none here.
  const guangxi = notice({
    region: GUANGXI,
    daysOff: [['2027-04-08', '2027-04-10']],
    makeUpWorkdays: ['2027-04-17'],
  });
  const own = { region: GUANGXI, since: 2014, document: 'test', provenance: 'SAMPLE' } as const;
  const calendars = new Calendars([NATIONAL, guangxi, notice({ year: 2028 })], [own]);

  it('stand on that of the country, for every place within', () => {
    const days = ['2027-04-07', '2027-04-08', '2027-04-10', '2027-04-17'];
    const workdays = (region: string) => days.map((day) => calendars.forRegion(region).isWorkday(day));
    expect(workdays('450103')).toEqual([true, false, false, true]);
    expect(workdays(GUANGXI)).toEqual([true, false, false, true]);
    expect(workdays('440000')).toEqual([true, true, true, false]);
    expect(calendars.forRegion('450103001').notices).toEqual([NATIONAL, guangxi]);
  });

  it('have no year without a notice of their own, where the region has days off of its own', () => {
    expect(nthAfter(calendars, '450103', '2027-12-31', 1)).toEqual({
      kind: 'unpublished',
      year: 2028,
      region: GUANGXI,
    });
    expect(nthAfter(calendars, '440000', '2027-12-31', 1)).toBe('2028-01-03');
    expect(new Calendars([notice({ year: 2013 })], [own]).forRegion(GUANGXI).workdaysIn(2013)).toBe(261);
  });

  it('stand on a province before the country', () => {
    const nanning = notice({ region: '450100', daysOff: [['2027-05-04', '2027-05-04']] });
    const calendar = new Calendars([nanning, NATIONAL, guangxi], [own]).forRegion('450103');
    expect(['2027-04-08', '2027-05-04'].map((day) => calendar.isWorkday(day))).toEqual([false, false]);
  });

  it('follow the latest version of a notice', () => {
    const corrected = notice({ version: 2, daysOff: [['2027-04-02', '2027-04-05']] });
    const calendar = new Calendars([corrected, NATIONAL]).forRegion('100000');
    expect(['2027-04-02', '2027-04-10'].map((day) => calendar.isWorkday(day))).toEqual([false, false]);
  });

  it('are asked for by division codes only', () => {
    expect(() => calendars.forRegion('44')).toThrow(RangeError);
  });
});

describe('notices that contradict themselves', () => {
  it('are refused with every fault', () => {
    const faults = faultsThrownBy(
      () =>
        new Calendars([
          notice({ daysOff: [['2027-02-30', '2027-03-01']], publishedOn: 'soon' }),
          notice({ daysOff: [['2027-03-05', '2027-03-01']] }),
          notice({ version: 0, year: 2028, daysOff: [['2027-01-01', '2028-01-01']] }),
          notice({ region: '4400', year: 2029 }),
          notice({ year: 2030, daysOff: [['2030-01-01', '2030-01-02']], makeUpWorkdays: ['2030-01-02'] }),
        ]),
    );
    expect(faults).toEqual([
      '100000 2027 (version 1): publishedOn: soon is not a day YYYY-MM-DD',
      '100000 2027 (version 1): 2027-02-30 is not a day YYYY-MM-DD',
      '100000 2027 (version 1): 2027-03-05 to 2027-03-01 ends before it begins',
      '100000 2028 (version 0): 0 is not a version, 1 or more',
      '100000 2028 (version 0): 2027-01-01 is not in 2028',
      '4400 2029 (version 1): 4400: a division code has 6, 9 or 12 digits, not 4',
      '100000 2030 (version 1): 2030-01-02 is named twice',
      '100000 2027 (version 1): there are 2 notices',
    ]);
  });

  it('are refused when a make-up day is a working day anyway, or nothing holds above', () => {
    const faults = faultsThrownBy(
      () =>
        new Calendars([
          notice({ makeUpWorkdays: ['2027-04-07', '2027-04-10'] }),
          notice({ region: GUANGXI, makeUpWorkdays: ['2027-04-10'] }),
          notice({ region: GUANGXI, year: 2028 }),
        ]),
    );
    expect(faults).toEqual([
      '100000 2027 (version 1): the make-up day 2027-04-07 is a working day anyway',
      '450000 2027 (version 1): the make-up day 2027-04-10 is a working day anyway',
      '450000 2028 (version 1): nothing is published for 2028 above it',
    ]);
  });
});
