import type { Check } from '../check.js';
import { AUDIT } from './audit.js';
import { DUPLICATES } from './duplicates.js';
import { FLOW_CHECKS } from './flows.js';
import { HANDSHAKE, IDLE } from './handshake.js';
import { HOSTILE } from './hostile.js';
import { INBOX } from './inbox.js';
import { LOAD } from './load.js';
import { ORDER } from './order.js';
import { OTHER_ACTS } from './other-acts.js';
import { OUTAGES } from './outages.js';
import { REFUSALS } from './refusals.js';
import { SIGNING } from './signing.js';

/** Every check, in the order in which they run: whatever a check needs stands before it. */
export const CHECKS: readonly Check[] = [
  ...HANDSHAKE,
  ...SIGNING,
  ...INBOX,
  ...FLOW_CHECKS,
  ...OTHER_ACTS,
  ...DUPLICATES,
  ...HOSTILE,
  ...ORDER,
  ...REFUSALS,
  ...OUTAGES,
  ...LOAD,
  ...IDLE,
  ...AUDIT,
];

/**
 * Checks by their ids, or by the beginnings of ids at a dot: `flow.whole` stands for four. All of them when nothing is named.
 * @throws Error naming what there is not.
 */
export function selectChecks(names: readonly string[]): readonly Check[] {
  const isNamed = ({ id }: Check, name: string) => id === name || id.startsWith(`${name}.`);
  const unknown = names.filter((name) => !CHECKS.some((check) => isNamed(check, name)));
  if (unknown.length > 0) throw new Error(`没有这样的检查项 · no such check: ${unknown.join(', ')}`);
  return names.length === 0 ? CHECKS : CHECKS.filter((check) => names.some((name) => isNamed(check, name)));
}
