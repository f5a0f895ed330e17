export { actName, labelOf } from './act-labels.js';
export { type AnswerQuery, CertificateLine } from './certificate-line.js';
export {
  certificateNote,
  notedName,
  readCertificateNote,
  readNotedName,
  referenceOf,
} from './certificate-note.js';
export { Answering } from './certificates/answering.js';
export { askFor } from './certificates/ask-for.js';
export { PUBLISH_MS } from './certificates/certificate-work.js';
export { Copying } from './certificates/copying.js';
export { CredentialIssuer } from './certificates/credentials.js';
export { ListPublisher, RESIGN_MS } from './certificates/list-publisher.js';
export { openOnce } from './certificates/opening.js';
export type {
  CertificateAccess,
  CertificateEvent,
  CertificateField,
  CertificateOutcome,
  CertificateQuestion,
  CertificateReply,
  CertificateReport,
  CredentialFacts,
  CredentialRequest,
  CredentialResult,
  OpenRequest,
  OpenResult,
  ProvinceCertificates,
  ProvinceStatusList,
  ReleasedFile,
  ScanRequest,
  StatusPlace,
  UseRequest,
  UseResult,
} from './certificates/province-certificates.js';
export { fetchReleased } from './certificates/released-file.js';
export { pauseOf } from './certificates/rounds.js';
export { OtherWordsError, SignedOnce } from './certificates/signed-once.js';
export { MAX_KEPT_MS, VerdictCache } from './certificates/verdict-cache.js';
export { WindowFolder } from './certificates/window-folder.js';
export { type Clock, systemClock } from './clock.js';
export {
  type ConnectorConfig,
  ConnectorConfigSchema,
  type RunningConnector,
  startConnector,
} from './connector.js';
export { defined } from './defined.js';
export { HALF, readIfThere, syncFolder, writeDurably } from './durable-file.js';
export { blobRefOf } from './files.js';
export { type FormedActType, type FormedMessage, isFormed, isFormedType } from './formed-acts.js';
export { hashedName } from './hashed-name.js';
export { type HubAddress, HubClient } from './hub-client.js';
export { HubCallError } from './hub-error.js';
export { idNumberOf } from './id-number.js';
export { InboxStream } from './inbox-stream.js';
export { giveIntakeGrant, withdrawIntakeGrant } from './intake-grants.js';
export { Journal, type JournalEntry } from './journal.js';
export {
  fromCompactTime,
  fromLocalTime,
  LocalTimeError,
  localDay,
  toCompactTime,
  toLocalTime,
} from './local-time.js';
export type { ConnectorLog } from './log.js';
export { readChain } from './log-chain.js';
export { readLogKeys, readLogs } from './log-keys.js';
export { type LogView, unwatched } from './log-view.js';
export { LogWatch, type LogWatchParts, type LogWatchState, readLogWatch } from './log-watch.js';
export { LogWatches, type LogWatchesParts } from './log-watches.js';
export {
  type CaseFacts,
  type CheckedMapping,
  checkMapping,
  type FormField,
  type GapOutlook,
  isUnmapped,
  type Mapping,
  type MappingFault,
  MappingGapError,
  MappingNotInForceError,
  type MappingReading,
  MappingTables,
  type OpenGap,
  readGaps,
  type TableReading,
} from './mapping/index.js';
export { messageIdOf } from './message-ids.js';
export { newName } from './new-name.js';
export {
  type ActField,
  fromFields,
  type GivenAct,
  type GivenField,
  type OtherAct,
  readOtherAct,
  toFields,
  toOtherAct,
} from './other-acts.js';
export { refusalOfDraft } from './outgoing.js';
export { PeerKeys } from './peer-keys.js';
export {
  PlatformAnswerError,
  PlatformError,
  type PlatformHeaders,
  PlatformHttp,
  type PlatformRequest,
} from './platform-http.js';
export { MappingFaultsError, proposeMapping } from './propose-mapping.js';
export type {
  AcceptAct,
  IncomingAct,
  Outcome,
  OutgoingAct,
  OutgoingFile,
  Province,
  Refusal,
} from './province.js';
export { readProvince } from './province-settings.js';
export { drawPng, drawSvg, drawText } from './qr-code.js';
export { ReceiptError, type ReceiptSubject, verifyReceipt } from './receipts.js';
export { type MissingActs, readMissing } from './received-numbers.js';
export {
  CatalogueCopy,
  type CatalogueEntry,
  type CatalogueItem,
  type CatalogueState,
  type ChangesPage,
} from './reference/catalogue-copy.js';
export { CatalogueDoubts, type Doubt } from './reference/catalogue-doubts.js';
export { DivisionTable, type Place } from './reference/division-table.js';
export { PageFile } from './reference/page-file.js';
export { type CopiedTable, ReferenceCopy } from './reference/reference-copy.js';
export type { Standing } from './reference/standing.js';
export { Signer } from './signer.js';
export { Turns } from './turns.js';
export {
  localWording,
  nationalWording,
  type PersonalWords,
  type SaidOfCase,
  type Wording,
} from './wording.js';
