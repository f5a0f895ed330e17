export { deflateList, inflateList, StatusBitmap, type StatusBits } from './bits.js';
export { IndexPool } from './index-pool.js';
export {
  type CertificateStatus,
  MAX_TOKEN_CHARACTERS,
  parseStatusListUri,
  readStatusList,
  SHARD_ENTRIES,
  STATUS_OF_STATE,
  type StatusAnswer,
  type StatusList,
  type StatusListExpectation,
  type StatusListFault,
  type StatusListToSign,
  signStatusList,
  statusListUri,
  statusOf,
} from './token.js';
