import type { TimeLimit } from '../item/index.js';
import type { SamenessElement } from './element.js';
import type { Statement } from './statement.js';
import { comparable } from './text.js';

/** How a statement stands to the standard. BETTER and WORSE: a shorter and a longer time limit. */
export type Relation = 'SAME' | 'BETTER' | 'WORSE' | 'DIFFERENT' | 'NOT_COMPARABLE';

/** Statements that say the same have the same key. */
export function keyOf({ compare }: SamenessElement, { lines, limit }: Statement): string {
  if (limit !== undefined) {
    const { scale, amount } = measured(limit);
    return amount === 0 ? '0' : `${scale} ${amount}`;
  }
  const keys = lines.map(({ parts }) => JSON.stringify(parts.map(comparable)));
  return JSON.stringify(compare === 'SET' ? [...new Set(keys)].sort() : keys);
}

export function relationOf(element: SamenessElement, own: Statement, standard: Statement): Relation {
  if (keyOf(element, own) === keyOf(element, standard)) return 'SAME';
  if (own.limit === undefined || standard.limit === undefined) return 'DIFFERENT';
  const [ownTime, standardTime] = [measured(own.limit), measured(standard.limit)];
  // No time at all is shorter than any time.
  const areAlike = ownTime.scale === standardTime.scale || ownTime.amount === 0 || standardTime.amount === 0;
  if (!areAlike) return 'NOT_COMPARABLE';
  return ownTime.amount < standardTime.amount ? 'BETTER' : 'WORSE';
}

/** Whether a relation to the standard needs no change. */
export function isAccepted({ mayBeBetter }: SamenessElement, relation: Relation): boolean {
  return relation === 'SAME' || (relation === 'BETTER' && mayBeBetter);
}

/** A calendar day is 24 hours; working days and months are each a scale of their own. */
function measured({ amount, unit }: TimeLimit): { readonly scale: string; readonly amount: number } {
  return unit === 'CALENDAR_DAY' ? { scale: 'HOUR', amount: amount * 24 } : { scale: unit, amount };
}
