import type { ElementSameness } from './report.js';

export type Status = ElementSameness['status'];

export const STATUSES: readonly Status[] = ['same', 'differs', 'unknown'];

/** How many elements are the same, differ, or are unknown. */
export function totalsOf(elements: readonly ElementSameness[]): Readonly<Record<Status, number>> {
  const count = (status: Status) => elements.filter((element) => element.status === status).length;
  return { same: count('same'), differs: count('differs'), unknown: count('unknown') };
}
