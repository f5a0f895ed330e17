import type { Consultation } from '#domain/case';
import { limitsFor, startClock } from '#domain/deadline';
import { dayOf } from '#domain/rules';
import type { cases } from '#hub/store';
import { regionOf, termsOf } from '../case-terms.js';
import type { Rules } from '../rules.js';
import type { Awaited } from './awaited.js';
import { planOf, type RunningLadder, reachedLevel } from './ladder.js';

/** 咨询答复的预警与督办: each level of the ladder is told of once, to both sides, until the answer is there. */
export const consultationWarning: Awaited = {
  due(row, rules) {
    return (row.facets.consultations ?? []).flatMap((consultation) => {
      const running = answerClock(row, consultation, rules);
      return running === undefined ? [] : planOf(consultation.no, running, rules);
    });
  },

  act(row, { ref: consultationNo, dueAt: planned }, rules) {
    const consultation = row.facets.consultations?.find(({ no }) => no === consultationNo);
    const running = consultation && answerClock(row, consultation, rules);
    const reached = running && reachedLevel(running, planned, rules);
    return (
      reached && { type: 'ConsultationWarned', body: { caseNo: row.caseNo, consultationNo, ...reached } }
    );
  },
};

/**
 * How long the answer may take: by the rules of the day of the question, in working days of the deciding place, whoever asks.
 * @returns undefined when none is owed, or no rule sets a limit.
 */
export function answerClock(
  row: cases.CaseRow,
  { state, since, warned = [] }: Consultation,
  rules: Rules,
): RunningLadder | undefined {
  if (state !== 'ASKED') return undefined;
  const limit = limitsFor(termsOf(row), rules.timeLimits, dayOf(since)).get('CONSULTATION_REPLY');
  return limit && { clock: startClock(limit, regionOf(row), since), rule: limit.source.rule, warned };
}
