import * as crypto from 'node:crypto';
import { readForeignKey } from './foreign-key.js';
import { importPublicKey } from './keys.js';

/** What certificates and time stamps of others are made with, and we make nothing with: only verified. */

/** SHA-1 is here to recognise a certificate by a digest that is itself signed (RFC 5035), and for nothing else. */
export type ForeignDigest = 'sha1' | 'sha256' | 'sha384' | 'sha512' | 'sm3';

export type ForeignScheme = 'RSA' | 'ECDSA' | 'ED25519';

/** What RSA and ECDSA are signed with; Ed25519 has its own. */
export type SignedDigest = 'sha256' | 'sha384' | 'sha512';

export function foreignDigest(name: ForeignDigest, bytes: Uint8Array): Uint8Array {
  return crypto.hash(name, bytes, 'buffer');
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
    if (readForeignKey(spki)?.scheme !== scheme) return undefined;
    const key = crypto.createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    return crypto.verify(digest, message, key, signature);
  } catch {
    return undefined; // OpenSSL cannot read the key: a point off the curve
  }
}
