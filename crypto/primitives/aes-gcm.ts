import { createCipheriv, createDecipheriv } from 'node:crypto';
import { concat } from './bytes.js';

/** AES-256-GCM (NIST SP 800-38D) under keys that seal one thing each: so the nonce says nothing, and is zero. */

const NONCE = new Uint8Array(12);
const TAG_BYTES = 16;

/** @param key 32 bytes, random, never used before. @returns ciphertext and tag. */
export function sealOnce(key: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, NONCE);
  return concat(cipher.update(plaintext), cipher.final(), cipher.getAuthTag());
}

/** @returns undefined when the tag does not match: another key, or altered bytes. */
export function openOnce(key: Uint8Array, sealed: Uint8Array): Uint8Array | undefined {
  const end = sealed.length - TAG_BYTES;
  if (end < 0) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, NONCE, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(sealed.subarray(end));
  const plaintext = decipher.update(sealed.subarray(0, end));
  try {
    return concat(plaintext, decipher.final());
  } catch {
    return undefined;
  }
}
