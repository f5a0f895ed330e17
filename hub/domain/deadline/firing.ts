import { dayNumber } from '../item/day.js';
import type { Calendars } from './calendars.js';
import type { Clock } from './clock.js';
import { Course } from './course.js';
import { type Due, dueAt, type Paused } from './due.js';
import type { LapseEffect, WarningLevel } from './limit.js';
import { dayAt, startOf } from './standing-time.js';
import { isUnpublished, type Unpublished } from './workday-calendar.js';

export type FiringEvent =
  | { readonly kind: 'WARNING'; readonly level: WarningLevel }
  | { readonly kind: 'LAPSE'; readonly effect: LapseEffect };

/** Something is to happen. */
export interface Firing {
  readonly kind: 'fires';
  /** Milliseconds since 1970. */
  readonly at: number;
  /** That of the clock when this was computed: together with a level's id it tells one warning from its repetition after an extension. */
  readonly dueAt: number;
  /** All that happens at that moment: the lapse first, then warnings in the order of the ladder. */
  readonly events: readonly FiringEvent[];
}

/** Nothing is to happen any more: the clock was stopped, or has fired everything. */
export interface NoFiring {
  readonly kind: 'none';
}

const NOTHING: NoFiring = Object.freeze({ kind: 'none' });
const HOUR_MS = 3_600_000;

/**
 * The next moment, after `at`, at which something is to happen: a warning, the lapse, a level of being overdue. Asked with
 * the moment that was answered before, it goes on from there. What lay before the start of the clock never fires.
 */
export function nextFiring(
  clock: Clock,
  calendars: Calendars,
  at: number,
): Firing | NoFiring | Paused | Unpublished {
  if (clock.stoppedAt !== undefined) return NOTHING;
  const due = dueAt(clock, calendars);
  if (due.kind !== 'due') return due;
  const { known, unpublished } = momentsOf(clock, due, new Course(clock, calendars));
  const ahead = known.filter((moment) => moment.at > at && moment.at > clock.startedAt);
  if (ahead.length === 0) return unpublished ?? NOTHING;
  const next = Math.min(...ahead.map((moment) => moment.at));
  const events = ahead.filter((moment) => moment.at === next).map(({ event }) => event);
  return Object.freeze({ kind: 'fires', at: next, dueAt: due.dueAt, events: Object.freeze(events) });
}

/** All warnings of a clock that runs, in their order. */
export interface Warnings {
  readonly kind: 'warns';
  readonly due: Due;
  readonly warnings: readonly { readonly at: number; readonly level: WarningLevel }[];
}

/** Every warning that comes after the start, told of or not; those in a year that is not published are left out. */
export function warningsOf(clock: Clock, calendars: Calendars): Warnings | Paused | Unpublished {
  const due = dueAt(clock, calendars);
  if (due.kind !== 'due') return due;
  const warnings = momentsOf(clock, due, new Course(clock, calendars))
    .known.flatMap(({ at, event }) =>
      event.kind === 'WARNING' && at > clock.startedAt ? { at, level: event.level } : [],
    )
    .sort((a, b) => a.at - b.at);
  return { kind: 'warns', due, warnings };
}

/**
 * Working days left after the day of the moment: 0 on the last day, less than 0 when it is over.
 */
export function remainingWorkdays(
  clock: Clock,
  calendars: Calendars,
  at: number,
): number | Paused | Unpublished {
  const due = dueAt(clock, calendars);
  if (due.kind !== 'due') return due;
  const course = new Course(clock, calendars);
  const [today, last] = [dayAt(at), dayNumber(due.dueDate)];
  if (today > last) {
    const over = course.calendar.count(last, today);
    return isUnpublished(over) ? over : -over;
  }
  const [all, gone] = [course.workdaysThrough(last), course.workdaysThrough(today)];
  if (isUnpublished(all)) return all;
  return isUnpublished(gone) ? gone : all - gone;
}

interface Moment {
  readonly at: number;
  readonly event: FiringEvent;
}

function momentsOf(clock: Clock, due: Due, course: Course) {
  const { onLapse, warnings } = clock.terms;
  const known: Moment[] = [{ at: due.dueAt + 1, event: Object.freeze({ kind: 'LAPSE', effect: onLapse }) }];
  let unpublished: Unpublished | undefined;
  for (const level of warnings) {
    const at = momentOf(level, due, course);
    if (typeof at === 'number') known.push({ at, event: Object.freeze({ kind: 'WARNING', level }) });
    else unpublished ??= at;
  }
  return { known, unpublished };
}

/** Undefined for a level that would have come before the clock started. */
function momentOf({ offset }: WarningLevel, due: Due, course: Course): number | undefined | Unpublished {
  const { amount, unit } = offset;
  if (unit === 'HOUR') return due.dueAt + 1 + amount * HOUR_MS;
  const last = dayNumber(due.dueDate);
  const day =
    amount === 0 ? last : amount > 0 ? course.calendar.add(last, amount) : dayLeft(course, last, -amount);
  return typeof day === 'number' ? startOf(day) : day;
}

/** The day after which so many working days are left, however long the clock stood in between. */
function dayLeft(course: Course, last: number, left: number): number | undefined | Unpublished {
  const all = course.workdaysThrough(last);
  if (isUnpublished(all)) return all;
  return all - left < 1 ? undefined : course.nth(all - left, 'WORKING_DAY');
}
