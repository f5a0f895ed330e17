import * as crypto from 'node:crypto';

/** What certificates and time stamps of others are made with, and we make nothing with: only verified. */

/** SHA-1 is here to recognise a certificate by a digest that is itself signed (RFC 5035), and for nothing else. */
export type ForeignDigest = 'sha1' | 'sha256' | 'sha384' | 'sha512' | 'sm3';

export type ForeignScheme = 'RSA' | 'ECDSA' | 'ED25519';

const MIN_RSA_BITS = 2048;
const CURVES: ReadonlySet<string> = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

export function foreignDigest(name: ForeignDigest, bytes: Uint8Array): Uint8Array {
  return crypto.hash(name, bytes, 'buffer');
}

/**
 * @param signature PKCS#1 v1.5, or r and s in DER.
 * @returns undefined when the key is of a kind or a strength that is not taken; never throws.
 */
export function verifyForeign(
  scheme: ForeignScheme,
  digest: Exclude<ForeignDigest, 'sha1'>,
  spki: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean | undefined {
  try {
    const key = crypto.createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    if (!isTaken(scheme, key)) return undefined;
    return crypto.verify(scheme === 'ED25519' ? null : digest, message, key, signature);
  } catch {
    return undefined; // OpenSSL cannot read the key
  }
}

function isTaken(scheme: ForeignScheme, key: crypto.KeyObject): boolean {
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  switch (scheme) {
    case 'RSA':
      return key.asymmetricKeyType === 'rsa' && modulusLength >= MIN_RSA_BITS;
    case 'ECDSA':
      return key.asymmetricKeyType === 'ec' && CURVES.has(namedCurve);
    case 'ED25519':
      return key.asymmetricKeyType === 'ed25519';
  }
}
