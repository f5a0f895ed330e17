import {
  derBits,
  derBoolean,
  derInteger,
  derOctets,
  derOid,
  derSequence,
  derSet,
  derTagged,
  derText,
  derTime,
} from '#crypto/asn1';
import { generatePrivateKey, type PrivateKey, rawToDer } from '#crypto/primitives';

/** SM2 certificates with throw-away keys, honest or wrong in one point. */

const SM2_WITH_SM3 = '1.2.156.10197.1.501';

/** Nothing of it depends on the day on which a test runs. */
export const YEAR_BEGINS = Date.UTC(2026, 0, 1);
export const YEAR_ENDS = Date.UTC(2026, 11, 31);

export interface Holder {
  readonly name: string;
  readonly key: PrivateKey;
  /** DER. */
  readonly certificate: Uint8Array;
}

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
}

export function issueSm2(wish: CertificateWish, key: PrivateKey = generatePrivateKey('SM2')): Holder {
  const { name, issuer, validFrom = YEAR_BEGINS, validTo = YEAR_ENDS, serial = 1, usage = 0xc0 } = wish;
  const algorithm = derSequence(derOid(SM2_WITH_SM3));
  const unused = 31 - Math.clz32(usage & -usage); // zeros at the end are left out
  const usageBits = derOctets(derBits(Buffer.of(usage), unused));
  const extensions = [derSequence(derOid('2.5.29.15'), derBoolean(true), usageBits)];
  if (wish.hasUnknownExtension) {
    extensions.push(derSequence(derOid('1.2.3.4'), derBoolean(true), derOctets(Buffer.of(5, 0))));
  }
  const tbs = derSequence(
    derTagged(0, derInteger(2)),
    derInteger(serial),
    algorithm,
    nameOf(issuer?.name ?? name),
    derSequence(derTime('UTCTime', validFrom), derTime('UTCTime', validTo)),
    nameOf(name),
    key.publicKey.spki,
    derTagged(3, derSequence(...extensions)),
  );
  const signature = derBits(signSm2(issuer?.key ?? key, tbs));
  return { name, key, certificate: derSequence(tbs, algorithm, signature) };
}

/** r and s in DER, as seals and certificates have them. */
export function signSm2(key: PrivateKey, signed: Uint8Array): Uint8Array {
  return rawToDer(key.sign(signed));
}

function nameOf(commonName: string): Uint8Array {
  return derSequence(
    derSet(derSequence(derOid('2.5.4.6'), derText('PrintableString', 'CN'))),
    derSet(derSequence(derOid('2.5.4.3'), derText('UTF8String', commonName))),
  );
}

/** As authorities hand certificates out. */
export function pemOf({ certificate }: Pick<Holder, 'certificate'>): string {
  const lines =
    Buffer.from(certificate)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
