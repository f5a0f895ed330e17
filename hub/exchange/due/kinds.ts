import type { cases, dueActs } from '#hub/store';
import type { Draft } from '#proto/schema';
import type { Rules } from '../rules.js';
import { acceptanceByLapse } from './acceptance.js';
import type { Awaited } from './awaited.js';
import { consequenceAct } from './consequences.js';
import { consultationWarning } from './consultation.js';
import { deferralByLapse } from './deferral.js';
import { EARLY_ACT, earlyAct } from './early-act.js';
import { jointReply } from './joint-reply.js';
import { completion } from './life-event.js';
import { remedyWarning } from './remedy.js';
import { clockWarning } from './warning.js';

/** A clock as a whole: its last day, and the next level of its ladder. */
export const CLOCK = 'CLOCK';
export const REMEDY = 'RATING_REMEDY';
export const CONSULTATION = 'CONSULTATION_REPLY';

const KINDS: Readonly<Record<string, Awaited>> = {
  ACCEPTANCE: acceptanceByLapse,
  [CLOCK]: clockWarning,
  [CONSULTATION]: consultationWarning,
  DEFERRED_MATERIALS: deferralByLapse,
  [EARLY_ACT]: earlyAct,
  JOINT_REPLY: jointReply,
  [REMEDY]: remedyWarning,
  LIFE_EVENT_COMPLETED: completion,
};

const NOTHING: readonly dueActs.DueAct[] = [];

/** Everything that the case awaits of itself. It follows from the case and the rules alone, so it can be found again at any time. */
export function dueActsOf(row: cases.CaseRow | undefined, rules: Rules): readonly dueActs.DueAct[] {
  if (row === undefined) return NOTHING;
  const { caseNo } = row;
  return Object.entries(KINDS).flatMap(([kind, awaited]) =>
    awaited.due(row, rules).map((plan) => ({ caseNo, kind, basis: rules.basis, ...plan })),
  );
}

/** The act whose time has come. @param rows the cases that it is about, by their numbers. */
export function actOf(
  due: dueActs.ClaimedAct,
  rows: ReadonlyMap<string, cases.CaseRow>,
  rules: Rules,
): Draft | undefined {
  const row = rows.get(due.caseNo);
  return (row && KINDS[due.kind]?.act(row, due, rules)) ?? consequenceAct(due, rows, rules);
}
