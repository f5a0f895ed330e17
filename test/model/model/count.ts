import { dayAt, dayText, isWorkday, startOf, workdayFrom } from './calendar.js';
import type { Level } from './limits.js';
import type { Day } from './words.js';

/** A time that runs in working days, told day by day. The day on which it starts does not count. */
export interface Count {
  readonly startedAt: number;
  readonly workdays: number;
  readonly pauses: readonly Pause[];
}

/** From the first millisecond that does not count to the first that does again; unix milliseconds. */
export interface Pause {
  readonly from: number;
  readonly to: number | undefined;
}

/** The last day; undefined while nobody knows when the count goes on. */
export function lastDay({ startedAt, workdays, pauses }: Count): number | undefined {
  let day = dayAt(startedAt);
  for (let left = workdays; left > 0; ) {
    day++;
    if (standsForEver(pauses, startOf(day))) return undefined;
    if (isWorkday(day) && !stands(pauses, startOf(day))) left--;
  }
  // Nothing falls due on a day off, nor while the count stands.
  while (!isWorkday(day) || stands(pauses, startOf(day + 1))) {
    if (standsForEver(pauses, startOf(day + 1))) return undefined;
    day++;
  }
  return day;
}

export function lastDayText(count: Count): Day | undefined {
  const day = lastDay(count);
  return day === undefined ? undefined : dayText(day);
}

/** The first moment that is too late. */
export function overAt(count: Count): number | undefined {
  const day = lastDay(count);
  return day === undefined ? undefined : startOf(day + 1);
}

/** The warning that comes next, of those that nobody was told of; the missed ones first. */
export function nextWarning(
  count: Count,
  ladder: readonly Level[],
  told: readonly string[],
): { readonly level: string; readonly dueDate: Day; readonly from: number } | undefined {
  const last = lastDay(count);
  if (last === undefined) return undefined;
  const moments = ladder.flatMap(({ id, offset }) => {
    const day = offset < 0 ? dayWith(-offset, count, last) : workdayFrom(last, offset);
    return day === undefined || startOf(day) <= count.startedAt ? [] : [{ level: id, from: startOf(day) }];
  });
  const next = moments.find(({ level }) => !told.includes(level));
  return next && { ...next, dueDate: dayText(last) };
}

/** The counted day after which so many are left. */
function dayWith(left: number, { startedAt, pauses }: Count, last: number): number | undefined {
  const counted: number[] = [];
  for (let day = dayAt(startedAt) + 1; day <= last; day++) {
    if (isWorkday(day) && !stands(pauses, startOf(day))) counted.push(day);
  }
  return counted[counted.length - 1 - left];
}

function stands(pauses: readonly Pause[], at: number): boolean {
  return pauses.some(({ from, to }) => from <= at && (to === undefined || at < to));
}

function standsForEver(pauses: readonly Pause[], at: number): boolean {
  return pauses.some(({ from, to }) => from <= at && to === undefined);
}
