import type { cases, dueActs } from '#hub/store';
import type { Draft } from '#proto/schema';
import type { Rules } from '../rules.js';
import { acceptanceByLapse } from './acceptance.js';
import type { Awaited } from './awaited.js';
import { clockWarning } from './warning.js';

const KINDS: Readonly<Record<string, Awaited>> = {
  ACCEPTANCE: acceptanceByLapse,
  CLOCK: clockWarning,
};

const NOTHING: readonly dueActs.DueAct[] = [];

/** Everything that the case awaits. It follows from the case and the rules alone, so it can be found again at any time. */
export function dueActsOf(row: cases.CaseRow | undefined, rules: Rules): readonly dueActs.DueAct[] {
  if (row === undefined) return NOTHING;
  const { caseNo } = row;
  return Object.entries(KINDS).flatMap(([kind, awaited]) =>
    awaited.due(row, rules).map((plan) => ({ caseNo, kind, ...plan })),
  );
}

/** The act whose time has come. */
export function actOf(due: dueActs.ClaimedAct, row: cases.CaseRow, rules: Rules): Draft | undefined {
  return KINDS[due.kind]?.act(row, due, rules);
}
