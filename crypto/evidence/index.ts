export {
  type Commitment,
  type CommitmentGroup,
  commit,
  commitmentText,
  opens,
  SALT_BYTES,
} from './commitment/index.js';
export {
  type ActLeaf,
  formatActLeaf,
  formatRefusalLeaf,
  isRefusalLeaf,
  parseLeaf,
  type RefusalLeaf,
} from './leaf.js';
