import { readHeader, type SignedParts, verifyParts } from '#crypto/jose';
import type { PublicKey } from '#crypto/primitives';
import { readJson } from '#proto/schema';
import type { Signer } from '../signer.js';

export interface HubStatementParts {
  readonly signer: Pick<Signer, 'platform' | 'hubId'>;
  readonly hubKeys: ReadonlyMap<string, PublicKey>;
}

/**
 * What the hub says under a signature of its own, to this platform and in this kind of statement.
 * @returns undefined when it does not. @throws HubError for what cannot be read.
 */
export function readHubStatement(
  parts: SignedParts,
  type: 'CertificateStatement' | 'PresentationStatement',
  { signer, hubKeys }: HubStatementParts,
): unknown {
  const { kid, iss, aud, cty, alg } = readHeader(parts.protected);
  const key = hubKeys.get(kid);
  const isForUs = iss === signer.hubId && aud === signer.platform && cty === `tongban.v1.${type}+json`;
  return key !== undefined && isForUs && verifyParts(parts, alg, key) ? readJson(parts.payload) : undefined;
}
