import { DerError, type DerNode, derOid, derSequence, derValue, Fields, isOf, oidOf } from '#crypto/asn1';
import type { ForeignDigest } from '#crypto/primitives';

/** What a content may be digested with: SHA-1 not. */
export type ContentDigest = Exclude<ForeignDigest, 'sha1'>;

const DIGESTS: Readonly<Record<string, ContentDigest>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '1.2.156.10197.1.401': 'sm3',
};

export function digestNamed(oid: string): ContentDigest | undefined {
  return DIGESTS[oid];
}

export function oidOfDigest(name: ContentDigest): string {
  const found = Object.entries(DIGESTS).find(([, digest]) => digest === name);
  return found?.[0] ?? '';
}

/** AlgorithmIdentifier whose parameters are absent or NULL, as those of all algorithms here. @throws DerError. */
export function algorithmIn(node: DerNode): string {
  const fields = new Fields(node);
  const oid = oidOf(fields.take());
  const parameters = fields.takeIf((field) => isOf(field, 'NULL'));
  if (parameters !== undefined && parameters.content.length > 0) {
    throw new DerError(parameters.offset, 'a NULL with contents');
  }
  fields.end();
  return oid;
}

export function derAlgorithm(oid: string): Uint8Array {
  return derSequence(derOid(oid), derValue('universal', NULL, false, new Uint8Array(0)));
}

const NULL = 5;
