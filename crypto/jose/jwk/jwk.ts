import { exportJWK } from 'jose/key/export';
import { importSPKI } from 'jose/key/import';
import { z } from 'zod';
import {
  base64,
  base64url,
  concat,
  ed25519Spki,
  fromBase64url,
  importPublicKey,
  type PublicKey,
  sm2Point,
  sm2Spki,
} from '#crypto/primitives';
import { ALGORITHMS, type Algorithm } from '../parts/index.js';

/**
 * A public key that checks messages, as a JSON Web Key (RFC 7517, RFC 8037). `SM2` as a curve and its algorithm are names of
 * this profile; IANA has registered neither.
 */
export interface PublicJwk {
  readonly kty: 'OKP' | 'EC';
  readonly crv: 'Ed25519' | 'P-256' | 'SM2';
  readonly x: string;
  readonly y?: string;
  readonly kid: string;
  readonly alg: Algorithm;
  readonly use: 'sig';
}

/** @param kid SHA-256 of the SubjectPublicKeyInfo, as messages name the key; not the thumbprint of RFC 7638. */
export async function publicJwk(key: PublicKey, kid: string): Promise<PublicJwk> {
  const alg = ALGORITHMS[key.suite];
  const names = { kid, alg, use: 'sig' } as const;
  const point = sm2Point(key.spki); // no library knows this curve
  if (point !== undefined) {
    const [x, y] = [base64url(point.subarray(1, 33)), base64url(point.subarray(33))];
    return { kty: 'EC', crv: 'SM2', x, y, ...names };
  }
  const pem = `-----BEGIN PUBLIC KEY-----\n${base64(key.spki)}\n-----END PUBLIC KEY-----`;
  const { x = '', y } = await exportJWK(await importSPKI(pem, alg, { extractable: true }));
  return y === undefined
    ? { kty: 'OKP', crv: 'Ed25519', x, ...names }
    : { kty: 'EC', crv: 'P-256', x, y, ...names };
}

const coordinate = z.string().length(43);
/** Others name their keys, and what they are for, in their own ways; none of it is believed. */
const remarks = { kid: z.string().optional(), alg: z.string().optional(), use: z.literal('sig').optional() };

const Jwk = z.discriminatedUnion('crv', [
  z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: coordinate, ...remarks }),
  z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate, ...remarks }),
  z.strictObject({ kty: z.literal('EC'), crv: z.literal('SM2'), x: coordinate, y: coordinate, ...remarks }),
]);

/** The key that a JSON Web Key from outside stands for; undefined unless it is one public key of a supported suite. */
export function keyOfJwk(plain: unknown): PublicKey | undefined {
  const jwk = Jwk.safeParse(plain);
  if (!jwk.success) return undefined;
  try {
    return importPublicKey(spkiOf(jwk.data));
  } catch {
    return undefined; // not a point of the curve, or not in its one spelling
  }
}

/** SubjectPublicKeyInfo of P-256 (RFC 5480) up to the point. */
const P256_PREFIX = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107034200', 'hex');

function spkiOf(jwk: z.output<typeof Jwk>): Uint8Array {
  switch (jwk.crv) {
    case 'Ed25519':
      return ed25519Spki(bytesOf(jwk.x));
    case 'SM2':
      return sm2Spki(concat(Uint8Array.of(4), bytesOf(jwk.x), bytesOf(jwk.y)));
    case 'P-256':
      return concat(P256_PREFIX, Uint8Array.of(4), bytesOf(jwk.x), bytesOf(jwk.y));
  }
}

/** @throws TypeError. */
function bytesOf(text: string): Uint8Array {
  const bytes = fromBase64url(text);
  if (bytes === undefined) throw new TypeError('not base64url');
  return bytes;
}
