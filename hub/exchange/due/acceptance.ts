import { type CaseClock, dueAt } from '#domain/deadline';
import type { cases } from '#hub/store';
import type { Rules } from '../rules.js';
import type { Awaited } from './awaited.js';
import { calendarName, runningClocks, withoutDate } from './clocks.js';

/** 视为受理: the authority has had the papers for as long as the law allows, and said nothing. */
export const acceptanceByLapse: Awaited = {
  due(row, rules) {
    const running = acceptanceClock(row, rules);
    if (running === undefined) return [];
    const due = dueAt(running.clock, rules.calendars);
    return due.kind === 'due'
      ? [{ ref: '', dueAt: due.dueAt + 1, dueDate: due.dueDate }]
      : [{ ref: '', ...withoutDate(due) }];
  },

  act(row, { dueAt: planned }, rules) {
    const running = acceptanceClock(row, rules);
    const due = running && dueAt(running.clock, rules.calendars);
    if (running === undefined || due?.kind !== 'due' || due.dueAt >= planned) return undefined;
    const { clock, rule } = running;
    return {
      type: 'AcceptedByLapse',
      body: {
        caseNo: row.caseNo,
        receivedAt: new Date(clock.startedAt).toISOString(),
        dueDate: due.dueDate,
        rule,
        calendar: calendarName(clock, due.dueDate, rules),
      },
    };
  },
};

function acceptanceClock(row: cases.CaseRow, rules: Rules): CaseClock | undefined {
  return runningClocks(row, rules).find(
    ({ kind, clock }) => kind === 'ACCEPTANCE_NOTICE' && clock.terms.onLapse === 'ACCEPTED_BY_LAPSE',
  );
}
