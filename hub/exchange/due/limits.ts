import {
  type AppliedLimit,
  type CaseClock,
  type Clock,
  caseClocks,
  type DueAnswer,
  dueAt,
  type LimitKind,
  limitsFor,
  startClock,
} from '#domain/deadline';
import { dayOf } from '#domain/rules';
import type { cases } from '#hub/store';
import { itemTermsOf, regionOf, termsOf } from '../case-terms.js';
import type { Rules } from '../rules.js';
import type { Plan } from './awaited.js';

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

/** An act that comes when the limit is over; without a date while nobody has published the year that it ends in. */
export function afterLimit({ clock }: RunningLimit, { calendars }: Rules): Plan {
  const due = dueAt(clock, calendars);
  return due.kind === 'due'
    ? { ref: '', dueAt: due.dueAt + 1, dueDate: due.dueDate }
    : { ref: '', waitsFor: waitOf(due) };
}

const NONE: readonly CaseClock[] = [];

/** The clocks of a case, those that were stopped too. */
export function clocksOf(row: cases.CaseRow, rules: Rules): readonly CaseClock[] {
  const { facets, createdAt } = row;
  if (facets.clocks === undefined) return NONE;
  return caseClocks({ facets, terms: itemTermsOf(row, rules), date: dayOf(createdAt) }, rules);
}

/** Those that run. */
export function runningClocks(row: cases.CaseRow, rules: Rules): readonly CaseClock[] {
  const kept = Object.values(row.facets.clocks ?? {});
  if (kept.every(({ stoppedAt }) => stoppedAt !== undefined)) return NONE;
  return clocksOf(row, rules).filter(({ clock }) => clock.stoppedAt === undefined);
}

/** What something that has no date waits for. */
export function waitOf(due: Exclude<DueAnswer, { kind: 'due' }>): string {
  return due.kind === 'paused' ? 'RESUMPTION' : `NOTICE ${due.year}`;
}

/** The notices that the days were counted by. */
export function calendarName({ startedAt, region }: Clock, dueDate: string, { calendars }: Rules): string {
  const years = [dayOf(startedAt).slice(0, 4), dueDate.slice(0, 4)];
  const notices = calendars.forRegion(region).notices.filter(({ year }) => years.includes(String(year)));
  return notices.map((each) => `${each.region}/${each.year}/${each.version}`).join(' ');
}
