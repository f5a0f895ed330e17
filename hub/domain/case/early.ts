import { isLate } from './facets/all.js';
import { type CaseFacts, platformOf } from './fold.js';
import { ACT_TYPES, type ActType, type CaseState, isFinal, ruleOf } from './lifecycle.js';

/** An act, as far as its order is concerned. */
export interface Ordered {
  readonly type: ActType;
  /** A platform. */
  readonly actor: string;
}

/**
 * An act is early when it is not possible in the present state, and acts of its own sender alone can still bring the case to one in
 * which it is: whoever acts has seen everything of the others before, so only its own messages can have overtaken each other. What
 * ends a case is not waited for (proved by test/unit/hub/domain/early.test.ts).
 * @returns the states that it waits for; undefined when it is possible, somebody else's, or never possible any more.
 */
export function statesAwaited(facts: CaseFacts, act: Ordered): readonly CaseState[] | undefined {
  const { by, from } = ruleOf(act.type);
  if (from.includes(facts.state) || isLate(facts, act) || platformOf(facts, by) !== act.actor)
    return undefined;
  const within = reach(facts, act.actor);
  const awaited = from.filter((state) => within.has(state));
  return awaited.length === 0 ? undefined : awaited;
}

/** Whether an act that was held back can be taken now, may be later, or can never be. */
export function fateOf(facts: CaseFacts, act: Ordered): 'POSSIBLE' | 'WAITING' | 'IMPOSSIBLE' {
  if (ruleOf(act.type).from.includes(facts.state) || isLate(facts, act)) return 'POSSIBLE';
  return statesAwaited(facts, act) === undefined ? 'IMPOSSIBLE' : 'WAITING';
}

/** The states that a platform can bring the case to by itself, without ending it. */
function reach(facts: CaseFacts, actor: string): ReadonlySet<CaseState> {
  const steps = ACT_TYPES.map(ruleOf).filter(({ by }) => platformOf(facts, by) === actor);
  const within = new Set<CaseState>();
  const open = [facts.state];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    for (const { from, to } of steps) {
      if (to === undefined || within.has(to) || isFinal(to) || !from.includes(state)) continue;
      within.add(to);
      open.push(to);
    }
  }
  return within;
}
