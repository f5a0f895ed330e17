import { type CaseClock, dueAt, remainingWorkdays } from '#domain/deadline';
import { dayOf } from '#domain/rules';
import type { cases } from '#hub/store';
import type { Rules } from '../rules.js';
import { calendarName, clocksOf } from './limits.js';

/** How a clock of a case stands at a moment. Times are unix milliseconds, days YYYY-MM-DD. */
export interface ClockReading extends Pick<CaseClock, 'kind' | 'source' | 'rule' | 'uncounted'> {
  readonly startedAt: number;
  readonly stoppedAt: number | undefined;
  readonly dueDate: string | undefined;
  /** Working days; undefined when the clock was stopped, too. */
  readonly remaining: number | undefined;
  readonly pausedSince: number | undefined;
  readonly unpublishedYear: number | undefined;
  readonly extendedBy: number;
  readonly unit: 'WORKING_DAY' | 'CALENDAR_DAY' | 'HOUR' | 'MONTH';
  readonly calendar: string;
  readonly promise: 'LONGER' | 'NOT_COMPARABLE' | undefined;
}

export function readClocks(row: cases.CaseRow, rules: Rules, now: number): ClockReading[] {
  return clocksOf(row, rules).map((each) => readClock(each, rules, now));
}

function readClock(each: CaseClock, rules: Rules, now: number): ClockReading {
  const { kind, clock, source, rule, uncounted, promise } = each;
  const { startedAt, stoppedAt, extensions } = clock;
  const due = dueAt(clock, rules.calendars);
  const dueDate = due.kind === 'due' ? due.dueDate : undefined;
  const left = stoppedAt === undefined ? remainingWorkdays(clock, rules.calendars, now) : undefined;
  return {
    ...{ kind, source, rule, uncounted, startedAt, stoppedAt, dueDate },
    remaining: typeof left === 'number' ? left : undefined,
    pausedSince: stoppedAt === undefined && due.kind === 'paused' ? due.since : undefined,
    unpublishedYear: due.kind === 'unpublished' ? due.year : undefined,
    extendedBy: extensions.reduce((sum, { by }) => sum + by.amount, 0),
    unit: clock.terms.limit.unit,
    calendar: calendarName(clock, dueDate ?? dayOf(startedAt), rules),
    promise: promise === 'LONGER' || promise === 'NOT_COMPARABLE' ? promise : undefined,
  };
}
