import type { z } from 'zod';
import { type Jwt, type JwtFault, readJwt } from '#crypto/jose';
import { base64url, fromBase64url, sha256, utf8 } from '#crypto/primitives';
import { parseStrictJson } from '#proto/schema';
import {
  CREDENTIAL_TYPE,
  CredentialClaims,
  fieldFault,
  MAX_CREDENTIAL_CHARACTERS,
  MAX_FIELDS,
  PROOF_TYPE,
  ProofClaims,
} from './profile.js';

/** A presentation taken apart and strictly read; nothing of it is verified. */
export interface Presentation {
  readonly credential: Jwt;
  readonly claims: z.output<typeof CredentialClaims>;
  readonly kid: string;
  /** Names of the disclosed fields. Each disclosure is one that the credential has a digest of. */
  readonly fields: readonly string[];
  /** Absent when the credential names no key of a holder. */
  readonly proof: HolderProof | undefined;
}

/** That the holder's key was used for this presentation, if it verifies. */
export interface HolderProof {
  readonly jwt: Jwt;
  readonly claims: z.output<typeof ProofClaims>;
  /** What it must speak of: the digest of everything before it. */
  readonly digest: string;
}

export type PresentationFault =
  | JwtFault
  | 'TOO_LARGE'
  | 'HOLDER_PROOF_MISSING'
  | 'HOLDER_PROOF_MALFORMED'
  | 'FOREIGN_DISCLOSURE';

/**
 * `credential ~ disclosure ~ … ~ proof`. Read by ourselves before the library sees it: it takes any spelling of base64url, a
 * key that stands twice, disclosures that belong to nothing, and a presentation without a proof.
 */
export function readPresentation(text: string): Presentation | PresentationFault {
  if (text.length > MAX_CREDENTIAL_CHARACTERS) return 'TOO_LARGE';
  const [issued = '', ...disclosures] = text.split('~');
  const proven = disclosures.pop();
  const credential = readJwt(issued, CREDENTIAL_TYPE);
  if (typeof credential === 'string') return credential;
  const claims = CredentialClaims.safeParse(credential.claims);
  if (!claims.success || credential.kid === undefined || disclosures.length > MAX_FIELDS) return 'MALFORMED';
  const fields = disclosedFields(disclosures, claims.data._sd);
  if (typeof fields === 'string') return fields;
  if (proven === undefined) return 'HOLDER_PROOF_MISSING';
  const proof = readProof(proven, text);
  if (typeof proof === 'string') return proof;
  if (claims.data.cnf !== undefined && proof === undefined) return 'HOLDER_PROOF_MISSING';
  if (claims.data.cnf === undefined && proof !== undefined) return 'MALFORMED';
  return { credential, claims: claims.data, kid: credential.kid, fields, proof };
}

function readProof(proven: string, text: string): HolderProof | undefined | 'HOLDER_PROOF_MALFORMED' {
  if (proven === '') return undefined;
  const jwt = readJwt(proven, PROOF_TYPE);
  const claims = typeof jwt === 'string' ? undefined : ProofClaims.safeParse(jwt.claims);
  if (typeof jwt === 'string' || claims?.success !== true) return 'HOLDER_PROOF_MALFORMED';
  return { jwt, claims: claims.data, digest: digestOf(text.slice(0, text.lastIndexOf('~') + 1)) };
}

/** Every disclosure must belong to this credential, and each field may stand once. */
function disclosedFields(
  disclosures: readonly string[],
  digests: readonly string[],
): readonly string[] | 'MALFORMED' | 'FOREIGN_DISCLOSURE' {
  const names = disclosures.map(nameOf);
  if (!areNames(names) || new Set(names).size < names.length) return 'MALFORMED';
  const known = new Set(digests);
  return disclosures.every((disclosure) => known.has(digestOf(disclosure))) ? names : 'FOREIGN_DISCLOSURE';
}

function areNames(names: readonly (string | undefined)[]): names is readonly string[] {
  return names.every((name) => name !== undefined);
}

/** The field of a disclosure `[salt, name, value]`; undefined when it is none that this profile issues. */
function nameOf(disclosure: string): string | undefined {
  const bytes = fromBase64url(disclosure);
  const json = bytes === undefined ? undefined : parseStrictJson(bytes);
  if (json?.ok !== true || !Array.isArray(json.value) || json.value.length !== 3) return undefined;
  const [salt, name, value]: readonly unknown[] = json.value;
  const isField =
    typeof salt === 'string' && typeof name === 'string' && fieldFault(name, value) === undefined;
  return isField ? name : undefined;
}

function digestOf(text: string): string {
  return base64url(sha256(utf8(text)));
}
