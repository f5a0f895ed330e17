export { type ActDetails, type CaseAct, HUB } from './acts.js';
export {
  type AcceptanceFacts,
  type CaseFacets,
  type CustodyFacts,
  type HandOver,
  type HeldOriginals,
  type Originals,
  type OriginalsHolder,
  type ProofLevel,
  proofLevelOf,
} from './facets/index.js';
export {
  type ActRefusal,
  applyAct,
  type CaseFacts,
  foldCase,
  isRefusal,
  participants,
} from './fold.js';
export {
  ACT_TYPES,
  type ActType,
  CASE_STATES,
  type CaseRole,
  type CaseState,
  COUNTER,
  type HandlingMode,
  isFinal,
  LIFECYCLE,
  outlivesCase,
  type PlayableMode,
  ruleOf,
} from './lifecycle.js';
