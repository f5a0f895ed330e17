import * as crypto from 'node:crypto';
import { readForeignKey, takesScheme } from './foreign-key.js';
import { importPublicKey } from './keys.js';

/** What certificates and time stamps of others are made with, and we make nothing with: only verified. */

/** SHA-1 is here to recognise a certificate by a digest that is itself signed (RFC 5035), and for nothing else. */
export type ForeignDigest = 'sha1' | 'sha256' | 'sha384' | 'sha512' | 'sm3';

/** RSA: PKCS#1 v1.5. RSA-PSS: MGF1 with the same digest, and a salt as long as the digest. */
export type ForeignScheme = 'RSA' | 'RSA-PSS' | 'ECDSA' | 'ED25519';

/** What RSA and ECDSA are signed with; Ed25519 has its own. */
export type SignedDigest = 'sha256' | 'sha384' | 'sha512';

export function foreignDigest(name: ForeignDigest, bytes: Uint8Array): Uint8Array {
  return crypto.hash(name, bytes, 'buffer');
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
    if (!takesScheme(readForeignKey(spki), scheme)) return undefined;
    const key = crypto.createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    const { RSA_PKCS1_PSS_PADDING: padding, RSA_PSS_SALTLEN_DIGEST: saltLength } = crypto.constants;
    return crypto.verify(
      digest,
      message,
      scheme === 'RSA-PSS' ? { key, padding, saltLength } : key,
      signature,
    );
  } catch {
    return undefined; // OpenSSL cannot read the key: a point off the curve
  }
}
