import { createCipheriv, createDecipheriv } from 'node:crypto';
import { concat, equalBytes } from './bytes.js';
import { hmacSm3 } from './digest.js';
import type { RandomBytes } from './random.js';

/**
 * SM4-CTR (GB/T 32907, GB/T 17964) with HMAC-SM3, encrypt-then-MAC. SM4-GCM is missing from the OpenSSL builds of
 * Node.js 20 to 26, so the two are put together here.
 *
 * Sealed form: iv (16) || ciphertext || tag (32). The tag covers the length of the associated data, the associated data,
 * the iv and the ciphertext, so that no boundary between them can be moved.
 */

const IV_BYTES = 16;
const TAG_BYTES = 32;

/** Two independent keys: one never serves both purposes. */
export interface Sm4Keys {
  /** 16 bytes. */
  readonly encryption: Uint8Array;
  /** 32 bytes. */
  readonly mac: Uint8Array;
}

export function sm4Ctr(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const cipher = createCipheriv('sm4-ctr', key, iv);
  return concat(cipher.update(data), cipher.final());
}

export function sm4Seal(
  keys: Sm4Keys,
  plaintext: Uint8Array,
  associated: Uint8Array,
  random: RandomBytes,
): Uint8Array {
  const iv = random(IV_BYTES);
  const ciphertext = sm4Ctr(keys.encryption, iv, plaintext);
  return concat(iv, ciphertext, tag(keys, associated, iv, ciphertext));
}

/** @returns undefined when the tag does not match: wrong key, wrong associated data, or altered bytes. */
export function sm4Open(keys: Sm4Keys, sealed: Uint8Array, associated: Uint8Array): Uint8Array | undefined {
  if (sealed.length < IV_BYTES + TAG_BYTES) return undefined;
  const iv = sealed.subarray(0, IV_BYTES);
  const ciphertext = sealed.subarray(IV_BYTES, sealed.length - TAG_BYTES);
  const expected = tag(keys, associated, iv, ciphertext);
  if (!equalBytes(expected, sealed.subarray(sealed.length - TAG_BYTES))) return undefined;
  const decipher = createDecipheriv('sm4-ctr', keys.encryption, iv);
  return concat(decipher.update(ciphertext), decipher.final());
}

function tag(keys: Sm4Keys, associated: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(associated.length));
  return hmacSm3(keys.mac, length, associated, iv, ciphertext);
}
