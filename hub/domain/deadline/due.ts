import { dateOfDay } from '../item/day.js';
import type { TimeLimit } from '../item/details.js';
import type { Calendars } from './calendars.js';
import type { Clock } from './clock.js';
import { Course } from './course.js';
import { monthsLater } from './months.js';
import { dayAt, standingTimes, startOf } from './standing-time.js';
import { isUnpublished, type Unpublished } from './workday-calendar.js';

export interface Due {
  readonly kind: 'due';
  /** The last day, YYYY-MM-DD. */
  readonly dueDate: string;
  /** The last millisecond that is in time: 23:59:59.999 +08:00 of the last day, but for limits in hours. The limit is over in the next. */
  readonly dueAt: number;
}

/** The clock stands, and nobody knows until when. */
export interface Paused {
  readonly kind: 'paused';
  /** Milliseconds since 1970. */
  readonly since: number;
}

export type DueAnswer = Due | Paused | Unpublished;

const HOUR_MS = 3_600_000;

/** When the clock is due, stopped or not. */
export function dueAt(clock: Clock, calendars: Calendars): DueAnswer {
  const limit = extended(clock);
  if (limit.unit === 'HOUR') return dueInHours(clock, limit.amount);
  const course = new Course(clock, calendars);
  const day = lastDay(clock, course, limit);
  if (day === undefined) return paused(clock);
  if (isUnpublished(day)) return day;
  return due(startOf(day + 1));
}

/** The limit with its extensions, which are in its unit. */
function extended({ terms, extensions }: Clock): TimeLimit {
  const more = extensions.reduce((sum, { by }) => sum + by.amount, 0);
  return { amount: terms.limit.amount + more, unit: terms.limit.unit };
}

/** The last day, or undefined when the clock stands for ever. */
function lastDay(clock: Clock, course: Course, limit: TimeLimit): number | undefined | Unpublished {
  const { unit, amount } = limit.unit === 'MONTH' ? inDays(course.startDay, limit.amount) : limit;
  const isOfWorkdays = unit === 'WORKING_DAY';
  const moves = isOfWorkdays || clock.terms.movesToWorkday;
  let day = amount === 0 ? course.startDay : course.nth(amount, isOfWorkdays ? unit : 'CALENDAR_DAY');
  for (;;) {
    if (day === undefined || isUnpublished(day)) return day;
    const moved: number | Unpublished = moves ? course.calendar.onOrAfter(day) : day;
    if (isUnpublished(moved)) return moved;
    // Nothing falls due while the clock stands: it has the rest of the day on which it runs again.
    const stands = course.standsAtEndOf(moved);
    if (stands === undefined) return moved;
    day = Number.isFinite(stands) ? stands : undefined;
  }
}

/** Months as days, so that pauses can be taken from them. */
function inDays(startDay: number, months: number): { unit: 'CALENDAR_DAY'; amount: number } {
  return { unit: 'CALENDAR_DAY', amount: monthsLater(startDay, months) - startDay };
}

/** Hours run from the very moment (民法典 art. 201), day and night, less the time for which the clock stands. */
function dueInHours(clock: Clock, hours: number): DueAnswer {
  let from = clock.startedAt;
  let left = hours * HOUR_MS;
  for (const standing of standingTimes(clock.pauses)) {
    const ran = Math.max(0, standing.from - from);
    if (left <= ran) break;
    if (standing.to === Number.POSITIVE_INFINITY) return paused(clock);
    left -= ran;
    from = Math.max(from, standing.to);
  }
  return due(from + left);
}

/** @param end the first millisecond that is too late. */
function due(end: number): Due {
  return Object.freeze({ kind: 'due', dueDate: dateOfDay(dayAt(end - 1)), dueAt: end - 1 });
}

function paused(clock: Clock): Paused {
  const since = standingTimes(clock.pauses).at(-1)?.from ?? clock.startedAt;
  return Object.freeze({ kind: 'paused', since });
}
