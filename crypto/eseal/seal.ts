import {
  bitBytesOf,
  booleanOf,
  DerError,
  type DerNode,
  derSequence,
  elementsOf,
  Fields,
  isOf,
  octetsOf,
  oidOf,
  readDer,
  smallIntegerOf,
  textOf,
  timeOf,
} from '#crypto/asn1';

/** An electronic seal (电子印章) as its maker made it. Parsing it says nothing about whether it is genuine. */
export interface Seal {
  /** DER, as it stands. */
  readonly bytes: Uint8Array;
  /** GB/T 38540 has versions 4 and 5; the older GM/T 0031 has those up to 3. */
  readonly standard: SealStandard;
  readonly version: number;
  /** 厂商标识, of the software that made it. */
  readonly vendor: string;
  /** 印章标识. */
  readonly id: string;
  /** 印章类型, in numbers that each maker chooses. */
  readonly type: number;
  readonly name: string;
  /** Who may sign with it. */
  readonly signers: SignerList;
  /** Unix milliseconds. */
  readonly createdAt: number;
  readonly validFrom: number;
  readonly validTo: number;
  readonly picture: SealPicture;
  /** Of its 自定义数据, those that a reader must understand. */
  readonly criticalExtensions: readonly string[];
  /** Of the seal maker (制章人), DER. */
  readonly makerCertificate: Uint8Array;
  /** What the maker signed. */
  readonly signed: Uint8Array;
  readonly algorithm: string;
  readonly signature: Uint8Array;
}

export type SealStandard = 'GB/T 38540' | 'GM/T 0031';

export interface SignerList {
  /** Certificates as they are, DER, or the SM3 digests of them. */
  readonly kind: 'certificates' | 'digests';
  readonly entries: readonly Uint8Array[];
}

export interface SealPicture {
  /** `PNG`, `OFD` and the like; the maker's word. */
  readonly type: string;
  readonly bytes: Uint8Array;
  /** Millimetres. */
  readonly width: number;
  readonly height: number;
}

/** @throws DerError. */
export function parseSeal(bytes: Uint8Array): Seal {
  return sealOf(readDer(bytes));
}

/** @throws DerError. */
export function sealOf(node: DerNode): Seal {
  const fields = new Fields(node);
  const infoNode = fields.take();
  const info = infoOf(infoNode);
  const proof = info.standard === 'GB/T 38540' ? proofOf(infoNode, fields) : proofOfOld(infoNode, fields);
  fields.end();
  return Object.freeze({ bytes: node.bytes, ...info, ...proof });
}

type Proof = Pick<Seal, 'signed' | 'makerCertificate' | 'algorithm' | 'signature'>;

function infoOf(node: DerNode): Omit<Seal, 'bytes' | keyof Proof> {
  const fields = new Fields(node);
  const header = headerOf(fields.take());
  const id = textOf(fields.take());
  const property = propertyOf(fields.take(), header.standard);
  const picture = pictureOf(fields.take());
  const extensions = takeExtensions(fields);
  fields.end();
  return { ...header, id, ...property, picture, criticalExtensions: extensions };
}

function headerOf(node: DerNode): Pick<Seal, 'standard' | 'version' | 'vendor'> {
  const fields = new Fields(node);
  const mark = fields.take();
  if (textOf(mark) !== 'ES') throw new DerError(mark.offset, 'not the header of a seal');
  const versionNode = fields.take();
  const version = smallIntegerOf(versionNode);
  const standard = standardOf(version);
  if (standard === undefined) throw new DerError(versionNode.offset, `a seal of version ${version}`);
  const vendor = textOf(fields.take());
  fields.end();
  return { standard, version, vendor };
}

/** The two layouts differ, and the version says which one it is. */
export function standardOf(version: number): SealStandard | undefined {
  if (version === 4 || version === 5) return 'GB/T 38540';
  return version >= 1 && version <= 3 ? 'GM/T 0031' : undefined;
}

type Property = Pick<Seal, 'type' | 'name' | 'signers' | 'createdAt' | 'validFrom' | 'validTo'>;

function propertyOf(node: DerNode, standard: SealStandard): Property {
  const fields = new Fields(node);
  const type = smallIntegerOf(fields.take());
  const name = textOf(fields.take());
  const hasKind = standard === 'GB/T 38540';
  const signers = signersOf(hasKind ? fields.take() : undefined, fields.take());
  const createdAt = timeOf(fields.take());
  const validFrom = timeOf(fields.take());
  const validTo = timeOf(fields.take());
  fields.end();
  return { type, name, signers, createdAt, validFrom, validTo };
}

const CERTIFICATES = 1;
const DIGESTS = 2;

function signersOf(kindNode: DerNode | undefined, list: DerNode): SignerList {
  const kind = kindNode === undefined ? CERTIFICATES : smallIntegerOf(kindNode);
  if (kind === CERTIFICATES) {
    return Object.freeze({ kind: 'certificates', entries: elementsOf(list).map(octetsOf) });
  }
  if (kind === DIGESTS) return Object.freeze({ kind: 'digests', entries: elementsOf(list).map(digestOf) });
  throw new DerError(list.offset, `a list of signers of kind ${kind}`);
}

/** Its type is a word that each maker chooses; what counts is whether the digest is the SM3 of a certificate. */
function digestOf(node: DerNode): Uint8Array {
  const fields = new Fields(node);
  textOf(fields.take());
  const digest = octetsOf(fields.take());
  fields.end();
  return digest;
}

function pictureOf(node: DerNode): SealPicture {
  const fields = new Fields(node);
  const picture = {
    type: textOf(fields.take()),
    bytes: octetsOf(fields.take()),
    width: smallIntegerOf(fields.take()),
    height: smallIntegerOf(fields.take()),
  };
  fields.end();
  return Object.freeze(picture);
}

/** 自定义数据, with and without its tag: makers write both. @returns the critical ones. @throws DerError. */
export function takeExtensions(fields: Fields): readonly string[] {
  const list = fields.takeTagged(0) ?? fields.takeIf((node) => isOf(node, 'SEQUENCE'));
  if (list === undefined) return [];
  return elementsOf(list).flatMap((node) => {
    const extension = new Fields(node);
    const id = oidOf(extension.take());
    const critical = extension.takeIf((field) => isOf(field, 'BOOLEAN'));
    octetsOf(extension.take());
    extension.end();
    return critical !== undefined && booleanOf(critical) ? [id] : [];
  });
}

function proofOf(info: DerNode, fields: Fields): Proof {
  return {
    signed: info.bytes,
    makerCertificate: octetsOf(fields.take()),
    algorithm: oidOf(fields.take()),
    signature: bitBytesOf(fields.take()),
  };
}

/** GM/T 0031 puts the three into a sequence of their own, and signs the certificate and the algorithm too. */
function proofOfOld(info: DerNode, fields: Fields): Proof {
  const inner = new Fields(fields.take());
  const certificate = inner.take();
  const algorithm = inner.take();
  const signature = bitBytesOf(inner.take());
  inner.end();
  return {
    makerCertificate: octetsOf(certificate),
    algorithm: oidOf(algorithm),
    signature,
    signed: derSequence(info.bytes, certificate.bytes, algorithm.bytes),
  };
}
