export { type ActDetails, type CaseAct, HUB } from './acts.js';
export {
  type AcceptanceFacts,
  type CaseFacets,
  type DeferralFacts,
  deferralEnd,
  MOST_PARTS,
  type OverdueStage,
  type PartEnd,
  type PartFacts,
  type PartStanding,
  type PartsFacts,
  partEndOf,
} from './facets/all.js';
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
  isOpen,
  LIFECYCLE,
  ruleOf,
} from './lifecycle.js';
