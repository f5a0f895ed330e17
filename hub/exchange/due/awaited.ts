import type { cases, dueActs } from '#hub/store';
import type { Draft } from '#proto/schema';
import type { Rules } from '../rules.js';

/** Something that the hub does by itself in a case when a time comes. */
export interface Awaited {
  /** What the case awaits of this kind as it stands; unix milliseconds. */
  due(row: cases.CaseRow, rules: Rules): readonly { readonly ref: string; readonly dueAt: number }[];
  /** The act when the time has come; undefined when there is none after all. */
  act(row: cases.CaseRow, due: dueActs.DueAct, rules: Rules): Draft | undefined;
}
