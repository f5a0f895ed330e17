import {
  derBits,
  derBoolean,
  derInteger,
  derOctets,
  derOid,
  derSequence,
  derTagged,
  derText,
  derTime,
} from '#crypto/asn1';
import { type PrivateKey, sm3 } from '#crypto/primitives';
import { type Holder, issueSm2, signSm2, YEAR_BEGINS, YEAR_ENDS } from './certificates.js';

/** Seals of GB/T 38540 and GM/T 0031 with throw-away keys, honest or wrong in one point. */

const SM2_WITH_SM3 = '1.2.156.10197.1.501';

/** In the middle of everybody's validity. */
export const SEALED_AT = Date.UTC(2026, 5, 1, 8, 30);

export interface SealWorld {
  readonly authority: Holder;
  readonly maker: Holder;
  readonly signer: Holder;
}

export function sealWorld(): SealWorld {
  const authority = issueSm2({ name: '测试证书认证机构', usage: 0x06 });
  return {
    authority,
    maker: issueSm2({ name: '测试制章人', issuer: authority, serial: 2 }),
    signer: issueSm2({ name: '某市民政局', issuer: authority, serial: 3 }),
  };
}

export interface SealWish {
  readonly version?: number;
  readonly lists?: 'certificates' | 'digests';
  readonly validFrom?: number;
  readonly validTo?: number;
  /** Whose certificates the seal names; the signer's when nobody's are given. */
  readonly signers?: readonly Holder[];
  /** Who signs it, while it names the maker. */
  readonly forger?: PrivateKey;
  readonly algorithm?: string;
  readonly extension?: 'plain' | 'critical';
  readonly createdAt?: number;
}

export function makeSeal(
  { maker, signer }: Pick<SealWorld, 'maker' | 'signer'>,
  wish: SealWish = {},
): Uint8Array {
  const { version = 4, lists = 'certificates', algorithm = SM2_WITH_SM3, signers = [signer] } = wish;
  const { createdAt = YEAR_BEGINS, validFrom = YEAR_BEGINS, validTo = YEAR_ENDS } = wish;
  const isOld = version < 4;
  const timeType = isOld ? 'UTCTime' : 'GeneralizedTime';
  const property = derSequence(
    derInteger(1),
    derText('UTF8String', '某市民政局电子证照专用章'),
    ...(isOld ? [] : [derInteger(lists === 'certificates' ? 1 : 2)]),
    derSequence(
      ...signers.map(({ certificate }) => signerEntry(certificate, isOld ? 'certificates' : lists)),
    ),
    derTime(timeType, createdAt),
    derTime(timeType, validFrom),
    derTime(timeType, validTo),
  );
  const info = derSequence(
    derSequence(derText('IA5String', 'ES'), derInteger(version), derText('IA5String', 'TONGBAN-TEST')),
    derText('IA5String', '44010000000001'),
    property,
    derSequence(derText('IA5String', 'PNG'), derOctets(PIXEL), derInteger(40), derInteger(40)),
    ...extensionsOf(wish.extension),
  );
  const key = wish.forger ?? maker.key;
  const certificate = derOctets(maker.certificate);
  if (!isOld) return derSequence(info, certificate, derOid(algorithm), derBits(signSm2(key, info)));
  const signed = derSequence(info, certificate, derOid(algorithm));
  return derSequence(info, derSequence(certificate, derOid(algorithm), derBits(signSm2(key, signed))));
}

export interface SignatureWish {
  readonly seal?: Uint8Array;
  readonly signedAt?: number;
  readonly signer?: Holder;
  /** Who signs, while the signer's certificate is shown. */
  readonly forger?: PrivateKey;
  readonly dataHash?: Uint8Array;
  readonly algorithm?: string;
  readonly version?: number;
}

/** SES_Signature over a document. */
export function putSeal(world: SealWorld, document: Uint8Array, wish: SignatureWish = {}): Uint8Array {
  const { signedAt = SEALED_AT, algorithm = SM2_WITH_SM3, version = 4 } = wish;
  const { seal = makeSeal(world, { version }), signer = world.signer, dataHash = sm3(document) } = wish;
  const certificate = derOctets(signer.certificate);
  const isOld = version < 4;
  const time = derTime(isOld ? 'UTCTime' : 'GeneralizedTime', signedAt);
  const toSign = derSequence(
    derInteger(version),
    seal,
    isOld ? derBits(time) : time,
    derBits(dataHash),
    derText('IA5String', '/Doc_0/Signs/Sign_0/Signature.xml'),
    ...(isOld ? [certificate, derOid(algorithm)] : []),
  );
  const signature = derBits(signSm2(wish.forger ?? signer.key, toSign));
  return isOld
    ? derSequence(toSign, signature)
    : derSequence(toSign, certificate, derOid(algorithm), signature);
}

function signerEntry(certificate: Uint8Array, lists: 'certificates' | 'digests'): Uint8Array {
  if (lists === 'certificates') return derOctets(certificate);
  return derSequence(derText('PrintableString', 'SM3'), derOctets(sm3(certificate)));
}

function extensionsOf(kind: SealWish['extension']): Uint8Array[] {
  if (kind === undefined) return [];
  const critical = kind === 'critical' ? [derBoolean(true)] : [];
  return [derTagged(0, derSequence(derSequence(derOid('1.2.156.99'), ...critical, derOctets(Buffer.of(1)))))];
}

/** A PNG of one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
