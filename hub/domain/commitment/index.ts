export {
  COMMITMENT_KINDS,
  type CommitmentKind,
  type CommitmentQuestion,
  type CommitmentRule,
  CommitmentRules,
} from './commitment-rules.js';
