import { MAX_PAYLOAD_BYTES, MAX_PROTECTED_BYTES, type SignedParts } from '#crypto/jose';
import type { tongban } from '#proto/codec';
import { ValidationError } from '#proto/errors';

const NONE = new Uint8Array(0);

/** A frame of a stream may be larger than its messages may be; each is looked at by itself. */
export const MAX_MESSAGE_BYTES = MAX_PAYLOAD_BYTES + MAX_PROTECTED_BYTES + 1024;

/** @throws ValidationError when the message is missing. */
export function toSignedParts(message: tongban.v1.SignedMessage.$Properties | null | undefined): SignedParts {
  if (message == null) throw missing('/message');
  return {
    protected: message.protected ?? NONE,
    payload: message.payload ?? NONE,
    signature: message.signature ?? NONE,
  };
}

export function fromSignedParts(parts: SignedParts): tongban.v1.SignedMessage.$Properties {
  return { protected: parts.protected, payload: parts.payload, signature: parts.signature };
}

export function missing(pointer: string): ValidationError {
  return new ValidationError('MALFORMED', 'the request is not complete', {
    violations: [{ pointer, message: 'required' }],
  });
}
