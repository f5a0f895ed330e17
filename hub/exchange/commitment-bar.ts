import { monthsLater } from '#domain/deadline';
import { dateOfDay, dayNumber } from '#domain/item';
import { dayOf } from '#domain/rules';
import type { cases, commitmentBars } from '#hub/store';
import { RuleError } from '#proto/errors';
import type { CaseMessage } from '#proto/schema';
import type { VerifiedAct } from './act.js';
import { pledgeRuleOf } from './case-terms.js';
import type { Rules } from './rules.js';

/** 承诺不实: until when the rule of the pledge keeps its applicant from commitments; undefined when the act says no such thing. */
export function barOf(
  { message: { type, body }, receivedAt }: VerifiedAct,
  row: cases.CaseRow,
  rules: Pick<Rules, 'commitments'>,
): commitmentBars.CommitmentBar | undefined {
  if (type !== 'CommitmentChecked' || body.finding !== 'BROKEN') return undefined;
  const rule = pledgeRuleOf(row, rules);
  if (rule?.afterCheck.barsMonths === undefined) return undefined;
  const until = dateOfDay(monthsLater(dayNumber(dayOf(receivedAt)), rule.afterCheck.barsMonths));
  return { caseNo: row.caseNo, until, rule: rule.id };
}

/** Where in the act the applicant's written word stands in for something, 告知承诺 or 容缺受理; undefined when nothing rests on it. */
export function commitmentIn({ type, body }: CaseMessage): '/pledge' | '/deferredCodes' | undefined {
  if (type === 'DeferredMaterialsAcceptance') return '/deferredCodes';
  return type === 'SubmitCase' && body.pledge !== undefined ? '/pledge' : undefined;
}

/** @param until the last day of what bars the applicant, if anything does. @throws RuleError APPLICANT_BARRED. */
export function checkBar({ message }: VerifiedAct, until: string | undefined): void {
  const pointer = commitmentIn(message);
  if (pointer === undefined || until === undefined) return;
  const detail = `the applicant broke a pledge, and is handled on no commitment until ${until} is over`;
  throw new RuleError('APPLICANT_BARRED', detail, {
    violations: [{ pointer, message: `barred until ${until}, unless the credit is restored before` }],
  });
}
