import type { CaseAct } from '../acts.js';
import { type AcceptanceFacts, acceptance } from './acceptance.js';
import { type ClocksFacts, clocks } from './clocks.js';
import { type CompensationState, compensation } from './compensation.js';
import { type ConsultationFacts, consultations } from './consultation.js';
import { type CustodyFacts, custody } from './custody.js';
import { type DecisionOutcome, decision } from './decision.js';
import { type DeferralFacts, deferral } from './deferral.js';
import { type EarlyActFacts, earlyActs } from './early-acts.js';
import type { Facet, Obstacle, Step } from './facet.js';
import { type IntakeFacts, intake } from './intake.js';
import { type LapseFacts, lapse } from './lapse.js';
import { type MembersFacts, members } from './members.js';
import { type MembershipFacts, membership } from './membership.js';
import { type NoticeFacts, notices } from './notices.js';
import { type PartFacts, part } from './part.js';
import { type PartsFacts, parts } from './parts.js';
import { type PledgeFacts, pledge } from './pledge.js';
import { type ProofFacts, proof } from './proof.js';
import { type RatingFacts, rating } from './rating.js';
import { type ResultFacts, result } from './result.js';
import { type SuspensionFacts, suspension } from './suspension.js';

export type { AcceptanceFacts } from './acceptance.js';
export type { ClockFacts, ClockKind, ClocksFacts } from './clocks.js';
export {
  answeredBy,
  type Consultation,
  type ConsultationFacts,
  type ConsultationState,
  consultationNamed,
  consultationsAtOpening,
  hasOpenConsultation,
  type MeetingSlot,
  MOST_CONSULTATIONS,
  otherParty,
  type Video,
  type VideoState,
} from './consultation.js';
export {
  bringsOriginals,
  type CustodyFacts,
  type HandOver,
  type HeldOriginals,
  type Originals,
  type OriginalsHolder,
} from './custody.js';
export { type DeferralFacts, deferralEnd } from './deferral.js';
export {
  type EarlyAct,
  type EarlyActFacts,
  earlyActNamed,
  isHeldBack,
  MOST_EARLY_ACTS,
} from './early-acts.js';
export type { Obstacle } from './facet.js';
export { isLate } from './lapse.js';
export {
  blocked,
  type DeclaredMember,
  type MemberEnd,
  type MemberStanding,
  type MembersFacts,
  memberEndOf,
  ready,
  unmet,
  waiting,
} from './members.js';
export type { Membership, MembershipFacts } from './membership.js';
export type { NoticeFacts } from './notices.js';
export { type OverdueStage, type PartFacts, partEndOf } from './part.js';
export { MOST_PARTS, type PartEnd, type PartStanding, type PartsFacts } from './parts.js';
export { type Finding, owesCheck, type Pledged, type PledgeFacts, type PledgeState } from './pledge.js';
export { type ProofLevel, proofLevelOf } from './proof.js';
export {
  type Feedback,
  feedbackNamed,
  hasOpenRemedy,
  isOpenRemedy,
  MOST_FEEDBACK,
  type Party,
  partyOf,
  type RatedSide,
  type RatingFacts,
  type RatingProblem,
  type Remedy,
  type RemedyRole,
  type RemedyState,
  type Satisfaction,
} from './rating.js';
export type { ResultFacts } from './result.js';
export { type Suspension, type SuspensionFacts, staysSuspended } from './suspension.js';

interface Kept {
  readonly acceptance: AcceptanceFacts;
  readonly clocks: ClocksFacts;
  /** Of a part of a joint case. */
  readonly compensation: CompensationState;
  readonly consultations: ConsultationFacts;
  readonly custody: CustodyFacts;
  /** Of a joint case and its parts, and of members of life events. */
  readonly decision: DecisionOutcome;
  readonly deferral: DeferralFacts;
  readonly earlyActs: EarlyActFacts;
  readonly intake: IntakeFacts;
  readonly lapse: LapseFacts;
  /** Of a life event. */
  readonly members: MembersFacts;
  /** Of a member of one. */
  readonly membership: MembershipFacts;
  readonly notices: NoticeFacts;
  /** Of a part of a joint case. */
  readonly part: PartFacts;
  /** Of the case that leads. */
  readonly parts: PartsFacts;
  readonly pledge: PledgeFacts;
  readonly rating: RatingFacts;
  readonly proof: ProofFacts;
  readonly result: ResultFacts;
  readonly suspension: SuspensionFacts;
}

/** What the sides of a case keep; only those that have something to keep. */
export type CaseFacets = { readonly [N in keyof Kept]?: Kept[N] };

const FACETS: { readonly [N in keyof Kept]: Facet<Kept[N]> } = {
  acceptance,
  clocks,
  compensation,
  consultations,
  custody,
  decision,
  deferral,
  earlyActs,
  intake,
  lapse,
  members,
  membership,
  notices,
  part,
  parts,
  pledge,
  rating,
  proof,
  result,
  suspension,
};

const NAMES = Object.keys(FACETS) as readonly (keyof Kept)[]; // the keys of a constant are what they are

const NOTHING: CaseFacets = {};

/** What all sides keep from the first act on. */
export function facetsAtOpening(act: CaseAct<'SubmitCase'>): CaseFacets {
  return NAMES.reduce((facets, name) => opened(facets, name, act), NOTHING);
}

/** The first thing that stands in the way of the act. */
export function facetObstacle(step: Step): string | Obstacle | undefined {
  for (const name of NAMES) {
    const obstacle = obstacleOf(name, step);
    if (obstacle !== undefined) return obstacle;
  }
  return undefined;
}

/** What all sides keep after the act; the same value when none of them has changed. */
export function facetsAfter(step: Step): CaseFacets {
  return NAMES.reduce((facets, name) => advanced(facets, name, step), step.before.facets);
}

function opened<N extends keyof Kept>(facets: CaseFacets, name: N, act: CaseAct<'SubmitCase'>): CaseFacets {
  const facet: Facet<Kept[N]> = FACETS[name];
  const own = facet.opening?.(act);
  return own === undefined ? facets : withFacet(facets, name, own);
}

function obstacleOf<N extends keyof Kept>(name: N, step: Step): string | Obstacle | undefined {
  const facet: Facet<Kept[N]> = FACETS[name];
  return facet.obstacle?.(step.before.facets[name], step);
}

function advanced<N extends keyof Kept>(facets: CaseFacets, name: N, step: Step): CaseFacets {
  const facet: Facet<Kept[N]> = FACETS[name];
  const own = facets[name];
  const next = facet.after(own, step);
  return next === own ? facets : withFacet(facets, name, next);
}

function withFacet<N extends keyof Kept>(
  facets: CaseFacets,
  name: N,
  value: Kept[N] | undefined,
): CaseFacets {
  const { [name]: _, ...others } = facets;
  return value === undefined ? others : { ...others, [name]: value };
}
