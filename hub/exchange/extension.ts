import { extendClock, isClockRefusal } from '#domain/deadline';
import type { cases } from '#hub/store';
import { RuleError } from '#proto/errors';
import type { CaseMessage } from '#proto/schema';
import { clocksOf } from './due/index.js';
import type { Rules } from './rules.js';

/**
 * 延期: more time only as the rule of the limit gives it: as often, as much, in its unit, by whom it names, and before the limit
 * is over by the calendars of today. @param at unix milliseconds, by the hub's clock. @throws RuleError ILLEGAL_TRANSITION.
 */
export function checkExtension(
  { type, body }: CaseMessage,
  row: cases.CaseRow,
  at: number,
  rules: Rules,
): void {
  if (type !== 'TimeLimitExtended') return;
  const { clock: kind, amount, unit, approver, reason } = body;
  const running = clocksOf(row, rules).find((each) => each.kind === kind);
  if (running === undefined) {
    throw new RuleError('ILLEGAL_TRANSITION', `no rule of limits holds for ${kind} of this case`);
  }
  const extended = extendClock(
    running.clock,
    { by: { amount, unit }, approver, reason, at },
    rules.calendars,
  );
  if (isClockRefusal(extended)) {
    throw new RuleError('ILLEGAL_TRANSITION', `${kind}: ${extended.code}: ${extended.detail}`);
  }
}
