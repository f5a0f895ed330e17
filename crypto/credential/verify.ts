import { SDJwtInstance } from '@sd-jwt/core';
import { isSignedBy } from '#crypto/jose';
import { keyOfJwk } from '#crypto/jose/jwk';
import type { PublicKey } from '#crypto/primitives';
import { type Presentation, type PresentationFault, readPresentation } from './presentation.js';
import { CLOCK_SKEW_MS, hasher, type IssuerKeys, type StatusReference } from './profile.js';

/** What the verifier asked for, and when the answer came. Times are unix milliseconds. */
export interface PresentationExpectation {
  readonly type: string;
  /** Exactly these fields: what was not asked for is not taken. */
  readonly fields: readonly string[];
  /** Whether some of them may be missing: what the certificate has not got. */
  readonly mayMiss?: boolean;
  /** The verifier's own name. */
  readonly audience: string;
  /** At least 16 characters that nobody could guess, for this question alone. */
  readonly nonce: string;
  readonly now: number;
  /** How long after its making a presentation is accepted. */
  readonly maxAgeMs: number;
  readonly keyOf: IssuerKeys;
  /** Whether one will do that no holder's key is bound to: in an answer that is signed for this question. */
  readonly acceptsUnbound?: boolean;
  /** Uses the nonce up; false when it was used before. Asked last, so that what does not verify uses nothing up. */
  takeNonce(nonce: string): boolean | Promise<boolean>;
}

/** Why a presentation is not believed. Closed: a window can show every one of them. */
export type CredentialFault =
  | PresentationFault
  | 'OTHER_TYPE'
  | 'KEY_UNKNOWN'
  | 'SIGNATURE_INVALID'
  | 'NOT_YET_VALID'
  | 'EXPIRED'
  | 'HOLDER_KEY_MISSING'
  | 'HOLDER_KEY_UNUSABLE'
  | 'HOLDER_SIGNATURE_INVALID'
  | 'OTHER_DISCLOSURES'
  | 'OTHER_AUDIENCE'
  | 'OTHER_NONCE'
  | 'PROOF_NOT_YET_VALID'
  | 'PROOF_TOO_OLD'
  | 'FIELD_MISSING'
  | 'FIELD_NOT_ASKED'
  | 'REPLAYED';

/** What the verifier has learnt: the fields that it asked for, and what every credential shows. */
export interface VerifiedCredential {
  readonly issuer: string;
  /** Names the key that signed it. */
  readonly kid: string;
  readonly type: string;
  readonly place: string | undefined;
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** Where its status is told. Not looked at here: nothing is fetched while verifying. */
  readonly status: StatusReference | undefined;
  readonly fields: Readonly<Record<string, unknown>>;
}

const MIN_NONCE_CHARACTERS = 16;

/**
 * Verifies a presentation of a credential, offline. Issuer and holder each signed with an allowed algorithm of their key's suite;
 * it was made for this verifier, in answer to this question, and not shown before; exactly the asked fields are disclosed.
 * (Proved by test/unit/crypto/credential/attacks.test.ts and test/property/credential.test.ts.)
 */
export async function verifyPresentation(
  text: string,
  expected: PresentationExpectation,
): Promise<VerifiedCredential | CredentialFault> {
  // With an empty nonce the library would not look at the holder's proof at all.
  if (expected.nonce.length < MIN_NONCE_CHARACTERS) throw new RangeError('the nonce is too short');
  const shown = readPresentation(text);
  if (typeof shown === 'string') return shown;
  const issuerKey = expected.keyOf(shown.claims.iss, shown.kid);
  const { cnf } = shown.claims;
  const holderKey = cnf && keyOfJwk(cnf.jwk);
  if (issuerKey === undefined) return 'KEY_UNKNOWN';
  if (cnf === undefined && expected.acceptsUnbound !== true) return 'HOLDER_KEY_MISSING';
  if (cnf !== undefined && holderKey === undefined) return 'HOLDER_KEY_UNUSABLE';
  const claims = await signedClaims(text, shown, { issuerKey, holderKey, expected });
  if (typeof claims === 'string') return claims;
  const fault =
    credentialFault(shown, expected) ?? proofFault(shown, expected) ?? fieldsFault(shown, expected);
  if (fault !== undefined) return fault;
  if (!(await expected.takeNonce(expected.nonce))) return 'REPLAYED';
  return verified(shown, claims);
}

interface Keys {
  readonly issuerKey: PublicKey;
  readonly holderKey: PublicKey | undefined;
  readonly expected: PresentationExpectation;
}

/** Leaves the library through its own promise, as what it is. */
class Refusal extends Error {
  readonly fault: CredentialFault;

  constructor(fault: CredentialFault) {
    super(fault);
    this.fault = fault;
  }
}

/**
 * The signatures, and the claims behind them. The library's plain instance is used, not its SD-JWT VC one: that one fetches
 * status lists and type metadata from wherever a credential tells it to.
 */
async function signedClaims(
  text: string,
  shown: Presentation,
  { issuerKey, holderKey, expected }: Keys,
): Promise<Readonly<Record<string, unknown>> | CredentialFault> {
  const { proof } = shown;
  const verifier = new SDJwtInstance<Record<string, unknown>>({
    hasher,
    verifier: () => isSignedBy(shown.credential, issuerKey) || refuse('SIGNATURE_INVALID'),
    kbVerifier: () => {
      if (proof === undefined || holderKey === undefined) return refuse('HOLDER_PROOF_MISSING');
      if (!isSignedBy(proof.jwt, holderKey)) refuse('HOLDER_SIGNATURE_INVALID');
      if (proof.claims.sd_hash !== proof.digest) refuse('OTHER_DISCLOSURES');
      return proof.claims.nonce === expected.nonce || refuse('OTHER_NONCE');
    },
  });
  // Times are looked at below, in one way for credential and proof; the library is told the moment at which both are right.
  const at = { currentDate: shown.claims.iat };
  const options = proof === undefined ? at : { ...at, keyBindingNonce: expected.nonce };
  try {
    const { payload } = await verifier.verify(text, options);
    return payload as Readonly<Record<string, unknown>>; // an object: its members were read above
  } catch (error) {
    if (error instanceof Refusal) return error.fault;
    return 'MALFORMED'; // whatever the library found that the strict reading did not
  }
}

function refuse(fault: CredentialFault): never {
  throw new Refusal(fault);
}

function credentialFault(
  { claims }: Presentation,
  { type, now }: PresentationExpectation,
): CredentialFault | undefined {
  if (claims.vct !== type) return 'OTHER_TYPE';
  if (claims.iat * 1000 > now + CLOCK_SKEW_MS) return 'NOT_YET_VALID';
  return now < claims.exp * 1000 ? undefined : 'EXPIRED';
}

function proofFault(
  { proof }: Presentation,
  { audience, now, maxAgeMs }: PresentationExpectation,
): CredentialFault | undefined {
  if (proof === undefined) return undefined;
  const { aud, iat } = proof.claims;
  if (aud !== audience) return 'OTHER_AUDIENCE';
  if (iat * 1000 > now + CLOCK_SKEW_MS) return 'PROOF_NOT_YET_VALID';
  return now - iat * 1000 <= maxAgeMs ? undefined : 'PROOF_TOO_OLD';
}

function fieldsFault(
  { fields }: Presentation,
  { fields: asked, mayMiss }: PresentationExpectation,
): CredentialFault | undefined {
  if (!fields.every((field) => asked.includes(field))) return 'FIELD_NOT_ASKED';
  return mayMiss === true || asked.every((field) => fields.includes(field)) ? undefined : 'FIELD_MISSING';
}

function verified(
  { claims: { iss, vct, place, iat, exp, status }, kid, fields }: Presentation,
  claims: Readonly<Record<string, unknown>>,
): VerifiedCredential {
  const list = status?.status_list;
  return Object.freeze({
    issuer: iss,
    kid,
    type: vct,
    place,
    issuedAt: iat * 1000,
    expiresAt: exp * 1000,
    status: list && Object.freeze({ uri: list.uri, index: list.idx }),
    fields: Object.freeze(Object.fromEntries(fields.map((field) => [field, claims[field]]))),
  });
}
