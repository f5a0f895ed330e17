export { type BundleExaminer, type ExaminedBundle, examineBundle } from './examine-bundle.js';
export {
  CHECKPOINT_FILE,
  type ListedFile,
  type LogFiles,
  LogFilesError,
  type LogSource,
  MAX_PIECE_BYTES,
  type Piece,
  type PieceKind,
} from './log-files.js';
export { type AskedOfLog, type CheckedShard, LogVerifier, type VerifiedLog } from './log-verifier.js';
