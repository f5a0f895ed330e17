import type { cases } from '#hub/store';
import { RuleError } from '#proto/errors';
import type { CaseMessage } from '#proto/schema';

/**
 * A later notice without codes cannot be compared with what was named before, so it needs an override whatever it names. Here and
 * not in the life of the case: those that stand from before there were codes are not to be judged anew.
 * @throws RuleError POINT_NOT_NOTICED_AT_ONCE.
 */
export function checkNotice({ type, body }: CaseMessage, before: cases.CaseRow): void {
  if (type !== 'CorrectionNotice' || before.facets.notices === undefined) return;
  const { missing, faulty, missingCodes, faultyCodes, override } = body;
  if (override !== undefined || missingCodes.length + faultyCodes.length > 0) return;
  const violations = [
    ...missing.map((_, i) => ({ pointer: `/missing/${i}`, message: 'a point without a code' })),
    ...faulty.map((_, i) => ({ pointer: `/faulty/${i}`, message: 'a point without a code' })),
  ];
  throw new RuleError(
    'POINT_NOT_NOTICED_AT_ONCE',
    `${body.noticeNo} is not the first notice of this case, and has neither codes nor an override`,
    { violations },
  );
}
