import type { cases, dueActs } from '#hub/store';
import type { Draft } from '#proto/schema';
import type { Rules } from '../rules.js';

/** One thing that is awaited. */
export type Plan = Omit<dueActs.DueAct, 'caseNo' | 'kind' | 'basis'>;

/** Something that the hub does by itself in a case when a time comes. */
export interface Awaited {
  /** What the case awaits of this kind as it stands. */
  due(row: cases.CaseRow, rules: Rules): readonly Plan[];
  /** The act when the time has come; undefined when there is none after all. */
  act(row: cases.CaseRow, due: dueActs.ClaimedAct, rules: Rules): Draft | undefined;
}
