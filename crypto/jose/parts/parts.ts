import { base64url, type PublicKey, utf8 } from '#crypto/primitives';
import { ALGORITHMS, type Algorithm } from './algorithms.js';

/**
 * The signed message: a JWS (RFC 7515) in three parts, kept as received. The signature covers
 * base64url(protected) "." base64url(payload), so what is stored can be checked for ever without writing it anew.
 */
export interface SignedParts {
  readonly protected: Uint8Array;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
}

export function signingInput(parts: Pick<SignedParts, 'protected' | 'payload'>): Uint8Array {
  return utf8(`${base64url(parts.protected)}.${base64url(parts.payload)}`);
}

/** Whether the key, of the suite that the header's algorithm names, made this signature. */
export function verifyParts(parts: SignedParts, algorithm: Algorithm, key: PublicKey): boolean {
  return ALGORITHMS[key.suite] === algorithm && key.verify(signingInput(parts), parts.signature);
}
