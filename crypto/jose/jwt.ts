import { z } from 'zod';
import {
  base64url,
  fromBase64url,
  type PublicKey,
  SIGNATURE_BYTES,
  utf8,
  utf8Text,
} from '#crypto/primitives';
import { parseStrictJson } from '#proto/schema';
import {
  ALGORITHMS,
  type Algorithm,
  isAllowedAlgorithm,
  type SignedParts,
  signingInput,
  verifyParts,
} from './parts/index.js';
import type { MessageKey } from './sign.js';

/**
 * JSON Web Tokens (RFC 7519) in compact form, for what the formats of others demand: status lists, credentials, proofs of a
 * holder's key. Read before anything is believed: the algorithm must be on the allow-list and the type the one that the caller
 * expects; the key is the caller's choice, by issuer and key id.
 */
export interface Jwt {
  readonly alg: Algorithm;
  /** Absent where another claim names the key. */
  readonly kid: string | undefined;
  /** Strict JSON, not yet validated. */
  readonly claims: unknown;
  readonly parts: SignedParts;
}

export type JwtFault = 'MALFORMED' | 'ALGORITHM_NOT_ALLOWED' | 'TYPE_WRONG' | 'CRITICAL_HEADER';

const Header = z.strictObject({
  alg: z.string(),
  typ: z.string(),
  kid: z.string().min(1).max(200).optional(),
});

/**
 * The token taken apart, not verified: one spelling of base64url, no key twice, nothing unknown in the header. The caller bounds
 * the size of the text.
 */
export function readJwt(text: string, typ: string): Jwt | JwtFault {
  const parts = partsOf(text);
  if (parts === undefined) return 'MALFORMED';
  const [head, body] = [parseStrictJson(parts.protected), parseStrictJson(parts.payload)];
  if (!head.ok || !body.ok) return 'MALFORMED';
  if (isObject(head.value) && Object.hasOwn(head.value, 'crit')) return 'CRITICAL_HEADER';
  const header = Header.safeParse(head.value);
  if (!header.success) return 'MALFORMED';
  const { alg, kid } = header.data;
  if (!isAllowedAlgorithm(alg)) return 'ALGORITHM_NOT_ALLOWED';
  if (header.data.typ !== typ) return 'TYPE_WRONG';
  return { alg, kid, claims: body.value, parts };
}

/** Whether the key, of the suite that the token's algorithm names, signed it. */
export function isSignedBy({ parts, alg }: Jwt, key: PublicKey): boolean {
  return verifyParts(parts, alg, key);
}

/** Signs claims as they stand. @param typ as the format's standard names it. */
export function signJwt(claims: object, typ: string, { kid, key }: MessageKey): string {
  const header = { alg: ALGORITHMS[key.suite], typ, kid };
  const parts = { protected: utf8(JSON.stringify(header)), payload: utf8(JSON.stringify(claims)) };
  const input = signingInput(parts);
  return `${utf8Text(input)}.${base64url(key.sign(input))}`;
}

function partsOf(text: string): SignedParts | undefined {
  const [header, payload, signature, ...rest] = text.split('.').map(fromBase64url);
  if (header === undefined || payload === undefined || rest.length > 0) return undefined;
  if (signature?.length !== SIGNATURE_BYTES) return undefined;
  return { protected: header, payload, signature };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
