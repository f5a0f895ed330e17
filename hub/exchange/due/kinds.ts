import type { cases, dueActs } from '#hub/store';
import type { Draft } from '#proto/schema';
import type { Rules } from '../rules.js';
import { acceptanceByLapse } from './acceptance.js';
import type { Awaited } from './awaited.js';
import { deferralByLapse } from './deferral.js';

const KINDS: Readonly<Record<string, Awaited>> = {
  ACCEPTANCE: acceptanceByLapse,
  DEFERRED_MATERIALS: deferralByLapse,
};

const NOTHING: readonly dueActs.DueAct[] = [];

/** Everything that the case awaits. It follows from the case and the rules alone, so it can be found again at any time. */
export function dueActsOf(row: cases.CaseRow | undefined, rules: Rules): readonly dueActs.DueAct[] {
  if (row === undefined) return NOTHING;
  const { caseNo } = row;
  return Object.entries(KINDS).flatMap(([kind, awaited]) =>
    awaited.due(row, rules).map(({ ref, dueAt }) => ({ caseNo, kind, ref, dueAt })),
  );
}

/** The act whose time has come. */
export function actOf(due: dueActs.DueAct, row: cases.CaseRow, rules: Rules): Draft | undefined {
  return KINDS[due.kind]?.act(row, due, rules);
}
