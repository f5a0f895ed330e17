import { type CaseMeasure, MEASURE_OF } from '#domain/case';
import { dueAt } from '#domain/deadline';
import { dayOf } from '#domain/rules';
import type { caseCounts, cases } from '#hub/store';
import type { MessageType } from '#proto/schema';
import { clocksOf } from './due/index.js';
import type { Rules } from './rules.js';

/**
 * What the act that the case has just taken adds to the counts. Of a life event its members count, the whole does not. A decision
 * is judged by the calendars of its day: what is counted is not counted anew when they change.
 */
export function countedAct(
  type: MessageType,
  row: cases.CaseRow,
  rules: Rules,
): caseCounts.CountedAct | undefined {
  const measure = type === 'DecisionIssued' ? punctuality(row, rules) : MEASURES[type];
  if (measure === undefined || row.facets.members !== undefined) return undefined;
  const { submitter, competent, basicCode, mode, updatedAt } = row;
  return { month: dayOf(updatedAt).slice(0, 7), submitter, competent, basicCode, mode, measure };
}

const MEASURES: Readonly<Partial<Record<MessageType, CaseMeasure>>> = MEASURE_OF;

/** By the decision's clock, which this act has stopped. */
function punctuality(row: cases.CaseRow, rules: Rules): CaseMeasure {
  const clock = clocksOf(row, rules).find(({ kind }) => kind === 'DECISION')?.clock;
  const due = clock && dueAt(clock, rules.calendars);
  if (due?.kind !== 'due') return 'DECIDED_UNTIMED';
  return (clock?.stoppedAt ?? row.updatedAt) <= due.dueAt ? 'DECIDED_IN_TIME' : 'DECIDED_LATE';
}
