export type { DispatchLease, HeldBack, ReceivedMessage, StoredAct } from './act.js';
export { ApplicantTags } from './applicant-tags.js';
export { AuditedEvidence } from './audited-evidence.js';
export { type Admission, Auditors, checkScope } from './auditors.js';
export { caseEvidence } from './case-evidence.js';
export { type CaseMaterial, CaseMaterials } from './case-materials.js';
export { CaseProgress, type CaseProgressView, type TimelineStep } from './case-progress.js';
export { CaseReading, type ListedEvent, type ProvenEvent } from './case-reading.js';
export { type CaseQuery, CaseSearch } from './case-search.js';
export {
  CatalogueChanges,
  type CatalogueRow,
  type ChangesAnswer,
  type ChangesQuery,
} from './catalogue-changes.js';
export {
  type BadRowSink,
  type ImportReport,
  type ImportSettings,
  importCatalogue,
  importInto,
  type ListedChange,
} from './catalogue-import.js';
export { CatalogueReader } from './catalogue-reader.js';
export {
  type AllowedUse,
  type CertificateAcknowledgement,
  type CertificateQuery,
  type CertificateRules,
  Certificates,
  type CertificatesSettings,
  HolderTags,
  type IssuerLines,
  MaterialReferences,
  type OpenedPresentation,
  PresentationCodes,
  StatusLists,
  UseFiles,
  type UseRelease,
} from './certificates/index.js';
export { type CodeTable, CodeTables } from './code-tables.js';
export {
  type ConsultationPost,
  type ConsultationStanding,
  Consultations,
  type ConsultationsPage,
} from './consultations.js';
export {
  changeDirectory,
  type DirectoryBook,
  type DirectoryEditor,
  logDirectory,
  RevocationError,
  type RevokedKey,
  revokeKey,
} from './directory-changes.js';
export { type Acknowledgement, Door, type DoorSettings } from './door.js';
export {
  type ClockReading,
  DueActs,
  type DueActsParts,
  type DueActsSettings,
  readClocks,
} from './due/index.js';
export { type EarlyActParts, EarlyActs } from './early-acts.js';
export {
  type Erasure,
  type ErasureRefusal,
  type ErasureRequest,
  eraseCase,
  finishErasures,
} from './erasure.js';
export { type BlobFolder, Files, type OpenFile, type UploadProgress } from './files.js';
export { HubSigner } from './hub-signer.js';
export {
  type BuriedDispatch,
  type ClaimedEvent,
  type HeldDispatch,
  InboxClaims,
  type InboxSettings,
} from './inbox-claims.js';
export { type GrantsAsked, IntakeGranting } from './intake-granting.js';
export {
  LifeEvents,
  type LifeEventView,
  type MemberProgress,
  type MemberProgressStanding,
  type PrerequisiteResult,
} from './life-events.js';
export { type ReviewOutcome, reviewMapping } from './mapping-review.js';
export { Mappings } from './mappings.js';
export { OwnActs } from './own-acts.js';
export { enterOwnKey, type OwnKey } from './own-key.js';
export { type FeedbackStanding, Ratings } from './ratings.js';
export { Recorder } from './recorder.js';
export { resolveItem } from './resolve-item.js';
export { type FixedRules, type Rules, type RulesSource, watchRules } from './rules.js';
export { Statistics } from './statistics.js';
export { readCaseMessage } from './stored-message.js';
export { Supervision, type SupervisionPage, supervisionPage } from './supervision.js';
export { TokenBuckets } from './token-buckets.js';
export type {
  Appending,
  Expectation,
  IncludedLeaf,
  ProvenLeaves,
  TransparencyLog,
} from './transparency-log.js';
export type { WholeRating } from './whole-rating.js';
