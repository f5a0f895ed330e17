import { p256, p384, p521 } from '@noble/curves/nist';
import { bytesToNumberBE, numberToBytesBE } from '@noble/curves/utils';
import { sha1 } from '@noble/hashes/legacy';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2';
import { derToRaw } from '../ecdsa-der.js';
import type { ForeignDigest, ForeignScheme, SignedDigest } from '../foreign.js';
import { type ForeignCurve, type ForeignKey, readForeignKey } from '../foreign-key.js';
import { concat, equalBytes } from './bytes.js';
import { sm3 } from './digest.js';
import { importPublicKey } from './keys.js';

/** The browser's counterpart of ../foreign.ts: it takes and refuses the same (proved by test/vectors/foreign-platforms.test.ts). */

export type { ForeignDigest, ForeignScheme, SignedDigest } from '../foreign.js';

const DIGESTS: Readonly<Record<ForeignDigest, (bytes: Uint8Array) => Uint8Array>> = {
  ...{ sha1, sha256, sha384, sha512 },
  sm3: (bytes) => sm3(bytes),
};

export function foreignDigest(name: ForeignDigest, bytes: Uint8Array): Uint8Array {
  return DIGESTS[name](bytes);
}

/**
 * @param signature PKCS#1 v1.5, or r and s in DER.
 * @returns undefined when the key is of a kind or a strength that is not taken; never throws.
 */
export function verifyForeign(
  scheme: ForeignScheme,
  digest: SignedDigest,
  spki: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean | undefined {
  try {
    if (scheme === 'ED25519') {
      const key = importPublicKey(spki);
      return key.suite === 'ED25519' ? key.verify(message, signature) : undefined;
    }
    const key = readForeignKey(spki);
    if (key?.scheme !== scheme) return undefined;
    return key.scheme === 'RSA'
      ? verifyRsa(key, digest, message, signature)
      : verifyEcdsa(key, digest, message, signature);
  } catch {
    return undefined; // not a key in a form that is taken
  }
}

type KeyOf<S extends ForeignKey['scheme']> = Extract<ForeignKey, { scheme: S }>;

/** DigestInfo up to the digest (RFC 8017 section 9.2, note 1). */
const DIGEST_INFO: Readonly<Record<SignedDigest, Uint8Array>> = {
  sha256: digestInfo(0x01, 32),
  sha384: digestInfo(0x02, 48),
  sha512: digestInfo(0x03, 64),
};

function digestInfo(last: number, bytes: number): Uint8Array {
  const oid = [0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, last];
  return Uint8Array.of(0x30, 17 + bytes, 0x30, 0x0d, ...oid, 0x05, 0x00, 0x04, bytes);
}

/**
 * RSASSA-PKCS1-v1_5 (RFC 8017 section 8.2.2): what must have been signed is written in full and compared. Whoever reads it
 * instead, and leniently, takes signatures that anybody can make for an exponent of 3 (Bleichenbacher 2006).
 */
function verifyRsa(
  { modulus, exponent }: KeyOf<'RSA'>,
  digest: SignedDigest,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (signature.length !== modulus.length) return false;
  const [n, s] = [bytesToNumberBE(modulus), bytesToNumberBE(signature)];
  if (s >= n) return false;
  const info = concat(DIGEST_INFO[digest], foreignDigest(digest, message));
  const padding = new Uint8Array(modulus.length - info.length - 3).fill(0xff);
  const expected = concat(Uint8Array.of(0x00, 0x01), padding, Uint8Array.of(0x00), info);
  return equalBytes(numberToBytesBE(power(s, bytesToNumberBE(exponent), n), modulus.length), expected);
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus;
    if (bit === '1') result = (result * base) % modulus;
  }
  return result;
}

const CURVES: Readonly<Record<ForeignCurve, typeof p256>> = { 'P-256': p256, 'P-384': p384, 'P-521': p521 };

function verifyEcdsa(
  key: KeyOf<'ECDSA'>,
  digest: SignedDigest,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const curve = CURVES[key.curve];
  curve.Point.fromBytes(key.point).assertValidity();
  const raw = derToRaw(signature, curve.Point.Fn.BYTES);
  if (raw === undefined) return false;
  return curve.verify(raw, foreignDigest(digest, message), key.point, { lowS: false, prehash: false });
}
