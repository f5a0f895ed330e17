import { base64url, type PrivateKey, type PublicKey, sha256, utf8 } from '#crypto/primitives';
import { JWS_TYPE } from './message.js';
import { ALGORITHMS, type SignedParts, signingInput } from './parts/index.js';

/** A private key and the name under which its public half is registered. */
export interface MessageKey {
  readonly kid: string;
  readonly key: PrivateKey;
}

export interface MessageToSign {
  /** `tongban.v1.<Message>+json` or `+proto`. */
  readonly cty: string;
  readonly issuer: string;
  readonly audience: string;
  /** UUIDv7. */
  readonly messageId: string;
  /** Unix milliseconds. */
  readonly issuedAt: number;
  readonly payload: Uint8Array;
}

/** The key's name: base64url of SHA-256 over its SubjectPublicKeyInfo, the same for every suite. */
export function keyIdOf(publicKey: Pick<PublicKey, 'spki'>): string {
  return base64url(sha256(publicKey.spki));
}

export function messageKey(key: PrivateKey): MessageKey {
  return { kid: keyIdOf(key.publicKey), key };
}

export function signMessage(message: MessageToSign, { kid, key }: MessageKey): SignedParts {
  const header = {
    alg: ALGORITHMS[key.suite],
    kid,
    typ: JWS_TYPE,
    cty: message.cty,
    iss: message.issuer,
    aud: message.audience,
    iat: message.issuedAt,
    jti: message.messageId,
  };
  const parts = { protected: utf8(JSON.stringify(header)), payload: message.payload };
  return { ...parts, signature: key.sign(signingInput(parts)) };
}
