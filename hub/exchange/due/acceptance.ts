import { dueAt } from '#domain/deadline';
import type { cases } from '#hub/store';
import type { Rules } from '../rules.js';
import type { Awaited } from './awaited.js';
import { afterLimit, calendarName, type RunningLimit, runningLimit } from './limits.js';

/** 视为受理: the authority has had the papers for as long as the law allows, and said nothing. */
export const acceptanceByLapse: Awaited = {
  due(row, rules) {
    const running = acceptanceClock(row, rules);
    return running?.limit.onLapse === 'ACCEPTED_BY_LAPSE' ? [afterLimit(running, rules)] : [];
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

function acceptanceClock(row: cases.CaseRow, rules: Rules): RunningLimit | undefined {
  const since = row.facets.acceptance?.heldSince;
  return since === undefined ? undefined : runningLimit(row, 'ACCEPTANCE_NOTICE', since, rules);
}
