import { DerError } from '#crypto/asn1';
import { fromBase64 } from '#crypto/primitives';
import { type Certificate, parseCertificate } from './certificate.js';

const BLOCK = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]*)-----END CERTIFICATE-----/g;

/** The certificates in a PEM text, in their order; whatever stands between them is passed over. @throws DerError. */
export function readCertificates(pem: string): Certificate[] {
  return [...pem.matchAll(BLOCK)].map(([, body = '']) => {
    const bytes = fromBase64(body.replaceAll(/\s/g, ''));
    if (bytes === undefined) throw new DerError(0, 'not base64');
    return parseCertificate(bytes);
  });
}
