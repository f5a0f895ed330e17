export { CaseVerifier } from './case-verifier.js';
export { PairCheck, type PairFault } from './pair-numbers.js';
export {
  type Answer,
  type ExitCode,
  QUESTIONS,
  type Question,
  type Report,
  type UseFinding,
  type Verdict,
} from './questions.js';
export { type TreePath, treePaths } from './tree-paths.js';
export {
  type PlatformKey,
  readPlatforms,
  readTrust,
  type Trust,
  TrustError,
  type TrustFiles,
} from './trust.js';
export { CONCLUSIONS, type Language, tellUse, VERDICTS } from './words.js';
