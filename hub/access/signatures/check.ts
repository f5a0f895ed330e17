import { type CommitmentDigests, commitmentDigests, fieldsDigests } from '#crypto/evidence/commitment';
import { sealContent } from '#crypto/evidence/content';
import { signingInput } from '#crypto/jose/parts';
import { type PublicKey, sha256 } from '#crypto/primitives';

/**
 * A message as its signature covers it, the salt for its commitments, the key under which it is kept, empty when it is not, and
 * the lines of its groups of fields, empty when it is no act of a case.
 */
export interface MessageToCheck {
  readonly protected: Uint8Array;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  readonly salt: Uint8Array;
  readonly contentKey: Uint8Array;
  readonly fields: Uint8Array;
}

export interface SignatureResult {
  readonly isVerified: boolean;
  /** SHA-256 of the signing input. */
  readonly digest: Uint8Array;
  readonly commitment: CommitmentDigests;
  /** To the groups of fields: of a message without any, to empty ones. */
  readonly groups: CommitmentDigests;
  /** Payload and signature under the content key; empty without one. */
  readonly sealed: Uint8Array;
}

export function checkSignature(message: MessageToCheck, key: PublicKey): SignatureResult {
  const input = signingInput(message);
  const { contentKey } = message;
  return {
    isVerified: key.verify(input, message.signature),
    digest: sha256(input),
    commitment: commitmentDigests('message', message.salt, input),
    groups: fieldsDigests(message.salt, message.fields),
    sealed: contentKey.length === 0 ? NOTHING : sealContent(contentKey, message),
  };
}

const NOTHING = new Uint8Array(0);
