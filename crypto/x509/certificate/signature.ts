import {
  derToRaw,
  type ForeignScheme,
  importPublicKey,
  type SignedDigest,
  verifyForeign,
} from '#crypto/primitives';
import { SM2_WITH_SM3 } from './certificate.js';

/** What became of a signature: UNKNOWN when its algorithm, or its key, is of a kind that is not looked at. */
export type SignatureState = 'HOLDS' | 'FALSE' | 'UNKNOWN';

type Algorithm =
  | { readonly scheme: ForeignScheme; readonly digest: SignedDigest }
  | { readonly scheme: 'SM2'; readonly digest: 'sm3' };

/** What authorities sign with (RFC 8017, RFC 5758, RFC 8410, GM/T 0006), RSASSA-PSS as pss.ts names it. SHA-1 is not among it. */
const ALGORITHMS: Readonly<Record<string, Algorithm>> = {
  '1.2.840.113549.1.1.11': { scheme: 'RSA', digest: 'sha256' },
  '1.2.840.113549.1.1.12': { scheme: 'RSA', digest: 'sha384' },
  '1.2.840.113549.1.1.13': { scheme: 'RSA', digest: 'sha512' },
  PS256: { scheme: 'RSA-PSS', digest: 'sha256' },
  PS384: { scheme: 'RSA-PSS', digest: 'sha384' },
  PS512: { scheme: 'RSA-PSS', digest: 'sha512' },
  '1.2.840.10045.4.3.2': { scheme: 'ECDSA', digest: 'sha256' },
  '1.2.840.10045.4.3.3': { scheme: 'ECDSA', digest: 'sha384' },
  '1.2.840.10045.4.3.4': { scheme: 'ECDSA', digest: 'sha512' },
  '1.3.101.112': { scheme: 'ED25519', digest: 'sha512' },
  [SM2_WITH_SM3]: { scheme: 'SM2', digest: 'sm3' },
};

/** @returns undefined for an algorithm that is not looked at. */
export function signatureAlgorithm(oid: string): Algorithm | undefined {
  return ALGORITHMS[oid];
}

/** @param spki of the key that is said to have signed. Never throws. */
export function verifySignature(
  spki: Uint8Array,
  algorithm: string,
  signed: Uint8Array,
  signature: Uint8Array,
): SignatureState {
  const known = ALGORITHMS[algorithm];
  if (known === undefined) return 'UNKNOWN';
  const { scheme, digest } = known;
  const holds =
    scheme === 'SM2'
      ? verifySm2(spki, signed, signature)
      : verifyForeign(scheme, digest, spki, signed, signature);
  if (holds === undefined) return 'UNKNOWN';
  return holds ? 'HOLDS' : 'FALSE';
}

function verifySm2(spki: Uint8Array, signed: Uint8Array, signature: Uint8Array): boolean | undefined {
  try {
    const key = importPublicKey(spki);
    if (key.suite !== 'SM2') return undefined;
    const raw = derToRaw(signature);
    return raw !== undefined && key.verify(signed, raw);
  } catch {
    return undefined; // not a key in a form that is taken
  }
}
