import { type CommitmentDigests, commitmentDigests } from '#crypto/evidence/commitment';
import { signingInput } from '#crypto/jose/parts';
import { type PublicKey, sha256 } from '#crypto/primitives';

/** A message as its signature covers it, and the salt for its commitment. */
export interface MessageToCheck {
  readonly protected: Uint8Array;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  readonly salt: Uint8Array;
}

export interface SignatureResult {
  readonly isVerified: boolean;
  /** SHA-256 of the signing input. */
  readonly digest: Uint8Array;
  readonly commitment: CommitmentDigests;
}

export function checkSignature(message: MessageToCheck, key: PublicKey): SignatureResult {
  const input = signingInput(message);
  return {
    isVerified: key.verify(input, message.signature),
    digest: sha256(input),
    commitment: commitmentDigests('message', message.salt, input),
  };
}
