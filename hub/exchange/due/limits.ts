import { type AppliedLimit, type Clock, type LimitKind, limitsFor, startClock } from '#domain/deadline';
import { dayOf } from '#domain/rules';
import type { cases } from '#hub/store';
import { regionOf, termsOf } from '../case-terms.js';
import type { Rules } from '../rules.js';

export interface RunningLimit {
  readonly limit: AppliedLimit;
  readonly clock: Clock;
}

/** The limit of this kind that holds for the case, running since then; undefined when no rule sets one. */
export function runningLimit(
  row: cases.CaseRow,
  kind: LimitKind,
  since: number,
  rules: Rules,
): RunningLimit | undefined {
  const limit = limitsFor(termsOf(row), rules.timeLimits, dayOf(row.createdAt)).get(kind);
  return limit && { limit, clock: startClock(limit, regionOf(row), since) };
}

/** The notices that the days were counted by. */
export function calendarName({ startedAt, region }: Clock, dueDate: string, { calendars }: Rules): string {
  const years = [dayOf(startedAt).slice(0, 4), dueDate.slice(0, 4)];
  const notices = calendars.forRegion(region).notices.filter(({ year }) => years.includes(String(year)));
  return notices.map((each) => `${each.region}/${each.year}/${each.version}`).join(' ');
}
