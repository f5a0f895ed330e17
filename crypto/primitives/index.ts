export { openOnce, sealOnce } from './aes-gcm.js';
export {
  base64,
  base64url,
  compareBytes,
  concat,
  equalBytes,
  fromBase64,
  fromBase64url,
  fromHex,
  hex,
  latin1,
  markedText,
  utf8,
  utf8Text,
} from './bytes.js';
export { systemTime } from './clock.js';
export {
  type DigestName,
  digest,
  digestInto,
  hmacSha256,
  hmacSm3,
  type RunningDigest,
  runningDigest,
  sha256,
  sm3,
} from './digest.js';
export { derToRaw, rawToDer } from './ecdsa-der.js';
export { ed25519Raw, ed25519Spki, isAcceptableEd25519 } from './ed25519.js';
export {
  type ForeignDigest,
  type ForeignScheme,
  foreignDigest,
  type SignedDigest,
  verifyForeign,
} from './foreign.js';
export {
  ed25519FromSeed,
  generatePrivateKey,
  importPrivateKey,
  importPublicKey,
  importPublicPem,
  type PrivateKey,
} from './keys.js';
export { type PublicKey, SIGNATURE_BYTES, SUITES, type Suite } from './public-key.js';
export { createRandom, type RandomBytes } from './random.js';
export {
  nativeSm2Works,
  type Sm2Key,
  type Sm2Verifier,
  sm2Signer,
  sm2Verifier,
  sm2Z,
} from './sm2.js';
export { sm2Point, sm2Spki } from './sm2-point.js';
export { type Sm4Keys, sm4Ctr, sm4Open, sm4Seal } from './sm4.js';
