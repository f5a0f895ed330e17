import * as crypto from 'node:crypto';
import { base64url, equalBytes } from './bytes.js';
import { ed25519Pkcs8, ed25519Raw } from './ed25519.js';
import { guarded, type PublicKey, SIGNATURE_BYTES, type Suite } from './public-key.js';
import { sm2Signer, sm2Verifier } from './sm2.js';
import { sm2Point } from './sm2-point.js';

/** With an uncompressed point, where there is one. */
const SPKI_BYTES: Readonly<Record<Suite, number>> = { ED25519: 44, P256: 91, SM2: 91 };

export interface PrivateKey {
  readonly suite: Suite;
  readonly publicKey: PublicKey;
  sign(message: Uint8Array): Uint8Array;
  /** PKCS#8, PEM. */
  toPem(): string;
}

/** @throws TypeError when the SPKI is not an acceptable key of a supported suite. */
export function importPublicKey(spki: Uint8Array): PublicKey {
  if (sm2Point(spki) !== undefined) {
    return { suite: 'SM2', spki, verify: guarded(readKey(() => sm2Verifier(spki)).verify) };
  }
  const raw = ed25519Raw(spki);
  if (raw !== undefined) return { suite: 'ED25519', spki, verify: guarded(ed25519Verifier(raw)) };
  const key = readKey(() => crypto.createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }));
  const suite = suiteOf(key);
  // A key has one name, the digest of its SPKI, so it must have one spelling.
  if (!equalBytes(key.export({ type: 'spki', format: 'der' }), spki) || spki.length !== SPKI_BYTES[suite]) {
    throw new TypeError('the key is not in its canonical encoding');
  }
  if (suite === 'ED25519') throw new TypeError('an Ed25519 key of small order or in non-canonical form');
  const verify: PublicKey['verify'] = (message, signature) =>
    signature.length === SIGNATURE_BYTES &&
    crypto.verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature);
  return { suite, spki, verify: guarded(verify) };
}

/** Every holder brings a key of his own: taken over as it is, where OpenSSL's reader of DER costs as much as a signature check. */
function ed25519Verifier(raw: Uint8Array): PublicKey['verify'] {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: base64url(raw) };
  const key = crypto.createPublicKey({ key: jwk, format: 'jwk' });
  return (message, signature) => crypto.verify(null, message, key, signature);
}

/** @param pem SubjectPublicKeyInfo. @throws TypeError for anything else, a private key handed over by mistake among it. */
export function importPublicPem(pem: string): PublicKey {
  if (!pem.trimStart().startsWith('-----BEGIN PUBLIC KEY-----'))
    throw new TypeError('not a public key in PEM');
  return importPublicKey(crypto.createPublicKey(pem).export({ type: 'spki', format: 'der' }));
}

/** @param pem PKCS#8, unencrypted. @throws TypeError for keys of other suites. */
export function importPrivateKey(pem: string): PrivateKey {
  const key = crypto.createPrivateKey(pem);
  const spki = crypto.createPublicKey(key).export({ type: 'spki', format: 'der' });
  const publicKey = importPublicKey(spki);
  return { suite: publicKey.suite, publicKey, sign: signer(publicKey.suite, key), toPem: () => pem };
}

export function generatePrivateKey(suite: Suite): PrivateKey {
  const { privateKey } =
    suite === 'ED25519'
      ? crypto.generateKeyPairSync('ed25519')
      : crypto.generateKeyPairSync('ec', { namedCurve: suite === 'SM2' ? 'SM2' : 'P-256' });
  return importPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
}

/** @param seed 32 bytes (RFC 8032 private key). */
export function ed25519FromSeed(seed: Uint8Array): PrivateKey {
  const key = crypto.createPrivateKey({
    key: Buffer.from(ed25519Pkcs8(seed)),
    format: 'der',
    type: 'pkcs8',
  });
  return importPrivateKey(key.export({ type: 'pkcs8', format: 'pem' }).toString());
}

function signer(suite: Suite, key: crypto.KeyObject): (message: Uint8Array) => Uint8Array {
  switch (suite) {
    case 'ED25519':
      return (message) => crypto.sign(null, message, key);
    case 'P256':
      return (message) => crypto.sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' });
    case 'SM2':
      return sm2Signer(key).sign;
  }
}

function suiteOf(key: crypto.KeyObject): Suite {
  if (key.asymmetricKeyType === 'ed25519') return 'ED25519';
  if (key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return 'P256';
  throw new TypeError('the key is neither Ed25519, P-256 nor SM2');
}

/** What OpenSSL throws for bytes that are no key says nothing to a caller. */
function readKey<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new TypeError('the bytes are not a public key', { cause });
  }
}
