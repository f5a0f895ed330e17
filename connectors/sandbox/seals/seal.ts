import {
  derBits,
  derInteger,
  derOctets,
  derOid,
  derSequence,
  derTagged,
  derText,
  derTime,
} from '#crypto/asn1';
import { sm3 } from '#crypto/primitives';
import { type Signing, SM2_WITH_SM3, signSm2 } from './certificate.js';

/** Seals as GB/T 38540 has them, made and put on things; what #crypto/eseal reads. */

export interface NewSeal {
  readonly version: 4 | 5;
  readonly id: string;
  readonly name: string;
  /** Who may sign with it, certificates in DER; and whether it names them, or their digests. */
  readonly signers: readonly Uint8Array[];
  readonly lists: 'certificates' | 'digests';
  readonly createdAt: number;
  readonly validFrom: number;
  readonly validTo: number;
  /** DER. */
  readonly extensions?: readonly Uint8Array[];
}

/** 制章. @returns SESeal. */
export function makeSeal(seal: NewSeal, maker: Signing): Uint8Array {
  const { version, id, name, signers, lists, createdAt, validFrom, validTo, extensions = [] } = seal;
  const property = derSequence(
    derInteger(1),
    derText('UTF8String', name),
    derInteger(lists === 'certificates' ? 1 : 2),
    derSequence(...signers.map(lists === 'certificates' ? derOctets : digestEntry)),
    derTime('GeneralizedTime', createdAt),
    derTime('GeneralizedTime', validFrom),
    derTime('GeneralizedTime', validTo),
  );
  const info = derSequence(
    derSequence(derText('IA5String', 'ES'), derInteger(version), derText('IA5String', VENDOR)),
    derText('IA5String', id),
    property,
    derSequence(derText('IA5String', 'PNG'), derOctets(PIXEL), derInteger(40), derInteger(40)),
    ...(extensions.length === 0 ? [] : [derTagged(0, derSequence(...extensions))]),
  );
  return derSequence(info, ...proof(info, maker));
}

/** What a seal is put on. */
export interface Sealing {
  readonly version: 4 | 5;
  readonly seal: Uint8Array;
  readonly signedAt: number;
  /** SM3. */
  readonly dataHash: Uint8Array;
  /** 原文属性. */
  readonly property: string;
}

/** 签章. @returns SES_Signature. */
export function putSeal(
  { version, seal, signedAt, dataHash, property }: Sealing,
  signer: Signing,
): Uint8Array {
  const toSign = derSequence(
    derInteger(version),
    seal,
    derTime('GeneralizedTime', signedAt),
    derBits(dataHash),
    derText('IA5String', property),
  );
  return derSequence(toSign, ...proof(toSign, signer));
}

export const VENDOR = 'TONGBAN-TEST';

/** A PNG of one pixel. */
export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

function proof(signed: Uint8Array, { certificate, key, algorithm = SM2_WITH_SM3 }: Signing): Uint8Array[] {
  return [derOctets(certificate), derOid(algorithm), derBits(signSm2(key, signed))];
}

function digestEntry(certificate: Uint8Array): Uint8Array {
  return derSequence(derText('PrintableString', 'SM3'), derOctets(sm3(certificate)));
}
