import { deferralEnd } from '#domain/case';
import { limitsFor } from '#domain/deadline';
import { dayOf } from '#domain/rules';
import type { cases } from '#hub/store';
import { termsOf } from '../case-terms.js';
import type { Rules } from '../rules.js';
import type { Awaited } from './awaited.js';

/** 容缺材料逾期未补齐: what was promised has not come by its day, so the case ends without a result. */
export const deferralByLapse: Awaited = {
  due(row, rules) {
    const { deferral } = row.facets;
    return deferral === undefined || lapseRule(row, rules) === undefined
      ? []
      : [{ ref: '', dueAt: deferralEnd(deferral) }];
  },

  act(row, { dueAt }, rules) {
    const { deferral } = row.facets;
    const rule = lapseRule(row, rules);
    if (deferral === undefined || rule === undefined || deferralEnd(deferral) > dueAt) return undefined;
    const { caseNo } = row;
    const { dueBy, owed } = deferral;
    return { type: 'TerminatedByLapse', body: { caseNo, dueBy, missingCodes: [...owed], rule } };
  },
};

function lapseRule(row: cases.CaseRow, { timeLimits }: Rules): string | undefined {
  const limit = limitsFor(termsOf(row), timeLimits, dayOf(row.createdAt)).get('DEFERRED_MATERIALS');
  return limit?.onLapse === 'TERMINATED' ? limit.source.rule : undefined;
}
