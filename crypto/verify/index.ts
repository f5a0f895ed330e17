export { type AskedOfCase, CaseVerifier } from './case-verifier.js';
export {
  type Comparison,
  type ComparisonTools,
  checkpointsIn,
  compareCheckpoints,
  type Found,
  type FoundCheckpoint,
  formatMisbehaviour,
  inFiles,
  type Misbehaviour,
  openKnown,
  parseMisbehaviour,
} from './compare/index.js';
export {
  type AskedOfLog,
  type BundleExaminer,
  CHECKPOINT_FILE,
  type ExaminedBundle,
  examineBundle,
  type ListedFile,
  type LogFiles,
  LogFilesError,
  LogVerifier,
} from './log/index.js';
export {
  type Answer,
  type ExitCode,
  QUESTIONS,
  type Question,
  type Report,
  type ReportKind,
  type UseFinding,
  type Verdict,
} from './questions.js';
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
export {
  checkAtWindow,
  exitCodeOf,
  type WindowQuestion,
  type WindowReport,
  type WindowTrust,
} from './window-check.js';
export { WINDOW_VERDICTS, type WindowVerdict } from './window-verdicts.js';
