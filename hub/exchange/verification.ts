import { SALT_BYTES } from '#crypto/evidence';
import type { CommitmentDigests } from '#crypto/evidence/commitment';
import { CONTENT_KEY_BYTES } from '#crypto/evidence/content';
import { ALGORITHMS, checkSizes, type MessageHeader, readHeader } from '#crypto/jose';
import { type Directory, isValidAt, type RegisteredKey, type SignaturePool } from '#hub/access';
import { VerificationError } from '#proto/errors';
import type { ReceivedMessage } from './act.js';

/** A signed message whose signature was right, read once. */
export interface Verified<T> {
  readonly header: MessageHeader;
  readonly content: T;
  /** SHA-256 of the signing input: what "the same bytes" means for idempotency. */
  readonly digest: Uint8Array;
  readonly salt: Uint8Array;
  readonly commitment: CommitmentDigests;
  /** To its groups of fields. */
  readonly groups: CommitmentDigests;
  readonly contentKey: Uint8Array;
  /** Its contents under that key. Both empty for a message that is not kept. */
  readonly sealed: Uint8Array;
}

export interface VerificationParts {
  readonly hubId: string;
  readonly directory: Directory;
  readonly signatures: SignaturePool;
  random(bytes: number): Uint8Array;
  /** Whether the message is kept, and so sealed. */
  readonly isKept: boolean;
}

const NOTHING = new Uint8Array(0);

/**
 * Steps 2 and 3 of the critical path: parse once, then key, validity, algorithm and signature over the received bytes.
 * @param fieldsOf the lines of an act's groups of fields. @throws ValidationError, VerificationError.
 */
export async function verifyReceived<T>(
  { peer, parts }: ReceivedMessage,
  parse: (header: MessageHeader, payload: Uint8Array) => T,
  { hubId, directory, signatures, random, isKept }: VerificationParts,
  fieldsOf: (content: T) => Uint8Array = () => NOTHING,
): Promise<Verified<T>> {
  checkSizes(parts);
  const header = readHeader(parts.protected);
  checkAddress(header, peer, hubId);
  const key = trustedKey(header, directory.key(header.kid));
  const content = parse(header, parts.payload);
  const salt = random(SALT_BYTES);
  const contentKey = random(isKept ? CONTENT_KEY_BYTES : 0);
  const { isVerified, digest, commitment, groups, sealed } = await signatures.verify({
    parts,
    key,
    salt,
    contentKey,
    fields: fieldsOf(content),
  });
  if (!isVerified) throw new VerificationError('SIGNATURE_INVALID', 'the signature does not verify');
  return { header, content, digest, salt, commitment, groups, contentKey, sealed };
}

export interface Freshness {
  readonly directory: Directory;
  /** Unix milliseconds: when it came. */
  readonly now: number;
  readonly clockWindowMs: number;
}

/**
 * That it was signed now, by a key that stands now. Not for a repetition: an answer that was lost may be asked for long afterwards.
 * Whoever has stolen a key can date what he signs back; so what comes after the revocation does not count, whatever it says of its
 * time (proved by test/integration/directory-log.test.ts). @throws VerificationError.
 */
export function checkFreshness(header: MessageHeader, { directory, now, clockWindowMs }: Freshness): void {
  checkNotRevoked(header.kid, directory);
  checkClock(header, now, clockWindowMs);
}

/** @throws VerificationError. */
export function checkNotRevoked(kid: string, directory: Directory): void {
  if ((directory.key(kid)?.revokedAt ?? null) !== null)
    throw new VerificationError('KEY_NOT_VALID', `key ${kid} was revoked before the message came`);
}

function checkClock(header: MessageHeader, now: number, windowMs: number): void {
  const skew = now - header.iat;
  if (Math.abs(skew) <= windowMs) return;
  const side = skew > 0 ? 'before' : 'after';
  throw new VerificationError(
    'CLOCK_SKEW',
    `iat lies ${Math.abs(skew)} ms ${side} the hub's clock; ${windowMs} are allowed`,
  );
}

function checkAddress(header: MessageHeader, peer: string, hubId: string): void {
  if (header.aud !== hubId) {
    throw new VerificationError('AUDIENCE_WRONG', `this hub is ${hubId}, not ${header.aud}`);
  }
  if (header.iss !== peer) {
    throw new VerificationError(
      'ISSUER_MISMATCH',
      `the connection is ${peer}'s, the message is ${header.iss}'s`,
    );
  }
}

/** The key of the header, if it is the issuer's, was valid when the message was signed, and of the algorithm's suite. */
function trustedKey(header: MessageHeader, key: RegisteredKey | undefined): RegisteredKey {
  if (key === undefined || key.peerId !== header.iss) {
    throw new VerificationError('KEY_UNKNOWN', `no key ${header.kid} of ${header.iss}`);
  }
  if (!isValidAt(key, header.iat)) {
    throw new VerificationError(
      'KEY_NOT_VALID',
      `key ${header.kid} was not valid when the message was signed`,
    );
  }
  if (ALGORITHMS[key.suite] !== header.alg) {
    throw new VerificationError(
      'ALGORITHM_NOT_ALLOWED',
      `key ${header.kid} signs with ${ALGORITHMS[key.suite]}`,
    );
  }
  return key;
}
