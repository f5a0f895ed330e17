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
  opensGroup,
  placeInCase,
  SALT_BYTES,
} from './commitment.js';
