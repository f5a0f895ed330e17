export {
  type ActRefusal,
  applyAct,
  type CaseAct,
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
