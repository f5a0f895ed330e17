export { type AskedOfCase, CaseVerifier } from './case-verifier.js';
export { PairCheck, type PairFault } from './pair-numbers.js';
export {
  type Answer,
  type ExitCode,
  QUESTIONS,
  type Question,
  type RefusalFinding,
  type Report,
  type ReportKind,
  type UseFinding,
  type Verdict,
} from './questions.js';
export { treeKeys } from './read-events.js';
export { type TreePath, treePaths } from './tree-paths.js';
export {
  type LogTrust,
  type LogTrustFiles,
  type PlatformKey,
  readLogTrust,
  readPlatforms,
  readTrust,
  type Trust,
  TrustError,
  type TrustFiles,
} from './trust.js';
export type { ShownKey, TrustShown } from './trust-shown.js';
export { conclusionOf, KEY_ROLES, type Language, tellUse, VERDICTS } from './words.js';
