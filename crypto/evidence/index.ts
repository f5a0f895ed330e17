export { readActMessage } from './act-message.js';
export {
  type AuditorLeaf,
  type AuditScope,
  AuditScopeSchema,
  admissionVersion,
  caseRequested,
  casesGranted,
  type EvidenceScope,
  formatEvidenceScope,
  parseEvidenceScope,
} from './auditor-leaves.js';
export {
  type EvidenceBundle,
  type EvidencedEvent,
  type ProvenErasure,
  readBundle,
  writeBundle,
} from './bundle.js';
export { BundleError, type BundleFiles } from './case-files.js';
export {
  type Commitment,
  type CommitmentGroup,
  caseOfUse,
  commit,
  commitmentText,
  erasedEntries,
  FIELD_GROUPS,
  type FieldGroup,
  groupSalt,
  opens,
  opensGroup,
  placeInCase,
  refusedInCase,
  SALT_BYTES,
} from './commitment/index.js';
export { type CrossRootLeaf, formatCrossRootLeaf } from './cross-root.js';
export {
  type DirectoryLeaf,
  type DirectoryOpenedLeaf,
  formatDirectoryLeaf,
  isDirectoryOpenedLeaf,
  isKeyLeaf,
  type KeyLeaf,
  type PeerLeaf,
  REVOCATION_REASONS,
  type RevocationReason,
} from './directory-leaves.js';
export { commitsToFields, fieldContents } from './field-groups.js';
export type { Growth, Heads, StampedHead } from './heads.js';
export type { IntakeGrantLeaf } from './intake-grant-leaves.js';
export {
  type ActDraft,
  type ActLeaf,
  type CertificateLeaf,
  type ConsentLeaf,
  ERASURE_GROUNDS,
  type ErasureGround,
  type ErasureLeaf,
  formatActDraft,
  formatActLeaf,
  formatAuditorLeaf,
  formatCertificateLeaf,
  formatErasureLeaf,
  formatIntakeGrantLeaf,
  formatRefusalLeaf,
  isActLeaf,
  isErasureLeaf,
  isRefusalLeaf,
  isUseLeaf,
  type Leaf,
  type OutcomeLeaf,
  type PresentationLeaf,
  parseLeaf,
  type RefusalLeaf,
  type UseLeaf,
} from './leaf.js';
export { foldKey, followKey, type KeyEntry, type LoggedKey } from './logged-keys.js';
export { manifestFaults } from './manifest.js';
export { opensGroups, type PartialOpening, shownMembers, withheldIn } from './opening.js';
export {
  CLOSING_REASONS,
  type ClosingReason,
  formatKeyChangedLeaf,
  formatLogClosedLeaf,
  formatLogOpenedLeaf,
  isOwnLeaf,
  type KeyChangedLeaf,
  type LogOpenedLeaf,
  type OwnLeaf,
} from './own-leaves.js';
export { type ActDraftBytes, readActDraft } from './pair-seq.js';
export {
  CASE_LIST_FILE,
  caseFileOf,
  formatCaseLine,
  formatPeriod,
  logFoldersOf,
  PERIOD_FILE,
  type Period,
  type PeriodFileKind,
  parseCaseLine,
  periodFileKinds,
  README_FILE,
  readPeriod,
} from './period.js';
export { indexInLog, logOf, placeLabel, placeOf } from './place.js';
export { bundleReadme, periodReadme } from './readme.js';
export { besideEvents, type EvidencedRefusal } from './refusals.js';
export type { SignerKey } from './signer-keys.js';
export { type EvidencedUse, leavesOfUse, type ProvenLeaf, type ProvenPresentation } from './uses.js';
export { withhold } from './withhold.js';
export { readZip, writeZip } from './zip.js';
