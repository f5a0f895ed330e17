import { isWithinDivision, NATION, parseDivisionCode, shortestDivisionCode } from '#domain/codes';
import type { Divisions } from '#domain/division';
import type { catalogueChanges } from '#hub/store';
import { ValidationError, type Violation } from '#proto/errors';

export type DivisionSelection = catalogueChanges.DivisionFilter;

/**
 * The divisions that a case for one of these may be decided in: each with everything beneath it, what stands above it, and
 * what has taken its place until that day.
 * @returns undefined for all there are.
 * @throws ValidationError MALFORMED for a code that is wrong, or lies in no province.
 */
export function selectDivisions(
  asked: readonly string[],
  divisions: Divisions,
  day: string,
): DivisionSelection | undefined {
  const violations = asked.flatMap((code, i): Violation[] => {
    const fault = faultOf(code, divisions);
    return fault === undefined ? [] : [{ pointer: `/divisions/${i}`, message: fault }];
  });
  if (violations.length > 0) {
    throw new ValidationError('MALFORMED', 'the request does not fit', { violations });
  }
  const trees = asked.flatMap((code) => [shortestDivisionCode(code), ...divisions.successorsOf(code, day)]);
  if (trees.length === 0 || trees.includes(NATION)) return undefined;
  return {
    beginnings: sorted(trees.map(beginningOf)),
    codes: sorted(trees.flatMap((code) => divisions.ancestorsOf(code))),
  };
}

/** Lists of divisions end at some level, so one that is not listed may be there; but its province must be. */
function faultOf(text: string, divisions: Divisions): string | undefined {
  const parsed = parseDivisionCode(text);
  if (typeof parsed === 'string') return parsed;
  const { province = NATION } = parsed;
  if (province === NATION || divisions.rows.some(({ code }) => isWithinDivision(code, province))) {
    return undefined;
  }
  return `no division is known in ${province}`;
}

/** The digits with which everything in a division begins. @param code in its shortest form. */
function beginningOf(code: string): string {
  if (code.length > 6) return code;
  return code.replace(/(?:00){1,2}$/, '');
}

function sorted(codes: readonly string[]): string[] {
  return [...new Set(codes)].sort();
}
