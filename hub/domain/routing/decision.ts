import type { ImplementationEntry } from '../item/index.js';
import type { RouteRefusal, RouteStep } from './rows.js';

/** Who decides; through whom they are reached is another question. */
export interface Decided {
  readonly kind: 'decided';
  readonly entry: ImplementationEntry;
  readonly steps: readonly RouteStep[];
}

export type Decision = Decided | RouteRefusal;

export function decided(entry: ImplementationEntry, steps: readonly RouteStep[] = []): Decided {
  return { kind: 'decided', entry, steps };
}

/** The same with steps that come before; a refusal stays what it is. */
export function after(steps: readonly RouteStep[], decision: Decision): Decision {
  return decision.kind === 'decided' ? { ...decision, steps: [...steps, ...decision.steps] } : decision;
}

/** Several ways to ask that must come to one entry: the first decision, if all agree on its entry. */
export function agreed(decisions: readonly Decision[]): Decided | undefined {
  const [first] = decisions;
  if (first?.kind !== 'decided') return undefined;
  return decisions.every((other) => other.kind === 'decided' && isSame(other.entry, first.entry))
    ? first
    : undefined;
}

/** By what names an entry: every look-up makes its own object. */
function isSame(one: ImplementationEntry, other: ImplementationEntry): boolean {
  return (
    one.implementationCode === other.implementationCode &&
    one.divisionCode === other.divisionCode &&
    one.validFrom === other.validFrom
  );
}

export function unmapped(detail: string): RouteRefusal {
  return { kind: 'unmapped', detail };
}

/** `several authorities …` with the places to ask at, in order and each once. */
export function ambiguous(detail: string, divisions: readonly string[]): RouteRefusal {
  return { kind: 'ambiguous', detail, divisions: [...new Set(divisions)].sort() };
}

export function severalIn(entries: readonly ImplementationEntry[], what: string): RouteRefusal {
  return ambiguous(
    `several authorities are known for ${what}`,
    entries.map(({ divisionCode }) => divisionCode),
  );
}
