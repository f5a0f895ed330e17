import { type CaseClock, type Clock, caseClocks, type DueAnswer } from '#domain/deadline';
import { dayOf } from '#domain/rules';
import type { cases } from '#hub/store';
import type { Rules } from '../rules.js';
import type { Plan } from './awaited.js';

const NONE: readonly CaseClock[] = [];

/** The clocks of a case, those that were stopped too. */
export function clocksOf(row: cases.CaseRow, rules: Rules): readonly CaseClock[] {
  if (row.facets.clocks === undefined) return NONE;
  const { facets, basicCode, implementationCode, mode, createdAt } = row;
  const date = dayOf(createdAt);
  const region = regionOf(row);
  const entry = entryOf(row, date, rules);
  const { version, limits: details = {} } = entry ?? { version: undefined };
  const terms = { region, basicCode, implementationCode, mode, version, details };
  return caseClocks({ facets, terms, date }, rules);
}

/** Those that run. */
export function runningClocks(row: cases.CaseRow, rules: Rules): readonly CaseClock[] {
  const kept = Object.values(row.facets.clocks ?? {});
  if (kept.every(({ stoppedAt }) => stoppedAt !== undefined)) return NONE;
  return clocksOf(row, rules).filter(({ clock }) => clock.stoppedAt === undefined);
}

/** The notices that the days were counted by. */
export function calendarName({ startedAt, region }: Clock, dueDate: string, { calendars }: Rules): string {
  const years = [dayOf(startedAt).slice(0, 4), dueDate.slice(0, 4)];
  const notices = calendars.forRegion(region).notices.filter(({ year }) => years.includes(String(year)));
  return notices.map((each) => `${each.region}/${each.year}/${each.version}`).join(' ');
}

/** What the plan says of a clock that has no date. */
export function withoutDate(due: Exclude<DueAnswer, { kind: 'due' }>): Omit<Plan, 'ref'> {
  return { waitsFor: due.kind === 'paused' ? 'RESUMPTION' : `NOTICE ${due.year}` };
}

/** 实施清单 of the day of the case; of several places of one authority, that of the authority's own seat, or the first. */
function entryOf({ implementationCode }: cases.CaseRow, date: string, { catalogue }: Rules) {
  const entries = catalogue.byImplementation(implementationCode, date);
  const seat = implementationCode.slice(2, 8);
  return entries.find(({ divisionCode }) => divisionCode === seat) ?? entries[0];
}

/** Of the deciding authority: the division in its unified code, which is the first part of the implementation code. */
function regionOf({ implementationCode }: cases.CaseRow): string {
  return implementationCode.slice(2, 8);
}
