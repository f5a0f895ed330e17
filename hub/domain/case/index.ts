export { type ActDetails, type CaseAct, HUB } from './acts.js';
export type {
  AcceptanceFacts,
  CaseFacets,
  CustodyFacts,
  HandOver,
  HeldOriginals,
  Originals,
  OriginalsHolder,
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
