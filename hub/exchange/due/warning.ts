import { type CaseClock, warningsOf } from '#domain/deadline';
import type { Rules } from '../rules.js';
import type { Awaited } from './awaited.js';
import { calendarName, runningClocks, waitOf } from './limits.js';

/**
 * 预警 and 督办: each clock that runs is awaited, by the next level of its ladder that nobody was told of for its last day; when
 * there is none, the row keeps that day, so that it is known when it moves.
 */
export const clockWarning: Awaited = {
  due(row, rules) {
    return runningClocks(row, rules).map((running) => {
      const ref = running.kind;
      const answer = nextWarning(running, rules);
      if (answer.kind !== 'warns') return { ref, waitsFor: waitOf(answer) };
      const plan = { ref, dueDate: answer.due.dueDate };
      return answer.next === undefined ? plan : { ...plan, dueAt: answer.next.at };
    });
  },

  act(row, { ref, dueAt: planned }, rules) {
    const running = runningClocks(row, rules).find(({ kind }) => kind === ref);
    const answer = running && nextWarning(running, rules);
    if (running === undefined || answer?.kind !== 'warns') return undefined;
    const { next, due } = answer;
    if (next === undefined || next.at > planned) return undefined;
    return {
      type: 'ClockWarned',
      body: {
        caseNo: row.caseNo,
        clock: running.kind,
        level: next.level.id,
        dueDate: due.dueDate,
        firingAt: new Date(next.at).toISOString(),
        rule: running.rule,
        calendar: calendarName(running.clock, due.dueDate, rules),
        escalateTo: [...next.level.escalateTo],
      },
    };
  },
};

function nextWarning({ clock, warned }: CaseClock, { calendars }: Rules) {
  const answer = warningsOf(clock, calendars);
  if (answer.kind !== 'warns') return answer;
  const told = warned?.dueDate === answer.due.dueDate ? warned.levels : [];
  return { ...answer, next: answer.warnings.find(({ level }) => !told.includes(level.id)) };
}
