import { exportJWK } from 'jose/key/export';
import { importSPKI } from 'jose/key/import';
import { base64, base64url, type PublicKey, sm2Point } from '#crypto/primitives';
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
