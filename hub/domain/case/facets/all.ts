import { type AcceptanceFacts, acceptance } from './acceptance.js';
import { type ClocksFacts, clocks } from './clocks.js';
import type { Facet, Step } from './facet.js';
import { type SuspensionFacts, suspension } from './suspension.js';

export type { AcceptanceFacts } from './acceptance.js';
export type { ClockFacts, ClockKind, ClocksFacts } from './clocks.js';
export { type Suspension, type SuspensionFacts, staysSuspended } from './suspension.js';

interface Sides {
  readonly acceptance: AcceptanceFacts;
  readonly clocks: ClocksFacts;
  readonly suspension: SuspensionFacts;
}

type FacetName = keyof Sides;

/** What the sides of a case keep; only those that have something to keep. */
export type CaseFacets = { readonly [N in FacetName]?: Sides[N] };

const FACETS: { readonly [N in FacetName]: Facet<Sides[N]> } = {
  acceptance,
  clocks,
  suspension,
};

const NAMES = Object.keys(FACETS) as readonly FacetName[]; // the keys of a constant are what they are

/** The first thing that stands in the way of the act. */
export function facetObstacle(step: Step): string | undefined {
  for (const name of NAMES) {
    const obstacle = obstacleOf(name, step);
    if (obstacle !== undefined) return obstacle;
  }
  return undefined;
}

/** What all sides keep after the act; the same value when none of them has changed. */
export function facetsAfter(step: Step): CaseFacets {
  return NAMES.reduce((facets, name) => facetAfter(facets, name, step), step.before.facets);
}

function obstacleOf<N extends FacetName>(name: N, step: Step): string | undefined {
  return FACETS[name].obstacle?.(step.before.facets[name], step);
}

/** Each side sees the others as they were before the act. */
function facetAfter<N extends FacetName>(facets: CaseFacets, name: N, step: Step): CaseFacets {
  const own = step.before.facets[name];
  const next = FACETS[name].after(own, step);
  if (next === own) return facets;
  const { [name]: _, ...others } = facets;
  return next === undefined ? others : { ...others, [name]: next };
}
