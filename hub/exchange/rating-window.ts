import { jurisdictionFault } from '#domain/division';
import { dayOf } from '#domain/rules';
import type { cases } from '#hub/store';
import { RuleError, ValidationError } from '#proto/errors';
import type { CaseMessage } from '#proto/schema';
import type { Rules } from './rules.js';

/**
 * The window that is rated is one of the submitting platform's: its place decides how long a remedy may take, so nobody picks
 * one elsewhere. @param at unix milliseconds. @throws ValidationError for a place that there is not, RuleError ILLEGAL_TRANSITION.
 */
export function checkWindow(
  { type, body }: CaseMessage,
  { submitter }: cases.CaseRow,
  at: number,
  { directory, divisions }: Pick<Rules, 'directory' | 'divisions'>,
): void {
  if (type !== 'ServiceRating' && type !== 'ComplaintReceived') return;
  const own = directory.peer(submitter)?.divisionCode;
  if (body.windowDivision === undefined || own === undefined) return;
  const fault = jurisdictionFault(divisions, { place: body.windowDivision, own, date: dayOf(at) });
  if (fault === undefined) return;
  const violations = [{ pointer: '/windowDivision', message: fault.detail }];
  throw fault.kind === 'UNKNOWN'
    ? new ValidationError('MALFORMED', 'the place of the window is not valid', { violations })
    : new RuleError('ILLEGAL_TRANSITION', `the window is none of ${submitter}`, { violations });
}
