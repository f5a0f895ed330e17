import { DerError } from '#crypto/asn1';
import { fromBase64, latin1 } from '#crypto/primitives';
import { type Certificate, parseCertificate } from './certificate.js';
import { parseRevocationList, type RevocationList } from './revocation-list.js';

/** The certificates in a PEM text, in their order; whatever stands between them is passed over. @throws DerError. */
export function readCertificates(pem: string): Certificate[] {
  return blocksOf('CERTIFICATE', pem).map(parseCertificate);
}

/** The lists of revoked certificates in a file: in PEM, or one in DER, as authorities publish them. @throws DerError. */
export function readRevocationLists(bytes: Uint8Array): RevocationList[] {
  if (bytes[0] === 0x30) return [parseRevocationList(bytes)];
  return blocksOf('X509 CRL', latin1(bytes)).map(parseRevocationList);
}

function blocksOf(label: string, pem: string): Uint8Array[] {
  const block = new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]*)-----END ${label}-----`, 'g');
  return [...pem.matchAll(block)].map(([, body = '']) => {
    const bytes = fromBase64(body.replaceAll(/\s/g, ''));
    if (bytes === undefined) throw new DerError(0, 'not base64');
    return bytes;
  });
}
