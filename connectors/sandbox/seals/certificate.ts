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
import { base64, generatePrivateKey, type PrivateKey, rawToDer } from '#crypto/primitives';

/** SM2 certificates (GB/T 20518) of authorities that do not exist. */

export const SM2_WITH_SM3 = '1.2.156.10197.1.501';

export interface Holder {
  readonly name: string;
  readonly key: PrivateKey;
  /** DER. */
  readonly certificate: Uint8Array;
}

/** Whose certificate a signature names, and who signs. */
export type Signing = Pick<Holder, 'certificate' | 'key'> & {
  /** What it says it is made with. */
  readonly algorithm?: string | undefined;
};

export interface NewCertificate {
  readonly name: string;
  /** Who signs it; itself when nobody is given. */
  readonly issuer?: Holder | undefined;
  readonly validFrom: number;
  readonly validTo: number;
  readonly serial: number | bigint;
  /** Bits of keyUsage from the left. */
  readonly usage: number;
  /** Besides the usage, DER. */
  readonly extensions?: readonly Uint8Array[];
}

export const USAGES = { signing: 0xc0, authority: 0x06 } as const;

export function issueSm2(
  { name, issuer, validFrom, validTo, serial, usage, extensions = [] }: NewCertificate,
  key: PrivateKey = generatePrivateKey('SM2'),
): Holder {
  const algorithm = derSequence(derOid(SM2_WITH_SM3));
  const unused = 31 - Math.clz32(usage & -usage); // zeros at the end are left out
  const usageBits = derOctets(derBits(Buffer.of(usage), unused));
  const tbs = derSequence(
    derTagged(0, derInteger(2)),
    derInteger(serial),
    algorithm,
    nameOf(issuer?.name ?? name),
    derSequence(derTime('UTCTime', validFrom), derTime('UTCTime', validTo)),
    nameOf(name),
    key.publicKey.spki,
    derTagged(3, derSequence(derSequence(derOid('2.5.29.15'), derBoolean(true), usageBits), ...extensions)),
  );
  const signature = derBits(signSm2(issuer?.key ?? key, tbs));
  return { name, key, certificate: derSequence(tbs, algorithm, signature) };
}

/** r and s in DER, as seals and certificates have them. */
export function signSm2(key: PrivateKey, signed: Uint8Array): Uint8Array {
  return rawToDer(key.sign(signed));
}

/** As authorities hand certificates out. */
export function pemOf({ certificate }: Pick<Holder, 'certificate'>): string {
  const lines = base64(certificate).match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function nameOf(commonName: string): Uint8Array {
  return derSequence(
    derSet(derSequence(derOid('2.5.4.6'), derText('PrintableString', 'CN'))),
    derSet(derSequence(derOid('2.5.4.3'), derText('UTF8String', commonName))),
  );
}
