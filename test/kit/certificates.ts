import { type Holder, issueSm2 as issue, USAGES } from '#connectors/sandbox/seals';
import { derBoolean, derOctets, derOid, derSequence } from '#crypto/asn1';
import type { PrivateKey } from '#crypto/primitives';

export { type Holder, pemOf } from '#connectors/sandbox/seals';

/** SM2 certificates with throw-away keys, honest or wrong in one point. */

/** Nothing of it depends on the day on which a test runs. */
export const YEAR_BEGINS = Date.UTC(2026, 0, 1);
export const YEAR_ENDS = Date.UTC(2026, 11, 31);

export interface CertificateWish {
  readonly name: string;
  /** Who signs it; itself when nobody is given. */
  readonly issuer?: Holder;
  readonly validFrom?: number;
  readonly validTo?: number;
  readonly serial?: number | bigint;
  /** Bits of keyUsage from the left. */
  readonly usage?: number;
  /** An extension that nobody knows, critical. */
  readonly hasUnknownExtension?: boolean;
  /** Beside the usage; DER. */
  readonly extensions?: readonly Uint8Array[];
}

export function issueSm2(
  { hasUnknownExtension, extensions = [], ...wish }: CertificateWish,
  key?: PrivateKey,
): Holder {
  const honest = { validFrom: YEAR_BEGINS, validTo: YEAR_ENDS, serial: 1, usage: USAGES.signing };
  const all = [...extensions, ...(hasUnknownExtension ? [UNKNOWN] : [])];
  return issue({ ...honest, ...wish, extensions: all }, key);
}

const UNKNOWN = derSequence(derOid('1.2.3.4'), derBoolean(true), derOctets(Buffer.of(5, 0)));
