export {
  BundleError,
  type BundleFiles,
  type EvidenceBundle,
  type EvidencedEvent,
  manifestFaults,
  readBundle,
  writeBundle,
} from './bundle.js';
export {
  type Commitment,
  type CommitmentGroup,
  commit,
  commitmentText,
  opens,
  placeInCase,
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
export { bundleReadme } from './readme.js';
export { readZip, writeZip } from './zip.js';
