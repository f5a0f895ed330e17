import { bytesToHex } from '@noble/hashes/utils';
import { sm2 } from 'sm-crypto-v2';

export const OPTIONS = { hash: true, der: false, userId: '1234567812345678' } as const;

export interface PortableVerifier {
  verify(message: Uint8Array, signature: Uint8Array): boolean;
}

/** @param point 04 || X || Y. @throws Error when it is not on the curve. */
export function portableSm2Verifier(point: Uint8Array): PortableVerifier {
  const publicKey = sm2.precomputePublicKey(bytesToHex(point));
  return {
    verify: (message, signature) =>
      signature.length === 64 && sm2.doVerifySignature(message, bytesToHex(signature), publicKey, OPTIONS),
  };
}
