import { dueAt, isUnpublished, limitsFor, startClock, type WorkdayCalendar } from '#domain/deadline';
import { dateOfDay, dayNumber } from '#domain/item';
import { dayOf } from '#domain/rules';
import type { cases } from '#hub/store';
import { RuleError, type Violation } from '#proto/errors';
import type { CaseMessage, Payload } from '#proto/schema';
import { regionOf, termsOf } from './case-terms.js';
import type { Rules } from './rules.js';

/** What a deferral is judged by. */
type DeferralRules = Pick<Rules, 'commitments' | 'timeLimits' | 'calendars'>;

type Acceptance = Payload<'DeferredMaterialsAcceptance'>;

/**
 * 容缺受理 where the item allows it, of materials that may be deferred, and for as long as the rules let it take.
 * @param at unix milliseconds, by the hub's clock. @throws RuleError COMMITMENT_NOT_ALLOWED, with everything that stands against it.
 */
export function checkDeferral(
  { type, body }: CaseMessage,
  row: cases.CaseRow,
  at: number,
  rules: DeferralRules,
): void {
  if (type !== 'DeferredMaterialsAcceptance') return;
  const violations = [...materialFaults(body, row, rules), ...dueByFaults(body, row, at, rules)];
  if (violations.length === 0) return;
  const detail = `case ${row.caseNo} cannot be accepted with these materials deferred`;
  throw new RuleError('COMMITMENT_NOT_ALLOWED', detail, { violations });
}

function materialFaults(
  { deferredCodes }: Acceptance,
  row: cases.CaseRow,
  rules: DeferralRules,
): Violation[] {
  const { basicCode } = row;
  const question = { basicCode, region: regionOf(row), date: dayOf(row.createdAt) };
  const rule = rules.commitments.ruleFor('DEFERRED_MATERIALS', question);
  if (rule === undefined) {
    return [{ pointer: '/deferredCodes', message: `item ${basicCode} lets nothing be deferred here` }];
  }
  return deferredCodes.flatMap((code, i) =>
    (rule.materials?.includes(code) ?? true)
      ? []
      : [{ pointer: `/deferredCodes/${i}`, message: `${code} may not be deferred (${rule.id})` }],
  );
}

function dueByFaults(body: Acceptance, row: cases.CaseRow, at: number, rules: DeferralRules): Violation[] {
  const { dueBy } = body;
  const latest = latestDay(body, row, at, rules);
  const fault = (message: string): Violation[] => [{ pointer: '/dueBy', message }];
  if (typeof latest === 'object') return fault(latest.fault);
  if (dueBy < dayOf(at)) return fault(`${dueBy} has passed`);
  return dueBy > latest ? fault(`${dueBy} is after ${latest}`) : [];
}

/** The last day that may be set: within the limit, and so long before the promised day as the rule wants. */
function latestDay(
  { promisedDate }: Acceptance,
  row: cases.CaseRow,
  at: number,
  { timeLimits, calendars }: DeferralRules,
): string | { readonly fault: string } {
  const date = dayOf(row.createdAt);
  const terms = termsOf(row);
  const limit = limitsFor(terms, timeLimits, date).get('DEFERRED_MATERIALS');
  if (limit === undefined) return { fault: 'no rule says how long materials may be deferred' };
  const due = dueAt(startClock(limit, terms.region, at), calendars);
  const itemType = terms.basicCode.slice(2, 4);
  const rule = timeLimits.ruleFor('DEFERRED_MATERIALS', { ...terms, itemType, date });
  const calendar = calendars.forRegion(terms.region);
  const promised = dayBefore(promisedDate, rule?.belowPromise ?? 0, calendar);
  if (due.kind !== 'due' || promised === undefined)
    return { fault: 'which days are working days is not published' };
  return dateOfDay(Math.min(dayNumber(due.dueDate), promised));
}

/** The last day after which so many working days are left until the date; undefined when nobody can count them. */
function dayBefore(date: string, workdays: number, calendar: WorkdayCalendar): number | undefined {
  const until = dayNumber(date);
  for (let day = until; ; day--) {
    const left = calendar.count(day, until);
    if (isUnpublished(left)) return undefined;
    if (left >= workdays) return day;
  }
}
