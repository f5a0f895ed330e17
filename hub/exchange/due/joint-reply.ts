import { isOpen, type OverdueStage } from '#domain/case';
import { dueAt } from '#domain/deadline';
import type { cases } from '#hub/store';
import type { Draft } from '#proto/schema';
import type { Rules } from '../rules.js';
import type { Awaited } from './awaited.js';
import { afterLimit, calendarName, type RunningLimit, runningLimit } from './limits.js';

const LIMIT_OF = { REMINDED: 'JOINT_REPLY', RELEASABLE: 'JOINT_RELEASE' } as const;

/** 督办: the participant of a joint case has been asked, and has said nothing for as long as the rules give it. */
export const jointReply: Awaited = {
  due(row, rules) {
    const stage = nextStage(row);
    const running = stage && silence(row, stage, rules);
    return running === undefined ? [] : [afterLimit(running, rules)];
  },

  act(row, { dueAt: planned }, rules) {
    const stage = nextStage(row);
    const running = stage && silence(row, stage, rules);
    const due = running && dueAt(running.clock, rules.calendars);
    return due?.kind === 'due' && due.dueAt < planned && stage !== undefined
      ? partOverdue(row.caseNo, row, stage, rules)
      : undefined;
  },
};

/** The act, in the part or in the case that leads. @returns undefined when the participant has answered. */
export function partOverdue(
  caseNo: string,
  part: cases.CaseRow,
  stage: OverdueStage,
  rules: Rules,
): Draft | undefined {
  const running = silence(part, stage, rules);
  const due = running && dueAt(running.clock, rules.calendars);
  if (running === undefined || due?.kind !== 'due') return undefined;
  const { clock, limit } = running;
  return {
    type: 'PartOverdue',
    body: {
      caseNo,
      partCaseNo: part.caseNo,
      stage,
      receivedAt: new Date(clock.startedAt).toISOString(),
      dueDate: due.dueDate,
      rule: limit.source.rule,
      calendar: calendarName(clock, due.dueDate, rules),
    },
  };
}

function nextStage({ state, facets: { part } }: cases.CaseRow): OverdueStage | undefined {
  if (part?.silentSince === undefined || !isOpen(state)) return undefined;
  if (part.overdue === undefined) return 'REMINDED';
  return part.overdue === 'REMINDED' ? 'RELEASABLE' : undefined;
}

function silence(part: cases.CaseRow, stage: OverdueStage, rules: Rules): RunningLimit | undefined {
  const since = part.facets.part?.silentSince;
  return since === undefined ? undefined : runningLimit(part, LIMIT_OF[stage], since, rules);
}
