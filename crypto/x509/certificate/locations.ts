import { DerError, type DerNode, elementsOf, Fields, isContext, oidOf, readDer } from '#crypto/asn1';
import { latin1 } from '#crypto/primitives';
import type { Certificate } from './certificate.js';

/** Where a certificate says that it can be asked whether it is revoked; nobody has to go there. */
export interface RevocationLocations {
  /** Of lists (CRL distribution points, RFC 5280 section 4.2.1.13); http and https. */
  readonly lists: readonly string[];
  /** Of responders (OCSP in authority information access, section 4.2.2.1). */
  readonly responders: readonly string[];
}

const DISTRIBUTION_POINTS = '2.5.29.31';
const AUTHORITY_ACCESS = '1.3.6.1.5.5.7.1.1';
const OCSP = '1.3.6.1.5.5.7.48.1';
const MAX_EACH = 4;
const MAX_LENGTH = 500;

export function locationsOf(certificate: Certificate): RevocationLocations {
  return {
    lists: urlsIn(certificate, DISTRIBUTION_POINTS, listNames),
    responders: urlsIn(certificate, AUTHORITY_ACCESS, responderNames),
  };
}

/** None of an extension that cannot be read: it helps, and says nothing of the certificate. */
function urlsIn(
  { extensions }: Certificate,
  wanted: string,
  namesIn: (point: DerNode) => readonly DerNode[],
): string[] {
  const extension = extensions.find(({ id }) => id === wanted);
  if (extension === undefined) return [];
  try {
    return elementsOf(readDer(extension.value)).flatMap(namesIn).flatMap(urlOf).slice(0, MAX_EACH);
  } catch (error) {
    if (error instanceof DerError) return [];
    throw error;
  }
}

/** DistributionPoint: those that are for some reasons only, or signed by another, are passed over. */
function listNames(point: DerNode): readonly DerNode[] {
  const fields = new Fields(point);
  const [full] = fields.takeIf((node) => isContext(node, 0))?.children ?? [];
  const isWhole = fields.takeIf((node) => isContext(node, 1) || isContext(node, 2)) === undefined;
  return isWhole && full !== undefined && isContext(full, 0) ? (full.children ?? []) : [];
}

function responderNames(description: DerNode): readonly DerNode[] {
  const fields = new Fields(description);
  return oidOf(fields.take()) === OCSP ? [fields.take()] : [];
}

/** uniformResourceIdentifier [6] of GeneralName. */
function urlOf(name: DerNode): string[] {
  const text = latin1(name.content);
  if (!isContext(name, 6) || text.length > MAX_LENGTH || !URL.canParse(text)) return [];
  const { protocol, href } = new URL(text);
  return protocol === 'http:' || protocol === 'https:' ? [href] : [];
}
