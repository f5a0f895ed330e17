import * as crypto from 'node:crypto';
import { utf8 } from './bytes.js';
import { sm3 } from './digest.js';
import { derToRaw, rawToDer } from './ecdsa-der.js';
import { sm2Point, sm2Spki } from './sm2-point.js';

/**
 * SM2 signatures with SM3 (GB/T 32918.2), user id 1234567812345678 (GM/T 0009), r || s in 64 bytes.
 *
 * OpenSSL signs SM3(message) with an SM2 key without prepending Z, so Z || message is fed here; that makes it the
 * standard's signature. This behaviour is undocumented: `nativeSm2Works` checks it against the standard's own example
 * at start, and sm2-portable stands in where it fails (both proved by test/vectors/sm.test.ts).
 */

const USER_ID = '1234567812345678';

/** Curve parameters a || b || Gx || Gy of sm2p256v1 (GB/T 32918.5). */
const CURVE = Buffer.from(
  'fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc' +
    '28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93' +
    '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7' +
    'bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0',
  'hex',
);

/** ZA of GB/T 32918.2 section 5.5: binds the user id, the curve and the public key. */
export function sm2Z(point: Uint8Array): Uint8Array {
  const id = utf8(USER_ID);
  const bits = Buffer.alloc(2);
  bits.writeUInt16BE(id.length * 8);
  return sm3(bits, id, CURVE, point.subarray(1));
}

/** Signs and verifies for one key; Z is computed once. */
export interface Sm2Key {
  sign(message: Uint8Array): Uint8Array;
  verify(message: Uint8Array, signature: Uint8Array): boolean;
}

/** The public half only. */
export type Sm2Verifier = Pick<Sm2Key, 'verify'>;

/** @param spki of an SM2 key. */
export function sm2Verifier(spki: Uint8Array): Sm2Verifier {
  const point = sm2Point(spki);
  if (point === undefined) throw new TypeError('not an SM2 public key');
  return portable?.portableSm2Verifier(point) ?? nativeVerifier(spki, sm2Z(point));
}

/** @param privateKey re-imported from PKCS#8: a freshly generated KeyObject would make plain ECDSA signatures. */
export function sm2Signer(privateKey: crypto.KeyObject): Sm2Key {
  const spki = crypto.createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const point = sm2Point(spki);
  if (point === undefined) throw new TypeError('not an SM2 private key');
  return portable?.portableSm2Key(privateKey, point) ?? nativeKey(privateKey, spki, sm2Z(point));
}

function nativeKey(privateKey: crypto.KeyObject, spki: Uint8Array, z: Uint8Array): Sm2Key {
  return {
    verify: nativeVerifier(spki, z).verify,
    sign: (message) => {
      const raw = derToRaw(crypto.createSign('sm3').update(z).update(message).sign(privateKey));
      if (raw === undefined) throw new Error('OpenSSL returned an SM2 signature that is not DER');
      return raw;
    },
  };
}

function nativeVerifier(spki: Uint8Array, z: Uint8Array): Sm2Verifier {
  const key = crypto.createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  return {
    verify: (message, signature) =>
      signature.length === 64 &&
      crypto.createVerify('sm3').update(z).update(message).verify(key, rawToDer(signature)),
  };
}

/** GB/T 32918.5 appendix A.2: the example's public key, message and signature. */
const EXAMPLE = {
  point: Buffer.from(
    '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020' +
      'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
    'hex',
  ),
  message: utf8('message digest'),
  signature: Buffer.from(
    'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3' +
      'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
    'hex',
  ),
};

/** The start-up self-test: whether this process's OpenSSL verifies the standard's example, and refuses it when altered. */
export function nativeSm2Works(): boolean {
  try {
    const verifier = nativeVerifier(sm2Spki(EXAMPLE.point), sm2Z(EXAMPLE.point));
    const altered = utf8('message digesT');
    return (
      verifier.verify(EXAMPLE.message, EXAMPLE.signature) && !verifier.verify(altered, EXAMPLE.signature)
    );
  } catch {
    return false; // an OpenSSL without SM2 throws here; the portable implementation takes over
  }
}

/** Loaded only where the self-test fails: it costs every process and thread some memory. */
const portable = nativeSm2Works() ? undefined : await import('./sm2-portable/index.js');
