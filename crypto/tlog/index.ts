export {
  type AddCheckpoint,
  formatAddCheckpoint,
  parseAddCheckpoint,
  type ReadAddCheckpoint,
  refusalOf,
  type WitnessRefusal,
} from './add-checkpoint.js';
export {
  type Checkpoint,
  type CheckpointFault,
  formatCheckpoint,
  type OpenedCheckpoint,
  openByLogs,
  openCheckpoint,
  parseCheckpoint,
} from './checkpoint.js';
export { cosignatureTime, cosignatureVerifier, sm2Witness, type Witness, witness } from './cosignature.js';
export { type FullTile, TreeEdge } from './edge.js';
export { HASH_BYTES, type Hash, rfc6962, sm3Tree, type TreeHasher, treeHasher } from './hasher.js';
export {
  ed25519Signer,
  ed25519Verifier,
  isKeyName,
  MAX_NOTE_BYTES,
  type Note,
  type NoteSigner,
  type NoteVerifier,
  parseNote,
  parseVkey,
  SM2_NOTE_TYPE,
  signatureLine,
  signNote,
  sm2NoteSigner,
  sm2NoteVerifier,
  verifyNote,
  vkeyUnder,
} from './note.js';
export { type PolicyFault, parseGmPolicy, parsePolicy, type TrustPolicy } from './policy.js';
export {
  type ConsistencyClaim,
  type InclusionClaim,
  type InclusionStep,
  inclusionSteps,
  verifyConsistency,
  verifyInclusion,
} from './proof.js';
export { isSm3Tree, sm3Origin } from './sm3-origin.js';
export {
  bundlePath,
  encodeBundle,
  hashesAtTileLevel,
  MAX_ENTRY_BYTES,
  parseBundle,
  parseTile,
  parseTilePath,
  TILE_WIDTH,
  type TileAddress,
  tilePath,
  tilesOf,
  tileWidth,
} from './tile.js';
export { formatTlogProof, parseTlogProof, type TlogProof } from './tlog-proof.js';
export { type NodeReader, readNodes, TileNodes, TreeView, tilesForProofs } from './tree.js';
