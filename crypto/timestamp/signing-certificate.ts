import { type DerNode, elementsOf, Fields, integerOf, isContext, isOf, octetsOf } from '#crypto/asn1';
import { equalBytes, type ForeignDigest, foreignDigest } from '#crypto/primitives';
import { algorithmIn, type Certificate, digestNamed } from '#crypto/x509/certificate';

/**
 * The signed attributes that name the signer's certificate by its digest (RFC 5035, RFC 5816), so that no other certificate
 * for the same key can be put in its place.
 */
export const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
export const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';

/** @returns undefined when the digest is of a kind that is not computed. @throws DerError. */
export function namesCertificate(
  attribute: DerNode,
  version: 1 | 2,
  certificate: Certificate,
): boolean | undefined {
  const [list] = elementsOf(attribute);
  const [first] = list === undefined ? [] : elementsOf(list);
  if (first === undefined) return false;
  const fields = new Fields(first);
  const algorithm = version === 2 ? fields.takeIf((node) => isOf(node, 'SEQUENCE')) : undefined;
  const hash = octetsOf(fields.take());
  const issuerSerial = fields.takeIf((node) => isOf(node, 'SEQUENCE'));
  fields.end();
  const digest = version === 1 ? 'sha1' : digestOf(algorithm);
  if (digest === undefined) return undefined;
  return (
    equalBytes(hash, foreignDigest(digest, certificate.bytes)) &&
    (issuerSerial === undefined || isIssuedAs(issuerSerial, certificate))
  );
}

function digestOf(algorithm: DerNode | undefined): ForeignDigest | undefined {
  return algorithm === undefined ? 'sha256' : digestNamed(algorithmIn(algorithm));
}

/** IssuerSerial: GeneralNames with one directory name, and the serial number. */
function isIssuedAs(node: DerNode, { issuerName, serial }: Certificate): boolean {
  const fields = new Fields(node);
  const names = elementsOf(fields.take());
  const number = integerOf(fields.take());
  fields.end();
  const isIssuer = names.some(
    (name) => isContext(name, 4) && equalBytes(name.children?.[0]?.bytes ?? new Uint8Array(0), issuerName),
  );
  return isIssuer && number === serial;
}
