import { type AcceptanceFacts, acceptance } from './acceptance.js';
import type { Step } from './facet.js';

export type { AcceptanceFacts } from './acceptance.js';

/** What the sides of a case keep; only those that have something to keep. */
export interface CaseFacets {
  readonly acceptance?: AcceptanceFacts;
}

const FACETS = { acceptance } as const;

const NAMES = Object.keys(FACETS) as readonly (keyof typeof FACETS)[]; // the keys of a constant are what they are

/** The first thing that stands in the way of the act. */
export function facetObstacle(step: Step): string | undefined {
  for (const name of NAMES) {
    const obstacle = FACETS[name].obstacle?.(step.before.facets[name], step);
    if (obstacle !== undefined) return obstacle;
  }
  return undefined;
}

/** What all sides keep after the act; the same value when none of them has changed. */
export function facetsAfter(step: Step): CaseFacets {
  let facets = step.before.facets;
  for (const name of NAMES) {
    const own = facets[name];
    const next = FACETS[name].after(own, step);
    if (next !== own) facets = withFacet(facets, name, next);
  }
  return facets;
}

function withFacet<N extends keyof CaseFacets>(
  facets: CaseFacets,
  name: N,
  value: CaseFacets[N],
): CaseFacets {
  const { [name]: _, ...others } = facets;
  return value === undefined ? others : { ...others, [name]: value };
}
