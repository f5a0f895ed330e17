import { SDJwtInstance } from '@sd-jwt/core';
import { z } from 'zod';
import { keyIdOf, type MessageKey } from '#crypto/jose';
import { publicJwk } from '#crypto/jose/jwk';
import { ALGORITHMS } from '#crypto/jose/parts';
import { base64url, type PrivateKey, type PublicKey, type RandomBytes, utf8 } from '#crypto/primitives';
import { ValidationError } from '#proto/errors';
import { readJson, validate } from '#proto/schema';
import {
  CREDENTIAL_TYPE,
  DIGEST_ALGORITHM,
  fieldFault,
  hasher,
  MAX_CREDENTIAL_CHARACTERS,
  MAX_FIELDS,
  type StatusReference,
} from './profile.js';

export interface CredentialToIssue {
  /** The organisation that issues it, as verifiers know its keys. */
  readonly issuer: string;
  /** What kind of certificate, as a verifier asks for it. */
  readonly type: string;
  /** Of the holder, who alone can then present it. */
  readonly holderKey?: PublicKey | undefined;
  /** Division code. */
  readonly place?: string | undefined;
  /** Unix milliseconds. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly status?: StatusReference | undefined;
  /** JSON values. Each can be disclosed without the others. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * Issues a credential, for its holder to keep.
 * @throws ValidationError MALFORMED with every field that cannot be one, TOO_LARGE.
 */
export async function issueCredential(
  credential: CredentialToIssue,
  { kid, key }: MessageKey,
  random: RandomBytes,
): Promise<string> {
  checkFields(credential.fields);
  const { issuer, type, holderKey, place, status, fields } = credential;
  const issued = new SDJwtInstance<Record<string, unknown>>({
    hasher,
    hashAlg: DIGEST_ALGORITHM,
    saltGenerator: (length) => base64url(random(length)),
    signAlg: ALGORITHMS[key.suite],
    signer: signerOf(key),
  });
  const claims: Record<string, unknown> = {
    ...fields,
    iss: issuer,
    vct: type,
    iat: Math.floor(credential.issuedAt / 1000),
    exp: Math.floor(credential.expiresAt / 1000),
    ...(holderKey !== undefined && { cnf: { jwk: await publicJwk(holderKey, keyIdOf(holderKey)) } }),
    ...(place !== undefined && { place }),
    ...(status !== undefined && { status: { status_list: { uri: status.uri, idx: status.index } } }),
  };
  type Frame = Parameters<typeof issued.issue>[1];
  const frame = { _sd: Object.keys(fields) } as Frame; // its type takes `_sd` for one more field, with a frame of its own
  const text = await issued.issue(claims, frame, { header: { typ: CREDENTIAL_TYPE, kid } });
  if (text.length <= MAX_CREDENTIAL_CHARACTERS) return text;
  throw new ValidationError('TOO_LARGE', `a credential has at most ${MAX_CREDENTIAL_CHARACTERS} characters`);
}

export interface PresentationToMake {
  /** The fields that the verifier asked for, and no others. */
  readonly fields: readonly string[];
  /** Who asked. */
  readonly audience: string;
  /** The verifier's, used once. */
  readonly nonce: string;
  /** Unix milliseconds. */
  readonly now: number;
}

/**
 * Shows some fields of a credential to one verifier, once.
 * @throws ValidationError MALFORMED when the credential has no such field.
 */
export async function presentCredential(
  credential: string,
  { fields, audience, nonce, now }: PresentationToMake,
  holderKey: PrivateKey,
): Promise<string> {
  const holder = new SDJwtInstance<Record<string, unknown>>({
    hasher,
    kbSignAlg: ALGORITHMS[holderKey.suite],
    kbSigner: signerOf(holderKey),
  });
  const frame = await frameOf(holder, credential, fields);
  const proof = { iat: Math.floor(now / 1000), aud: audience, nonce };
  return await holder.present(credential, frame, { kb: { payload: proof } });
}

/**
 * Some fields of a credential that no holder's key is bound to, with no proof.
 * @throws ValidationError MALFORMED when the credential has no such field.
 */
export async function discloseCredential(credential: string, fields: readonly string[]): Promise<string> {
  const plain = new SDJwtInstance<Record<string, unknown>>({ hasher });
  return await plain.present(credential, await frameOf(plain, credential, fields));
}

async function frameOf(
  holder: SDJwtInstance<Record<string, unknown>>,
  credential: string,
  fields: readonly string[],
): Promise<Record<string, boolean>> {
  const known = await holder.presentableKeys(credential);
  const violations = fields
    .filter((field) => !known.includes(field))
    .map((field) => ({ pointer: `/${field}`, message: 'the credential has no such field' }));
  if (violations.length > 0) throw new ValidationError('MALFORMED', 'not in the credential', { violations });
  return Object.fromEntries(fields.map((field) => [field, true]));
}

function signerOf(key: PrivateKey): (input: string) => string {
  return (input) => base64url(key.sign(utf8(input)));
}

const Fields = z.record(z.string(), z.json());

/** What no verifier could read back as it was given is not signed. */
function checkFields(fields: Readonly<Record<string, unknown>>): void {
  const names = Object.keys(fields);
  const violations = names.flatMap((name) => {
    const fault = fieldFault(name, fields[name]);
    return fault === undefined ? [] : [{ pointer: `/${name}`, message: fault }];
  });
  if (violations.length > 0) throw new ValidationError('MALFORMED', 'not fields', { violations });
  validate(Fields, fields, 'not JSON values');
  readJson(utf8(JSON.stringify(fields)));
  if (names.length > 0 && names.length <= MAX_FIELDS) return;
  throw new ValidationError('MALFORMED', `a credential has 1 to ${MAX_FIELDS} fields, not ${names.length}`);
}
