export {
  type Commitment,
  type CommitmentDigests,
  type CommitmentGroup,
  caseOfUse,
  commit,
  commitmentDigests,
  commitmentText,
  groupSalt,
  opens,
  placeInCase,
  SALT_BYTES,
} from './commitment.js';
