import type { KeyObject } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import { hex } from '../bytes.js';
import { OPTIONS, type PortableVerifier, portableSm2Verifier } from './verifier.js';

/** SM2 without OpenSSL: slower, and not in constant time. Stands in where the start-up self-test of sm2.ts fails. */

export { portableSm2Verifier } from './verifier.js';

export function portableSm2Key(
  privateKey: KeyObject,
  point: Uint8Array,
): PortableVerifier & { sign(message: Uint8Array): Uint8Array } {
  const scalar = privateScalar(privateKey);
  const publicKey = hex(point);
  return {
    verify: portableSm2Verifier(point).verify,
    sign: (message) => Buffer.from(sm2.doSignature(message, scalar, { ...OPTIONS, publicKey }), 'hex'),
  };
}

/**
 * The OCTET STRING of 32 bytes after the version in the RFC 5915 structure inside PKCS#8. (Node.js aborts the process
 * when asked for the SEC1 form of an SM2 key.)
 */
function privateScalar(privateKey: KeyObject): string {
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
  const marker = pkcs8.indexOf(Buffer.of(0x02, 0x01, 0x01, 0x04, 0x20));
  if (marker < 0) throw new TypeError('not an EC private key');
  return pkcs8.subarray(marker + 5, marker + 37).toString('hex');
}
