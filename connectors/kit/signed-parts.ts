import type { SignedParts } from '#crypto/jose';
import type { tongban } from '#proto/codec';

const NONE = new Uint8Array(0);

/** A signed message as it came over the wire; what is missing is empty, and no signature holds over it. */
export function partsOf(message: tongban.v1.SignedMessage.$Properties | null | undefined): SignedParts {
  return {
    protected: message?.protected ?? NONE,
    payload: message?.payload ?? NONE,
    signature: message?.signature ?? NONE,
  };
}
