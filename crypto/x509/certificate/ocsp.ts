import {
  bitBytesOf,
  DerError,
  type DerNode,
  derInteger,
  derOctets,
  derOid,
  derSequence,
  derTagged,
  elementsOf,
  Fields,
  integerOf,
  isContext,
  isOf,
  octetsOf,
  oidOf,
  readDer,
  smallIntegerOf,
  timeOf,
} from '#crypto/asn1';
import { equalBytes, type ForeignDigest, foreignDigest } from '#crypto/primitives';
import { algorithmIn, derAlgorithm, digestNamed } from './algorithms.js';
import { type Certificate, extensionsOf, keyBitsOf, parseCertificate } from './certificate.js';
import { signatureAlgorithmIn } from './pss.js';
import { hasCritical, type RevokedEntry, reasonOf } from './revocation-list.js';

/**
 * What a responder says of certificates (OCSP, RFC 6960 section 4.2). Reading it says nothing about whether it is to be
 * believed. Only the basic response is read, and only one that is an answer.
 */
export interface OcspResponse {
  readonly bytes: Uint8Array;
  readonly responder: ResponderId;
  /** Unix milliseconds. */
  readonly producedAt: number;
  readonly statuses: readonly CertificateStatus[];
  /** Of the request that it answers, where it says it. */
  readonly nonce: Uint8Array | undefined;
  /** Nothing in it that must be understood is not. */
  readonly isPlain: boolean;
  /** Whatever came along; nothing is believed of it. */
  readonly certificates: readonly Certificate[];
  readonly signed: Uint8Array;
  readonly signatureAlgorithm: string;
  readonly signature: Uint8Array;
}

export type ResponderId =
  | { readonly kind: 'NAME'; readonly name: Uint8Array }
  /** SHA-1 of its key. */
  | { readonly kind: 'KEY'; readonly keyHash: Uint8Array };

export interface CertificateStatus {
  readonly id: CertificateId;
  /** Undefined: it is not revoked. */
  readonly entry: RevokedEntry | undefined;
  /** The responder knows nothing of it. */
  readonly isUnknown: boolean;
  /** Unix milliseconds: when this was known to be right, and when there is to be newer; undefined when it does not say. */
  readonly issuedAt: number;
  readonly nextAt: number | undefined;
}

/** CertID: which certificate of whose. SHA-1 names here, and proves nothing: what is named is signed by who issued it. */
interface CertificateId {
  readonly digest: ForeignDigest | undefined;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  readonly serial: bigint;
}

const BASIC = '1.3.6.1.5.5.7.48.1.1';
const NONCE = '1.3.6.1.5.5.7.48.1.2';
const SHA1 = '1.3.14.3.2.26';
const MAX_CERTIFICATES = 8;
const MAX_STATUSES = 256;

const STATES: Readonly<Record<number, string>> = {
  1: 'malformedRequest',
  2: 'internalError',
  3: 'tryLater',
  5: 'sigRequired',
  6: 'unauthorized',
};

/** OCSPRequest for one certificate (RFC 6960 section 4.1.1), DER. SHA-1, because many responders know no other name. */
export function formatOcspRequest(
  certificate: Certificate,
  issuer: Certificate,
  nonce: Uint8Array,
): Uint8Array {
  const id = derSequence(
    derAlgorithm(SHA1),
    derOctets(foreignDigest('sha1', issuer.subjectName)),
    derOctets(foreignDigest('sha1', keyBitsOf(issuer))),
    derInteger(certificate.serial),
  );
  const extension = derSequence(derOid(NONCE), derOctets(derOctets(nonce)));
  return derSequence(derSequence(derSequence(derSequence(id)), derTagged(2, derSequence(extension))));
}

/** @throws DerError. */
export function parseOcspResponse(bytes: Uint8Array): OcspResponse {
  const basic = new Fields(readDer(basicIn(bytes)));
  const data = basic.take();
  const signatureAlgorithm = signatureAlgorithmIn(basic.take());
  const signature = bitBytesOf(basic.take());
  const certificates = basic.takeTagged(0);
  basic.end();
  const brought = certificates === undefined ? [] : elementsOf(certificates);
  if (brought.length > MAX_CERTIFICATES) {
    throw new DerError(data.offset, `more than ${MAX_CERTIFICATES} certificates`);
  }
  return Object.freeze({
    ...dataOf(data),
    bytes,
    certificates: brought.map((node) => parseCertificate(node.bytes)),
    signed: data.bytes,
    signatureAlgorithm,
    signature,
  });
}

function basicIn(bytes: Uint8Array): Uint8Array {
  const outer = new Fields(readDer(bytes));
  const status = outer.take();
  const state = enumeratedOf(status);
  if (state !== 0) throw new DerError(status.offset, `no answer but ${STATES[state] ?? `status ${state}`}`);
  const inner = outer.takeTagged(0);
  outer.end();
  if (inner === undefined) throw new DerError(status.offset, 'an answer without contents');
  const fields = new Fields(inner);
  const type = fields.take();
  if (oidOf(type) !== BASIC) throw new DerError(type.offset, 'not a basic response');
  const basic = octetsOf(fields.take());
  fields.end();
  return basic;
}

type ResponseData = Pick<OcspResponse, 'responder' | 'producedAt' | 'statuses' | 'nonce' | 'isPlain'>;

function dataOf(node: DerNode): ResponseData {
  const fields = new Fields(node);
  const version = fields.takeTagged(0);
  // Version 1 is left out in DER.
  if (version !== undefined) throw new DerError(version.offset, `version ${smallIntegerOf(version) + 1}`);
  const responder = responderOf(fields.take());
  const producedAt = timeOf(expectTime(fields.take()));
  const singles = fields.take();
  const extensions = extensionsOf(fields.takeTagged(1));
  fields.end();
  const read = elementsOf(singles);
  if (read.length > MAX_STATUSES) throw new DerError(singles.offset, `more than ${MAX_STATUSES} statuses`);
  const statuses = read.map(statusOf);
  const nonce = extensions.find(({ id }) => id === NONCE);
  return {
    responder,
    producedAt,
    statuses: statuses.map(({ status }) => status),
    nonce: nonce && octetsOf(readDer(nonce.value)),
    isPlain: !hasCritical(extensions) && statuses.every(({ isPlain }) => isPlain),
  };
}

function responderOf(node: DerNode): ResponderId {
  const [inner, ...others] = node.children ?? [];
  if (inner === undefined || others.length > 0) throw new DerError(node.offset, 'not a responder');
  if (isContext(node, 1)) {
    elementsOf(inner);
    return { kind: 'NAME', name: inner.bytes };
  }
  if (!isContext(node, 2)) throw new DerError(node.offset, 'not a responder');
  return { kind: 'KEY', keyHash: octetsOf(inner) };
}

function statusOf(node: DerNode): { status: CertificateStatus; isPlain: boolean } {
  const fields = new Fields(node);
  const id = idOf(fields.take());
  const state = fields.take();
  const issuedAt = timeOf(expectTime(fields.take()));
  const next = fields.takeTagged(0);
  const extensions = extensionsOf(fields.takeTagged(1));
  fields.end();
  const entry = isContext(state, 1) ? revokedOf(state) : undefined;
  if (entry === undefined) expectNull(state);
  const nextAt = next && timeOf(expectTime(next));
  const status = { id, entry, isUnknown: isContext(state, 2), issuedAt, nextAt };
  return { status, isPlain: !hasCritical(extensions) };
}

function idOf(node: DerNode): CertificateId {
  const fields = new Fields(node);
  const algorithm = algorithmIn(fields.take());
  const issuerNameHash = octetsOf(fields.take());
  const issuerKeyHash = octetsOf(fields.take());
  const serial = integerOf(fields.take());
  fields.end();
  const digest = algorithm === SHA1 ? 'sha1' : digestNamed(algorithm);
  return { digest, issuerNameHash, issuerKeyHash, serial };
}

/** RevokedInfo ::= [1] IMPLICIT SEQUENCE. */
function revokedOf(node: DerNode): RevokedEntry {
  const [time, reason, ...others] = node.children ?? [];
  if (time === undefined || others.length > 0 || (reason !== undefined && !isContext(reason, 0))) {
    throw new DerError(node.offset, 'not a revocation');
  }
  const [given, ...more] = reason?.children ?? [];
  if (reason !== undefined && (given === undefined || more.length > 0)) {
    throw new DerError(reason.offset, 'not a reason');
  }
  return { at: timeOf(expectTime(time)), reason: given && reasonOf(given) };
}

/** good [0] and unknown [2] are NULL. */
function expectNull(node: DerNode): void {
  const isKnown = isContext(node, 0) || isContext(node, 2);
  if (!isKnown || node.children !== undefined || node.content.length > 0) {
    throw new DerError(node.offset, 'not a status');
  }
}

function expectTime(node: DerNode): DerNode {
  if (isOf(node, 'GeneralizedTime')) return node;
  throw new DerError(node.offset, 'not a GeneralizedTime');
}

function enumeratedOf(node: DerNode): number {
  const [value, ...others] = node.content;
  const isOne = node.tagClass === 'universal' && node.tag === ENUMERATED && others.length === 0;
  if (isOne && value !== undefined && value < 0x80) return value;
  throw new DerError(node.offset, 'not a status of a response');
}

const ENUMERATED = 10;

/** What a response says of a certificate; undefined when it says nothing, or that it knows nothing. */
export function statusIn(
  { statuses }: OcspResponse,
  { serial }: Certificate,
  issuer: Certificate,
): CertificateStatus | undefined {
  return statuses.find(
    ({ id, isUnknown }) =>
      !isUnknown &&
      id.serial === serial &&
      id.digest !== undefined &&
      equalBytes(id.issuerNameHash, foreignDigest(id.digest, issuer.subjectName)) &&
      equalBytes(id.issuerKeyHash, foreignDigest(id.digest, keyBitsOf(issuer))),
  );
}
