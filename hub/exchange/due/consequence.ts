import type { cases, dueActs } from '#hub/store';
import type { Draft } from '#proto/schema';
import type { Rules } from '../rules.js';

/**
 * What the course of one case brings about in another. It is planned in the transaction of the act that brings it about, due at
 * once, and never written directly: so no transaction locks cases out of their order. In its row of `due_act`, `caseNo` is the
 * case to be told and `ref` the one that has gone on.
 */
export interface Consequence {
  /** Whom the case, as it stands, has news of this kind for. */
  targets(source: cases.CaseRow): readonly string[];
  /** The act that tells it, undefined when there is nothing to tell any more. */
  act(target: cases.CaseRow, source: cases.CaseRow, rules: Rules): Draft | undefined;
}

export type Consequences = Readonly<Record<string, Consequence>>;

/** A row of the plan by what it is about: whom it is told to, and what has gone on. */
export function planned(kind: string, caseNo: string, ref: string): dueActs.DueActKey {
  return { caseNo, kind, ref };
}
