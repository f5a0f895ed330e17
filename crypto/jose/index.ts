export { isSignedBy, type Jwt, type JwtFault, readJwt, signJwt } from './jwt.js';
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
  toFlattened,
} from './message.js';
export {
  ALGORITHMS,
  type Algorithm,
  type SignedParts,
  signingInput,
  verifyParts,
} from './parts/index.js';
export { keyIdOf, type MessageKey, type MessageToSign, messageKey, signMessage } from './sign.js';
