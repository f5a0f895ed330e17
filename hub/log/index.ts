export { type ClosingStage, closeLog, closingStage, type LogStanding, logStanding } from './closing.js';
export { keysOfLog, type LogVkeys, vkeysOfLogs } from './ended-keys.js';
export { exportLog, NotContinuedError, put } from './export.js';
export { exportStamps } from './export-stamps.js';
export { type AnnouncementParts, announceKeys, type KeyStanding, keyStandings } from './key-announcement.js';
export { knownKeys } from './key-changes.js';
export { LeafProver } from './leaf-prover.js';
export { type LogOptions, openLog, proofsAt, type RunningLog, type Sm3Options } from './log.js';
export { mirrorStamps } from './mirror-stamps.js';
export {
  type ClosedLog,
  type OpeningStage,
  openingStage,
  openLogAfter,
} from './opening.js';
export { type PublishedFile, publishedFiles, publishedTree } from './published-files.js';
export type { LogPolicies, Publishing } from './publisher.js';
export { LogReader } from './reader.js';
export { FalseLogError, type ReadLogFile, RemoteLog } from './remote-log.js';
export { type Restamping, whenDue } from './restamper.js';
export type { RevocationSources } from './revocation-client.js';
export { type HubSigners, type LogKeys, logSigners, type TreeSigners } from './signers.js';
export {
  formatStampList,
  MAX_RESTAMP_INDEX_BYTES,
  MAX_REVOCATION_LIST_BYTES,
  MAX_STAMP_LIST_BYTES,
  parseRestampPath,
  parseRevocationPath,
  parseStampList,
  parseStampPath,
  RESTAMP_LIST,
  REVOCATION_LIST,
  restampFiles,
  revocationPath,
  STAMP_LIST,
  stampFiles,
} from './stamp-files.js';
export type { TimeStamping } from './stamper.js';
export { SHA256_TREE, SM3_TREE, type Tree } from './tree.js';
export type { TsaPeer } from './tsa-client.js';
