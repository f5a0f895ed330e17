import { type AppliedLimit, type Clock, type LimitKind, limitsFor, startClock } from '#domain/deadline';
import { dayOf } from '#domain/rules';
import type { cases } from '#hub/store';
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
  const region = regionOf(row);
  const { basicCode, implementationCode, mode, createdAt } = row;
  const terms = { region, basicCode, implementationCode, mode, version: undefined, details: {} };
  const limit = limitsFor(terms, rules.timeLimits, dayOf(createdAt)).get(kind);
  return limit && { limit, clock: startClock(limit, region, since) };
}

/** Of the deciding authority: the division in its unified code, which is the first part of the implementation code. */
function regionOf({ implementationCode }: cases.CaseRow): string {
  return implementationCode.slice(2, 8);
}

/** The notices that the days were counted by. */
export function calendarName({ startedAt, region }: Clock, dueDate: string, { calendars }: Rules): string {
  const years = [dayOf(startedAt).slice(0, 4), dueDate.slice(0, 4)];
  const notices = calendars.forRegion(region).notices.filter(({ year }) => years.includes(String(year)));
  return notices.map((each) => `${each.region}/${each.year}/${each.version}`).join(' ');
}
