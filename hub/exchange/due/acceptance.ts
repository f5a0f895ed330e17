import { type AppliedLimit, type Clock, dueAt, limitsFor, startClock } from '#domain/deadline';
import { dayOf } from '#domain/rules';
import type { cases } from '#hub/store';
import { regionOf, termsOf } from '../case-terms.js';
import type { Rules } from '../rules.js';
import type { Awaited } from './awaited.js';

/** 视为受理: the authority has had the papers for as long as the law allows, and said nothing. */
export const acceptanceByLapse: Awaited = {
  due(row, rules) {
    const running = acceptanceClock(row, rules);
    const due = running && dueAt(running.clock, rules.calendars);
    // A year that was not published gives no date; the new notice plans it anew.
    return due?.kind === 'due' && running?.limit.onLapse === 'ACCEPTED_BY_LAPSE'
      ? [{ ref: '', dueAt: due.dueAt + 1 }]
      : [];
  },

  act(row, { dueAt: planned }, rules) {
    const running = acceptanceClock(row, rules);
    const due = running && dueAt(running.clock, rules.calendars);
    if (running === undefined || due?.kind !== 'due' || due.dueAt >= planned) return undefined;
    const { clock, limit } = running;
    return {
      type: 'AcceptedByLapse',
      body: {
        caseNo: row.caseNo,
        receivedAt: new Date(clock.startedAt).toISOString(),
        dueDate: due.dueDate,
        rule: limit.source.rule,
        calendar: calendarName(clock, due.dueDate, rules),
      },
    };
  },
};

function acceptanceClock(
  row: cases.CaseRow,
  rules: Rules,
): { readonly clock: Clock; readonly limit: AppliedLimit } | undefined {
  const since = row.facets.acceptance?.heldSince;
  if (since === undefined) return undefined;
  const region = regionOf(row);
  const limit = limitsFor(termsOf(row), rules.timeLimits, dayOf(row.createdAt)).get('ACCEPTANCE_NOTICE');
  return limit && { limit, clock: startClock(limit, region, since) };
}

/** The notices that the days were counted by. */
function calendarName({ startedAt, region }: Clock, dueDate: string, { calendars }: Rules): string {
  const years = [dayOf(startedAt).slice(0, 4), dueDate.slice(0, 4)];
  const notices = calendars.forRegion(region).notices.filter(({ year }) => years.includes(String(year)));
  return notices.map((each) => `${each.region}/${each.year}/${each.version}`).join(' ');
}
