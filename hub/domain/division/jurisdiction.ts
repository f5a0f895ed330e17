import { divisionCodeFault, divisionParent, isWithinDivision } from '../codes/division-code.js';
import type { Divisions } from './divisions.js';

/** Why a place cannot speak as a part of a platform's division. */
interface JurisdictionFault {
  /** UNKNOWN: there is no such place. OUTSIDE: it is another's. */
  readonly kind: 'UNKNOWN' | 'OUTSIDE';
  readonly detail: string;
}

/**
 * Whether a place lies in a platform's own division on a day: that very division, one beneath it, or a code that one of these
 * had before, or has since.
 * @param date YYYY-MM-DD.
 */
export function jurisdictionFault(
  divisions: Divisions,
  { place, own, date }: { readonly place: string; readonly own: string; readonly date: string },
): JurisdictionFault | undefined {
  const fault = divisionCodeFault(place);
  if (fault !== undefined) return { kind: 'UNKNOWN', detail: fault };
  const stands = divisions.standingFor(place, date);
  if (!stands.some((code) => isPlausible(divisions, code, date))) {
    return { kind: 'UNKNOWN', detail: `there is no division ${place} on ${date}` };
  }
  const owns = divisions.standingFor(own, date);
  if (stands.some((code) => owns.some((outer) => isWithinDivision(code, outer)))) return undefined;
  return { kind: 'OUTSIDE', detail: `${place} does not lie in ${own} on ${date}` };
}

/** Lists end at some level: what is not listed may be there only where nothing is listed beneath the one above it. */
function isPlausible(divisions: Divisions, code: string, date: string): boolean {
  if (divisions.isKnown(code, date)) return true;
  const parent = divisionParent(code);
  return parent !== undefined && divisions.sizeOf(parent) === 0 && isPlausible(divisions, parent, date);
}
