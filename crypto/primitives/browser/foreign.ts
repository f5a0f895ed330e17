import { p256, p384, p521 } from '@noble/curves/nist';
import { bytesToNumberBE, numberToBytesBE } from '@noble/curves/utils';
import { sha1 } from '@noble/hashes/legacy';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2';
import { derToRaw } from '../ecdsa-der.js';
import type { ForeignDigest, ForeignScheme, SignedDigest } from '../foreign.js';
import { type ForeignCurve, type ForeignKey, readForeignKey, takesScheme } from '../foreign-key.js';
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
 * @param signature of RSA, or r and s in DER.
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
    if (key === undefined || !takesScheme(key, scheme)) return undefined;
    if (key.scheme === 'ECDSA') return verifyEcdsa(key, digest, message, signature);
    return scheme === 'RSA'
      ? verifyRsa(key, digest, message, signature)
      : verifyPss(key, digest, message, signature);
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

/** RSASSA-PSS (RFC 8017 sections 8.1.2 and 9.1.2). */
function verifyPss(
  { modulus, exponent }: KeyOf<'RSA'>,
  digest: SignedDigest,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (signature.length !== modulus.length) return false;
  const [n, s] = [bytesToNumberBE(modulus), bytesToNumberBE(signature)];
  if (s >= n) return false;
  const bits = n.toString(2).length - 1;
  const opened = power(s, bytesToNumberBE(exponent), n);
  if (opened >> BigInt(bits) !== 0n) return false;
  const encoded = numberToBytesBE(opened, Math.ceil(bits / 8));
  const hash = foreignDigest(digest, message);
  const at = encoded.length - hash.length - 1;
  const saltAt = at - hash.length;
  if (saltAt < 1 || encoded.at(-1) !== 0xbc) return false;
  const seal = encoded.subarray(at, -1);
  const mask = mgf1(digest, seal, at);
  const block = encoded.subarray(0, at).map((byte, i) => byte ^ (mask[i] ?? 0));
  block[0] = (block[0] ?? 0) & (0xff >> (8 * encoded.length - bits));
  const isPadded = block.subarray(0, saltAt - 1).every((byte) => byte === 0) && block[saltAt - 1] === 1;
  const salted = concat(new Uint8Array(8), hash, block.subarray(saltAt));
  return isPadded && equalBytes(seal, foreignDigest(digest, salted));
}

/** RFC 8017 appendix B.2.1. */
function mgf1(digest: SignedDigest, seed: Uint8Array, length: number): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let size = 0, i = 0; size < length; i++) {
    const block = foreignDigest(digest, concat(seed, Uint8Array.of(i >> 24, i >> 16, i >> 8, i)));
    blocks.push(block);
    size += block.length;
  }
  return concat(...blocks).subarray(0, length);
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
