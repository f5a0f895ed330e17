import { type AcceptanceFacts, acceptance } from './acceptance.js';
import { type CustodyFacts, custody } from './custody.js';
import type { Facet, Step } from './facet.js';
import { type ProofFacts, proof } from './proof.js';

export type { AcceptanceFacts } from './acceptance.js';
export type { CustodyFacts, HandOver, HeldOriginals, Originals, OriginalsHolder } from './custody.js';
export { type ProofFacts, type ProofLevel, proofLevelOf } from './proof.js';

/** What each side of a case keeps. */
interface Kept {
  readonly acceptance: AcceptanceFacts;
  readonly custody: CustodyFacts;
  readonly proof: ProofFacts;
}

/** What the sides of a case keep; only those that have something to keep. */
export type CaseFacets = Partial<Kept>;

const FACETS: { readonly [N in keyof Kept]: Facet<Kept[N]> } = { acceptance, custody, proof };

const NAMES = Object.keys(FACETS) as readonly (keyof Kept)[]; // the keys of a constant are what they are

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
  let facets = step.before.facets;
  for (const name of NAMES) {
    facets = afterOne(facets, name, step);
  }
  return facets;
}

function obstacleOf<N extends keyof Kept>(name: N, step: Step): string | undefined {
  return FACETS[name].obstacle?.(step.before.facets[name], step);
}

function afterOne<N extends keyof Kept>(facets: CaseFacets, name: N, step: Step): CaseFacets {
  const next = FACETS[name].after(facets[name], step);
  return next === facets[name] ? facets : withFacet(facets, name, next);
}

function withFacet<N extends keyof Kept>(
  facets: CaseFacets,
  name: N,
  value: Kept[N] | undefined,
): CaseFacets {
  const { [name]: _, ...others } = facets;
  return value === undefined ? others : { ...others, [name]: value };
}
