import type { Moved } from '../acts.js';

/** What a last day has moved from and to, so that it is told once, whichever processes have found it. */
export function movedText({ previousDueDate, dueDate }: Moved): string {
  return `${previousDueDate ?? '-'} ${dueDate ?? '-'}`;
}
