import { dayOf } from '#domain/rules';
import type { cases } from '#hub/store';
import { RuleError, type Violation } from '#proto/errors';
import type { CaseMessage, Payload } from '#proto/schema';
import { pledgeRuleOf, regionOf } from './case-terms.js';
import type { Rules } from './rules.js';

type PledgeRules = Pick<Rules, 'commitments'>;

/**
 * 失信或虚假承诺记录: whoever has not made it good is handled on a commitment of neither kind. What the records say, the platform that
 * asked them answers for. @throws RuleError APPLICANT_BARRED.
 */
export function checkCredit({ body }: CaseMessage): void {
  if (!('creditCheck' in body) || body.creditCheck?.outcome !== 'BARRED') return;
  throw new RuleError('APPLICANT_BARRED', 'the records of credit bar the applicant', {
    violations: [{ pointer: '/creditCheck/outcome', message: `BARRED on ${body.creditCheck.checkedOn}` }],
  });
}

/**
 * 告知承诺 where the item allows it, of what may be pledged, by the notice that is in force.
 * @param at unix milliseconds, by the hub's clock. @throws RuleError COMMITMENT_NOT_ALLOWED, NOTICE_OUTDATED.
 */
export function checkPledge(
  { pledge, creditCheck }: Payload<'SubmitCase'>,
  entry: { readonly basicCode: string; readonly implementationCode: string },
  at: number,
  rules: PledgeRules,
): void {
  if (pledge === undefined) return;
  const today = dayOf(at);
  const { basicCode } = entry;
  const question = { basicCode, region: regionOf(entry), date: today };
  const rule = rules.commitments.ruleFor('NOTIFICATION_COMMITMENT', question);
  if (rule === undefined) {
    throw notAllowed(`item ${basicCode}`, [{ pointer: '/pledge', message: 'nothing may be pledged here' }]);
  }
  const { version, sha256 } = rule.notice;
  if (pledge.noticeVersion !== version || pledge.noticeSha256 !== sha256) {
    throw new RuleError('NOTICE_OUTDATED', `the notice in force is ${version} (sha256 ${sha256})`, {
      violations: [{ pointer: '/pledge/noticeVersion', message: `${version} is in force (${rule.id})` }],
    });
  }
  const unknown = pledge.pledgedCodes.flatMap((code, i): Violation[] =>
    rule.pledgeable.includes(code)
      ? []
      : [{ pointer: `/pledge/pledgedCodes/${i}`, message: `${code} may not be pledged (${rule.id})` }],
  );
  const faults = [
    ...unknown,
    ...daysAhead('/pledge/pledgedOn', pledge.pledgedOn, today),
    ...daysAhead('/creditCheck/checkedOn', creditCheck?.checkedOn, today),
  ];
  if (faults.length > 0) throw notAllowed(`item ${basicCode}`, faults);
}

/** 事后核查 by a method that the rule of the day of the case names. @throws RuleError COMMITMENT_NOT_ALLOWED. */
export function checkMethod({ type, body }: CaseMessage, row: cases.CaseRow, rules: PledgeRules): void {
  if (type !== 'CommitmentChecked') return;
  const rule = pledgeRuleOf(row, rules);
  if (rule === undefined || rule.afterCheck.methods.includes(body.method)) return;
  const methods = rule.afterCheck.methods.join(', ');
  throw notAllowed(`the check of case ${row.caseNo}`, [
    { pointer: '/method', message: `it is checked by ${methods} (${rule.id})` },
  ]);
}

function daysAhead(pointer: string, day: string | undefined, today: string): Violation[] {
  return day === undefined || day <= today ? [] : [{ pointer, message: `${day} is yet to come` }];
}

function notAllowed(what: string, violations: readonly Violation[]): RuleError {
  return new RuleError('COMMITMENT_NOT_ALLOWED', `${what} is not handled in this way`, { violations });
}
