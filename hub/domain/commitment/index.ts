export {
  CHECK_METHODS,
  type CheckMethod,
  type CommitmentKind,
  type CommitmentQuestion,
  type CommitmentRule,
  CommitmentRules,
  type DeferralRule,
  type PledgeRule,
} from './commitment-rules.js';
