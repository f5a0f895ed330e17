import { derBoolean, derInteger, derOctets, derOid, derSequence } from '#crypto/asn1';
import { type DigestName, foreignDigest } from '#crypto/primitives';
import { derAlgorithm, oidOfDigest } from '#crypto/x509/certificate';

/** What an authority is asked to stamp, and what its answer is held against. */
export interface TimeStampRequest {
  readonly data: Uint8Array;
  readonly digest: DigestName;
  /** Not negative, never used before: it makes an old answer useless. */
  readonly nonce: bigint;
  /** Under which policy, in dots; undefined: the authority's choice. */
  readonly policy: string | undefined;
}

/** TimeStampReq (RFC 3161 section 2.4.1), DER; the authority's certificate is always asked for. */
export function formatTimeStampRequest({ data, digest, nonce, policy }: TimeStampRequest): Uint8Array {
  return derSequence(
    derInteger(1),
    derSequence(derAlgorithm(oidOfDigest(digest)), derOctets(foreignDigest(digest, data))),
    ...(policy === undefined ? [] : [derOid(policy)]),
    derInteger(nonce),
    derBoolean(true),
  );
}
