import { readCalendars, readTimeLimits } from '#config';
import {
  type Clock,
  type ClockRefusal,
  type HolidayNotice,
  isClockRefusal,
  type LimitTerms,
  startClock,
} from '#domain/deadline';
import type { TimeLimit } from '#domain/item';

/** What comes along: 2025 and 2026 of the whole country. */
export const CALENDARS = readCalendars();
export const LIMITS = readTimeLimits();

/** The moment as a clock on a wall in China shows it. */
export function cst(text: string): number {
  return Date.parse(`${text.length === 10 ? `${text}T12:00:00` : text}+08:00`);
}

export const GUANGDONG = '440000';

export function termsOf(limit: TimeLimit, more: Partial<LimitTerms> = {}): LimitTerms {
  return {
    kind: 'DECISION',
    limit,
    movesToWorkday: true,
    extension: { most: { amount: 10, unit: limit.unit }, times: 1, approver: 'AUTHORITY_HEAD' },
    pausedBy: ['HEARING', 'TESTING'],
    onLapse: 'OVERDUE',
    warnings: [],
    ...more,
  };
}

/** A clock of so many working days, begun on a day in Guangdong. */
export function workdayClock(start: string, amount: number, more: Partial<LimitTerms> = {}): Clock {
  return startClock(termsOf({ amount, unit: 'WORKING_DAY' }, more), GUANGDONG, cst(start));
}

/** @throws Error when the clock did not take it. */
export function taken(answer: Clock | ClockRefusal): Clock {
  if (isClockRefusal(answer)) throw new Error(`${answer.code}: ${answer.detail}`);
  return answer;
}

export function notice(more: Partial<HolidayNotice>): HolidayNotice {
  return {
    region: '100000',
    year: 2027,
    version: 1,
    publishedOn: '2026-11-04',
    daysOff: [],
    makeUpWorkdays: [],
    document: 'test',
    url: undefined,
    provenance: 'SAMPLE',
    ...more,
  };
}
