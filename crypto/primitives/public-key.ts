/** The algorithm families a key can belong to. A key declares its suite; nothing guesses it from a message. */
export type Suite = 'ED25519' | 'P256' | 'SM2';

export const SUITES: readonly Suite[] = ['ED25519', 'P256', 'SM2'];

/** Every suite's signatures are 64 bytes: Ed25519 R || S, P-256 and SM2 r || s. */
export const SIGNATURE_BYTES = 64;

export interface PublicKey {
  readonly suite: Suite;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array;
  /** @returns false for any signature that is not right, whatever its length or shape; never throws. */
  verify(message: Uint8Array, signature: Uint8Array): boolean;
}

/** A verifier's caller is owed a plain false, whatever a library throws for a malformed signature. */
export function guarded(verify: PublicKey['verify']): PublicKey['verify'] {
  return (message, signature) => {
    try {
      return verify(message, signature);
    } catch {
      return false;
    }
  };
}
