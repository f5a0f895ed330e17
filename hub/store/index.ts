export * as auditorGrants from './auditor-grants.js';
export { FileBlobFolder } from './blob-folder.js';
export * as blobs from './blobs.js';
export * as caseCounts from './case-counts.js';
export * as caseSearch from './case-search.js';
export * as cases from './cases.js';
export * as catalogueChanges from './catalogue-changes.js';
export * as catalogueFaults from './catalogue-faults.js';
export * as catalogueImports from './catalogue-imports.js';
export * as catalogueMerge from './catalogue-merge.js';
export * as catalogueParts from './catalogue-parts.js';
export * as cataloguePlan from './catalogue-plan.js';
export * as catalogueProgress from './catalogue-progress.js';
export * as certificateActs from './certificate-acts.js';
export * as certificateFiles from './certificate-files.js';
export * as certificateUses from './certificate-uses.js';
export * as certificates from './certificates.js';
export * as codeGaps from './code-gaps.js';
export * as commitmentBars from './commitment-bars.js';
export * as consents from './consents.js';
export type { CountChange } from './count-change.js';
export {
  type Database,
  isClash,
  isRepetition,
  type Listener,
  openDatabase,
  type SessionLock,
  type Statement,
  type Tx,
  UnknownOutcomeError,
} from './database.js';
export * as directory from './directory.js';
export * as directoryActs from './directory-acts.js';
export * as dueActs from './due-acts.js';
export * as earlyActs from './early-acts.js';
export * as erasures from './erasures.js';
export * as events from './events.js';
export { compose, type Fragment } from './fragment.js';
export * as implementationEntries from './implementation-entries.js';
export * as inbox from './inbox.js';
export * as intakeGrants from './intake-grants.js';
export * as logKeys from './log-keys.js';
export * as logStore from './log-store.js';
export * as mappingGaps from './mapping-gaps.js';
export * as mappings from './mappings.js';
export * as messages from './messages.js';
export { APP_ROLE, migrate } from './migrate.js';
export * as nationalItems from './national-items.js';
export { Announcer, INBOX_CHANNEL, LOG_CHANNEL, PENDING_CHANNEL } from './notify.js';
export * as presentations from './presentations.js';
export * as publications from './publications.js';
export * as ratingCounts from './rating-counts.js';
export * as refusals from './refusals.js';
export * as restamps from './restamps.js';
export * as routing from './routing.js';
export * as statusLists from './status-lists.js';
export * as supervisionRecords from './supervision-records.js';
export { type TemporaryDatabase, temporaryDatabase } from './temporary-database.js';
export * as timestamps from './timestamps.js';
export { FileUseFolders } from './use-folders.js';
export * as versionedTable from './versioned-table.js';
export * as waybills from './waybills.js';
