export {
  type Commitment,
  type CommitmentDigests,
  type CommitmentGroup,
  commit,
  commitmentDigests,
  commitmentText,
  groupSalt,
  opens,
  placeInCase,
  SALT_BYTES,
} from './commitment.js';
