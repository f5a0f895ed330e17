import { z } from 'zod';
import { type PublicKey, sha256, utf8 } from '#crypto/primitives';

/**
 * What credentials of electronic certificates look like: SD-JWT VC (RFC 9901, draft-ietf-oauth-sd-jwt-vc) in the narrow form
 * that this profile issues and reads. Every field can be disclosed by itself, whole or not at all; the digests are SHA-256, for
 * the format knows no SM3; times are on whole seconds.
 */

export const CREDENTIAL_TYPE = 'dc+sd-jwt';
export const PROOF_TYPE = 'kb+jwt';
export const DIGEST_ALGORITHM = 'sha-256';

/** A face image fits, and no more than two of them. */
export const MAX_CREDENTIAL_CHARACTERS = 512 * 1024;
export const MAX_FIELDS = 200;

/** The clocks of issuer, holder and verifier may differ by this much. */
export const CLOCK_SKEW_MS = 60_000;

/** Where the status of a certificate is told: a list, and the place in it. */
export interface StatusReference {
  readonly uri: string;
  readonly index: number;
}

const Status = z.strictObject({
  status_list: z.strictObject({ uri: z.string().min(1).max(2000), idx: z.int().min(0) }),
});

/** What everybody sees of a credential. None of it is about a person. */
export const CredentialClaims = z.strictObject({
  iss: z.string().min(1).max(200),
  vct: z.string().min(1).max(200),
  iat: z.int().min(0),
  exp: z.int().min(0),
  /** Absent when the holder has no key: it is then worth what the answer is worth that it came in. */
  cnf: z.strictObject({ jwk: z.unknown() }).optional(),
  /** Division for which it was issued: an issuer is trusted in its place only. */
  place: z
    .string()
    .regex(/^\d{6}(?:\d{3}){0,2}$/)
    .optional(),
  status: Status.optional(),
  _sd: z.array(z.string().length(43)).min(1).max(MAX_FIELDS),
  _sd_alg: z.literal(DIGEST_ALGORITHM),
});

export const ProofClaims = z.strictObject({
  iat: z.int().min(0),
  aud: z.string(),
  nonce: z.string(),
  sd_hash: z.string(),
});

const REGISTERED = new Set([
  'iss',
  'sub',
  'aud',
  'nbf',
  'exp',
  'iat',
  'jti',
  'vct',
  'cnf',
  'place',
  'status',
]);

/** Letters, digits, hyphens: a dot would be a path for the library, an underscore could be one of its own members. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,63}$/u;

/** What is wrong with a field, or undefined. Members that would be taken for disclosures of their own are refused at any depth. */
export function fieldFault(name: string, value: unknown): string | undefined {
  // The library looks names up in plain objects, where `constructor` and the like are always there.
  const isTaken = REGISTERED.has(name) || name in Object.prototype;
  if (!NAME.test(name) || isTaken) return `${name} cannot be the name of a field`;
  const member = reservedMember(value);
  return member === undefined ? undefined : `${name} holds a member ${member}`;
}

const RESERVED = new Set(['_sd', '_sd_alg', '...', '__proto__']);

function reservedMember(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const found = RESERVED.has(name) ? name : reservedMember(member);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** For the library, which asks with the name that stands in the credential. */
export function hasher(text: string | ArrayBuffer, algorithm: string): Uint8Array {
  if (typeof text !== 'string' || algorithm !== DIGEST_ALGORITHM) throw new TypeError('SHA-256 of text only');
  return sha256(utf8(text));
}

/** The key that an issuer signs credentials with, or undefined when the verifier knows of none. */
export type IssuerKeys = (issuer: string, kid: string) => PublicKey | undefined;
