export { ALGORITHMS, type Algorithm, isAllowedAlgorithm } from './algorithms.js';
export {
  checkSizes,
  type FlattenedJws,
  FlattenedJwsSchema,
  fromFlattened,
  JWS_TYPE,
  MAX_PAYLOAD_BYTES,
  MAX_PROTECTED_BYTES,
  type MessageHeader,
  readHeader,
  type SignedParts,
  signingInput,
  toFlattened,
  verifyParts,
} from './message.js';
export { keyIdOf, type MessageKey, type MessageToSign, messageKey, signMessage } from './sign.js';
