import { ed25519 } from '@noble/curves/ed25519';
import { p256 } from '@noble/curves/nist';
import { bytesToNumberLE } from '@noble/curves/utils';
import { sha256, sha512 } from '@noble/hashes/sha2';
import { ed25519Raw } from '../ed25519.js';
import { guarded, type PublicKey, SIGNATURE_BYTES } from '../public-key.js';
import { sm2Point } from '../sm2-point.js';
import { portableSm2Verifier } from '../sm2-portable/verifier.js';
import { concat, equalBytes } from './bytes.js';

/**
 * The browser's counterpart of ../keys.ts, for public keys alone. It takes and refuses the very same keys and signatures
 * (proved by test/vectors/platforms.test.ts).
 * @throws TypeError when the SPKI is not an acceptable key of a supported suite.
 */
export function importPublicKey(spki: Uint8Array): PublicKey {
  const point = sm2Point(spki);
  if (point !== undefined)
    return { suite: 'SM2', spki, verify: guarded(readPoint(() => portableSm2Verifier(point)).verify) };
  const raw = ed25519Raw(spki);
  if (raw !== undefined) return { suite: 'ED25519', spki, verify: guarded(ed25519Verifier(raw)) };
  return { suite: 'P256', spki, verify: guarded(p256Verifier(spki)) };
}

/**
 * RFC 8032 section 5.1.7 without the cofactor, as OpenSSL does it: R is compared as it is written, so that a key or signature with
 * a part of small order is taken by both or by neither. (The library's own `verify` multiplies by the cofactor.)
 */
function ed25519Verifier(raw: Uint8Array): PublicKey['verify'] {
  const { Point } = ed25519;
  return (message, signature) => {
    if (signature.length !== SIGNATURE_BYTES) return false;
    const r = signature.subarray(0, 32);
    const s = bytesToNumberLE(signature.subarray(32));
    if (s >= Point.Fn.ORDER) return false;
    const challenge = Point.Fn.create(bytesToNumberLE(sha512(concat(r, raw, message))));
    const minusKey = Point.fromBytes(raw).negate();
    return equalBytes(Point.BASE.multiplyUnsafe(s).add(minusKey.multiplyUnsafe(challenge)).toBytes(), r);
  };
}

/** SubjectPublicKeyInfo of P-256 (RFC 5480) up to the uncompressed point. */
const P256_PREFIX = Uint8Array.of(
  ...[0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01],
  ...[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04],
);

const P256_BYTES = P256_PREFIX.length + 64;

function p256Verifier(spki: Uint8Array): PublicKey['verify'] {
  const isP256 = spki.length === P256_BYTES && equalBytes(spki.subarray(0, P256_PREFIX.length), P256_PREFIX);
  if (!isP256) throw new TypeError('the bytes are not a public key of a supported suite');
  const key = spki.slice(P256_PREFIX.length - 1);
  readPoint(() => p256.Point.fromBytes(key).assertValidity());
  return (message, signature) =>
    signature.length === SIGNATURE_BYTES && p256.verify(signature, sha256(message), key, { lowS: false });
}

function readPoint<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new TypeError('the bytes are not a public key', { cause });
  }
}
