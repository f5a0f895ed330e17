import { X509Certificate } from 'node:crypto';
import { hex, sha256 } from '#crypto/primitives';
import type { IssuedCertificate } from './authority.js';

/** SHA-256 and validity of a certificate in PEM. @throws when it is none. */
export function describeCertificate(
  pem: string,
): Pick<IssuedCertificate, 'fingerprint' | 'validFrom' | 'validTo'> {
  const { raw, validFrom, validTo } = new X509Certificate(pem);
  return {
    fingerprint: hex(sha256(raw)),
    validFrom: Date.parse(validFrom),
    validTo: Date.parse(validTo),
  };
}
