import {
  DerError,
  type DerNode,
  elementsOf,
  Fields,
  innerOf,
  integerOf,
  isContext,
  isOf,
  membersOf,
  octetsOf,
  oidOf,
  readDer,
  smallIntegerOf,
} from '#crypto/asn1';
import { compareBytes } from '#crypto/primitives';
import {
  algorithmIn,
  type Certificate,
  parseCertificate,
  parseRevocationList,
  type RevocationList,
  signatureAlgorithmIn,
} from '#crypto/x509/certificate';
import { SIGNED_DATA, SIGNED_DATA_GM, TST_INFO } from './algorithms.js';
import { parseTimeStampInfo, type TimeStampInfo } from './tst-info.js';

/**
 * A time stamp: TSTInfo in SignedData with exactly one signer (RFC 3161 section 2.4.2, RFC 5652, GM/T 0010). Reading it says
 * nothing about whether it is true. Only DER is read: what an authority writes in BER is refused.
 */
export interface TimeStampToken {
  readonly bytes: Uint8Array;
  readonly info: TimeStampInfo;
  /** What was digested into the signed attributes. */
  readonly content: Uint8Array;
  /** Whatever came along; nothing is believed of it. */
  readonly certificates: readonly Certificate[];
  readonly revocationLists: readonly RevocationList[];
  readonly signer: TokenSigner;
}

export interface TokenSigner {
  /** How it names its certificate. */
  readonly id: SignerId;
  readonly digestAlgorithm: string;
  readonly signatureAlgorithm: string;
  readonly attributes: ReadonlyMap<string, DerNode>;
  /** The attributes, as they were signed. */
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
}

export type SignerId =
  | { readonly kind: 'ISSUER'; readonly name: Uint8Array; readonly serial: bigint }
  | { readonly kind: 'KEY'; readonly keyId: Uint8Array };

/** No honest token brings more. */
const MAX_CERTIFICATES = 16;

/** @throws DerError. */
export function parseTimeStampToken(bytes: Uint8Array): TimeStampToken {
  const outer = new Fields(readDer(bytes));
  const type = outer.take();
  const inner = outer.takeTagged(0);
  outer.end();
  const typeName = oidOf(type);
  const isGm = typeName === SIGNED_DATA_GM;
  if ((typeName !== SIGNED_DATA && !isGm) || inner === undefined) {
    throw new DerError(type.offset, 'not SignedData');
  }
  const fields = new Fields(inner);
  expectVersion(fields.take(), isGm ? 1 : 3);
  const digests = membersOf(fields.take()).map(algorithmIn);
  const content = contentOf(fields.take());
  const certificates = fields.takeIf((node) => isContext(node, 0))?.children ?? [];
  const lists = fields.takeIf((node) => isContext(node, 1))?.children ?? [];
  const signers = fields.take();
  fields.end();
  const [signerNode, ...others] = membersOf(signers);
  if (signerNode === undefined || others.length > 0) throw new DerError(signers.offset, 'not one signer');
  if (certificates.length + lists.length > MAX_CERTIFICATES) {
    throw new DerError(inner.offset, `more than ${MAX_CERTIFICATES} certificates`);
  }
  const signer = signerOf(signerNode);
  if (!digests.includes(signer.digestAlgorithm)) {
    throw new DerError(signerNode.offset, 'a digest that is not announced');
  }
  return Object.freeze({
    bytes,
    info: parseTimeStampInfo(content),
    content,
    certificates: certificates.map((node) => parseCertificate(node.bytes)),
    revocationLists: lists.map((node) => parseRevocationList(node.bytes)),
    signer,
  });
}

function contentOf(node: DerNode): Uint8Array {
  const fields = new Fields(node);
  const type = fields.take();
  const content = fields.takeTagged(0);
  fields.end();
  if (oidOf(type) !== TST_INFO || content === undefined) throw new DerError(type.offset, 'not a time stamp');
  return octetsOf(content);
}

function signerOf(node: DerNode): TokenSigner {
  const fields = new Fields(node);
  const version = fields.take();
  const id = idOf(fields.take());
  expectVersion(version, id.kind === 'ISSUER' ? 1 : 3);
  const digestAlgorithm = algorithmIn(fields.take());
  const attributes = fields.take();
  if (!isContext(attributes, 0)) throw new DerError(attributes.offset, 'no signed attributes');
  const signatureAlgorithm = signatureAlgorithmIn(fields.take());
  const signature = octetsOf(fields.take());
  fields.takeIf((field) => isContext(field, 1)); // not signed, and not needed
  fields.end();
  return Object.freeze({
    id,
    digestAlgorithm,
    signatureAlgorithm,
    attributes: attributesOf(attributes),
    signed: asSet(attributes),
    signature,
  });
}

function idOf(node: DerNode): SignerId {
  if (isContext(node, 0) && node.children === undefined) return { kind: 'KEY', keyId: node.content };
  const fields = new Fields(node);
  const name = fields.take().bytes;
  const serial = integerOf(fields.take());
  fields.end();
  return { kind: 'ISSUER', name, serial };
}

/** By type, each with its one value, in the order of DER: that is how they are signed (RFC 5652 section 5.4). */
function attributesOf(node: DerNode): ReadonlyMap<string, DerNode> {
  const attributes = new Map<string, DerNode>();
  const list = node.children ?? [];
  for (const [i, attribute] of list.entries()) {
    const next = list[i + 1];
    if (next !== undefined && compareBytes(attribute.bytes, next.bytes) > 0) {
      throw new DerError(next.offset, 'not in the order of DER');
    }
    const [type, values, ...rest] = elementsOf(attribute);
    if (type === undefined || values === undefined || !isOf(values, 'SET') || rest.length > 0) {
      throw new DerError(attribute.offset, 'not an attribute');
    }
    if (attributes.has(oidOf(type))) throw new DerError(attribute.offset, 'an attribute twice');
    attributes.set(oidOf(type), innerOf(values));
  }
  return attributes;
}

/** What is signed is a SET; it stands here under another tag. */
function asSet(node: DerNode): Uint8Array {
  const set = Uint8Array.from(node.bytes);
  set[0] = SET_TAG;
  return set;
}

const SET_TAG = 0x31;

function expectVersion(node: DerNode, version: number): void {
  if (smallIntegerOf(node) !== version) throw new DerError(node.offset, `not version ${version}`);
}
