import {
  type Holder,
  makeSeal as make,
  PIXEL,
  putSeal as put,
  SM2_WITH_SM3,
  signSm2,
  VENDOR,
} from '#connectors/sandbox/seals';
import {
  derBits,
  derBoolean,
  derInteger,
  derOctets,
  derOid,
  derSequence,
  derText,
  derTime,
} from '#crypto/asn1';
import { type PrivateKey, sm3 } from '#crypto/primitives';
import { issueSm2, YEAR_BEGINS, YEAR_ENDS } from './certificates.js';

/** Seals of GB/T 38540 and GM/T 0031 with throw-away keys, honest or wrong in one point. */

/** In the middle of everybody's validity. */
export const SEALED_AT = Date.UTC(2026, 5, 1, 8, 30);

const NAME = '某市民政局电子证照专用章';
const ID = '44010000000001';

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

type Makers = Pick<SealWorld, 'maker' | 'signer'>;

export function makeSeal({ maker, signer }: Makers, wish: SealWish = {}): Uint8Array {
  const { version = 4, lists = 'certificates', algorithm, signers = [signer], extension } = wish;
  const { createdAt = YEAR_BEGINS, validFrom = YEAR_BEGINS, validTo = YEAR_ENDS } = wish;
  const by = { certificate: maker.certificate, key: wish.forger ?? maker.key, algorithm };
  const days = { createdAt, validFrom, validTo };
  const named = signers.map(({ certificate }) => certificate);
  if (version !== 4 && version !== 5) return makeOldSeal(version, days, named, by);
  const extensions = extension === undefined ? [] : [extensionOf(extension)];
  return make({ version, id: ID, name: NAME, signers: named, lists, ...days, extensions }, by);
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
  const { signedAt = SEALED_AT, algorithm, version = 4, signer = world.signer } = wish;
  const { seal = makeSeal(world, { version }), dataHash = sm3(document) } = wish;
  const by = { certificate: signer.certificate, key: wish.forger ?? signer.key, algorithm };
  const sealing = { seal, signedAt, dataHash, property: '/Doc_0/Signs/Sign_0/Signature.xml' };
  return version === 4 || version === 5
    ? put({ version, ...sealing }, by)
    : putOldSeal({ version, ...sealing }, by);
}

type Signing = Parameters<typeof make>[1];

/** GM/T 0031, which nobody makes any more. */
function makeOldSeal(
  version: number,
  days: Record<'createdAt' | 'validFrom' | 'validTo', number>,
  signers: readonly Uint8Array[],
  { certificate, key, algorithm = SM2_WITH_SM3 }: Signing,
): Uint8Array {
  const times = [days.createdAt, days.validFrom, days.validTo].map((at) => derTime('UTCTime', at));
  const list = derSequence(...signers.map(derOctets));
  const info = derSequence(
    derSequence(derText('IA5String', 'ES'), derInteger(version), derText('IA5String', VENDOR)),
    derText('IA5String', ID),
    derSequence(derInteger(1), derText('UTF8String', NAME), list, ...times),
    derSequence(derText('IA5String', 'PNG'), derOctets(PIXEL), derInteger(40), derInteger(40)),
  );
  const named = [derOctets(certificate), derOid(algorithm)];
  return derSequence(info, derSequence(...named, derBits(signSm2(key, derSequence(info, ...named)))));
}

function putOldSeal(
  {
    version,
    seal,
    signedAt,
    dataHash,
    property,
  }: Omit<Parameters<typeof put>[0], 'version'> & {
    readonly version: number;
  },
  { certificate, key, algorithm = SM2_WITH_SM3 }: Signing,
): Uint8Array {
  const toSign = derSequence(
    derInteger(version),
    seal,
    derBits(derTime('UTCTime', signedAt)),
    derBits(dataHash),
    derText('IA5String', property),
    derOctets(certificate),
    derOid(algorithm),
  );
  return derSequence(toSign, derBits(signSm2(key, toSign)));
}

function extensionOf(kind: 'plain' | 'critical'): Uint8Array {
  const critical = kind === 'critical' ? [derBoolean(true)] : [];
  return derSequence(derOid('1.2.156.99'), ...critical, derOctets(Buffer.of(1)));
}
