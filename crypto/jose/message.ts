import { z } from 'zod';
import { base64url, fromBase64url, SIGNATURE_BYTES } from '#crypto/primitives';
import { ValidationError, VerificationError } from '#proto/errors';
import { readJson, validate, values } from '#proto/schema';
import { ALGORITHMS, isAllowedAlgorithm, type SignedParts } from './parts/index.js';

/** The payload's limit; files travel apart. */
export const MAX_PAYLOAD_BYTES = 256 * 1024;

/** Far above what the eight members need. */
export const MAX_PROTECTED_BYTES = 2048;

export const JWS_TYPE = 'tongban+jws';

/** The protected header has exactly these members; there is no unprotected one. */
const Header = values.record('ProtectedHeader', {
  alg: z.string().refine(isAllowedAlgorithm),
  kid: z.string().regex(/^[\w-]{1,64}$/),
  typ: z.literal(JWS_TYPE),
  cty: z.string().max(100),
  iss: values.peerId,
  aud: values.peerId,
  iat: z.int().min(0),
  jti: values.messageId,
});

/** Signed by `iss` with key `kid`, for `aud`, at `iat` (unix milliseconds); `jti` names the message. */
export type MessageHeader = z.output<typeof Header>;

/**
 * @throws ValidationError MALFORMED with every violation, or VerificationError CRITICAL_HEADER / ALGORITHM_NOT_ALLOWED.
 */
export function readHeader(protectedBytes: Uint8Array): MessageHeader {
  if (protectedBytes.length > MAX_PROTECTED_BYTES) {
    throw new ValidationError('TOO_LARGE', `a protected header has at most ${MAX_PROTECTED_BYTES} bytes`);
  }
  const plain = readJson(protectedBytes);
  if (isObject(plain)) {
    // RFC 7515 section 4.1.11: what is critical and not understood must be refused, whatever else is right.
    if ('crit' in plain) throw new VerificationError('CRITICAL_HEADER', 'no critical header is supported');
    if (typeof plain.alg === 'string' && !isAllowedAlgorithm(plain.alg)) {
      throw new VerificationError(
        'ALGORITHM_NOT_ALLOWED',
        `allowed are ${Object.values(ALGORITHMS).join(', ')}`,
      );
    }
  }
  return validate(Header, plain, 'the protected header does not fit the profile');
}

/** @throws ValidationError when a part is missing, too large or of the wrong length. */
export function checkSizes(parts: SignedParts): void {
  if (parts.payload.length > MAX_PAYLOAD_BYTES) {
    throw new ValidationError('TOO_LARGE', `a payload has at most ${MAX_PAYLOAD_BYTES} bytes`);
  }
  if (parts.signature.length !== SIGNATURE_BYTES) {
    throw new ValidationError('MALFORMED', 'the signature has the wrong length', {
      violations: [
        { pointer: '/signature', message: `${SIGNATURE_BYTES} bytes, not ${parts.signature.length}` },
      ],
    });
  }
}

/** JWS flattened JSON (RFC 7515 section 7.2.2), the form REST and evidence files use. */
export interface FlattenedJws {
  readonly protected: string;
  readonly payload: string;
  readonly signature: string;
}

const base64urlText = z
  .string()
  .refine((text) => fromBase64url(text) !== undefined, 'not canonical base64url');

export const FlattenedJwsSchema = values.record('SignedMessage', {
  protected: base64urlText,
  payload: base64urlText,
  signature: base64urlText,
});

export function toFlattened(parts: SignedParts): FlattenedJws {
  return {
    protected: base64url(parts.protected),
    payload: base64url(parts.payload),
    signature: base64url(parts.signature),
  };
}

/** @throws ValidationError MALFORMED for anything but exactly the three members in canonical base64url. */
export function fromFlattened(plain: unknown): SignedParts {
  const jws = validate(FlattenedJwsSchema, plain, 'not a JWS in flattened JSON');
  const part = (text: string): Uint8Array => fromBase64url(text) ?? new Uint8Array(0); // the schema has decoded it
  return { protected: part(jws.protected), payload: part(jws.payload), signature: part(jws.signature) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
