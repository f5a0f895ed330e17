export { type ActDetails, type CaseAct, HUB } from './acts.js';
export type {
  AcceptanceFacts,
  CaseFacets,
  ClockFacts,
  ClockKind,
  ClocksFacts,
  Suspension,
  SuspensionFacts,
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
  LIFECYCLE,
  type PlayableMode,
  ruleOf,
} from './lifecycle.js';
