import {
  bitBytesOf,
  DerError,
  type DerNode,
  Fields,
  octetsOf,
  oidOf,
  readDer,
  smallIntegerOf,
  textOf,
  timeOf,
} from '#crypto/asn1';
import { type Seal, sealOf, standardOf, takeExtensions } from './seal.js';

/** What a seal was put on, and by whom (电子签章数据, SES_Signature). */
export interface SealSignature {
  readonly version: number;
  readonly seal: Seal;
  /** Unix milliseconds, the signer's word; undefined where GM/T 0031 has it in a form of its own. */
  readonly signedAt: number | undefined;
  /** SM3 of what was sealed. */
  readonly dataHash: Uint8Array;
  /** 原文属性: in an OFD, the path of what was sealed. */
  readonly property: string;
  readonly criticalExtensions: readonly string[];
  /** Of the signer (签章人), DER. */
  readonly signerCertificate: Uint8Array;
  readonly algorithm: string;
  /** What the signer signed, as it stands. */
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  /** Whether a time stamp hangs on it. It is shown, and not checked. */
  readonly hasTimeStamp: boolean;
}

/** @throws DerError. */
export function parseSealSignature(bytes: Uint8Array): SealSignature {
  const outer = new Fields(readDer(bytes));
  const toSign = outer.take();
  const inner = new Fields(toSign);
  const versionNode = inner.take();
  const version = smallIntegerOf(versionNode);
  const seal = sealOf(inner.take());
  if (standardOf(version) !== seal.standard) {
    throw new DerError(
      versionNode.offset,
      `a signature of version ${version} with a seal of another standard`,
    );
  }
  const rest = seal.standard === 'GB/T 38540' ? partsOf(inner, outer) : partsOfOld(inner, outer);
  inner.end();
  outer.end();
  return Object.freeze({ version, seal, signed: toSign.bytes, ...rest });
}

type Parts = Omit<SealSignature, 'version' | 'seal' | 'signed'>;

function partsOf(inner: Fields, outer: Fields): Parts {
  const signedAt = timeOf(inner.take());
  const dataHash = bitBytesOf(inner.take());
  const property = textOf(inner.take());
  const criticalExtensions = takeExtensions(inner);
  const signerCertificate = octetsOf(outer.take());
  const algorithm = oidOf(outer.take());
  const signature = bitBytesOf(outer.take());
  const hasTimeStamp = outer.takeTagged(0) !== undefined;
  return {
    signedAt,
    dataHash,
    property,
    criticalExtensions,
    signerCertificate,
    algorithm,
    signature,
    hasTimeStamp,
  };
}

/** GM/T 0031: certificate and algorithm are among what is signed. */
function partsOfOld(inner: Fields, outer: Fields): Parts {
  const signedAt = oldTimeOf(inner.take());
  const dataHash = bitBytesOf(inner.take());
  const property = textOf(inner.take());
  const signerCertificate = octetsOf(inner.take());
  const algorithm = oidOf(inner.take());
  const signature = bitBytesOf(outer.take());
  return {
    signedAt,
    dataHash,
    property,
    criticalExtensions: [],
    signerCertificate,
    algorithm,
    signature,
    hasTimeStamp: false,
  };
}

/** Bits that hold a time, a time stamp, or whatever the writer thought of. */
function oldTimeOf(node: DerNode): number | undefined {
  const bytes = bitBytesOf(node);
  try {
    return timeOf(readDer(bytes));
  } catch (error) {
    if (error instanceof DerError) return undefined;
    throw error;
  }
}
