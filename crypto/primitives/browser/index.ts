/**
 * What a verifier needs of ../index.ts, without Node.js. Who is built for a browser gets this in its place, by the condition
 * `browser` of `#crypto/primitives` in package.json.
 */

export { systemTime } from '../clock.js';
export { derToRaw } from '../ecdsa-der.js';
export { ed25519Raw, ed25519Spki, isAcceptableEd25519 } from '../ed25519.js';
export { type PublicKey, SIGNATURE_BYTES, SUITES, type Suite } from '../public-key.js';
export { sm2Point, sm2Spki } from '../sm2-point.js';
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
export { type DigestName, digest, digestInto, runningDigest, sha256, sm3 } from './digest.js';
export {
  type ForeignDigest,
  type ForeignScheme,
  foreignDigest,
  type SignedDigest,
  verifyForeign,
} from './foreign.js';
export { importPublicKey } from './keys.js';
