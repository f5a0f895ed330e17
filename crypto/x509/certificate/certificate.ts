import {
  bitBytesOf,
  bitsOf,
  booleanOf,
  DerError,
  type DerNode,
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
import { derToRaw, equalBytes, importPublicKey, type PublicKey } from '#crypto/primitives';
import { nameTextOf } from './name.js';
import { pssNamed, RSASSA_PSS } from './pss.js';

/**
 * A certificate as it stands (RFC 5280, GB/T 20518), whatever the algorithm of its key: OpenSSL in Node.js gives no names to
 * what SM2 needs. Reading it says nothing about whether it is to be believed.
 */
export interface Certificate {
  /** The whole of it, DER: two certificates are the same when these are. */
  readonly bytes: Uint8Array;
  /** Of its issuer, as a number: positive in an honest certificate. */
  readonly serial: bigint;
  /** As people read names: `CN=…, O=…`. */
  readonly subject: string;
  readonly issuer: string;
  /** Unix milliseconds, both included. */
  readonly validFrom: number;
  readonly validTo: number;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array;
  /** What its keyUsage allows; undefined when it does not say. */
  readonly usages: readonly KeyUsage[] | undefined;
  /** All of them, in their order. */
  readonly extensions: readonly Extension[];
  /** Critical extensions that are not understood here: whoever does not understand one must not use the certificate. */
  readonly unknownCritical: readonly string[];
  /** What its issuer signed. */
  readonly signed: Uint8Array;
  readonly signatureAlgorithm: string;
  readonly signature: Uint8Array;
  /** DER of the names, which are compared and not their texts. */
  readonly subjectName: Uint8Array;
  readonly issuerName: Uint8Array;
}

/** SM2 with SM3 (GM/T 0006). */
export const SM2_WITH_SM3 = '1.2.156.10197.1.501';

const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;

export type KeyUsage = (typeof KEY_USAGES)[number];

const KEY_USAGE = '2.5.29.15';
export const BASIC_CONSTRAINTS = '2.5.29.19';
export const EXTENDED_KEY_USAGE = '2.5.29.37';

/** What extensions may be critical and are heeded: the usage of the key here, the others by who names the certificates to trust. */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  KEY_USAGE,
  BASIC_CONSTRAINTS,
  EXTENDED_KEY_USAGE,
  '2.5.29.32', // certificatePolicies
]);

/** @throws DerError. */
export function parseCertificate(bytes: Uint8Array): Certificate {
  const outer = new Fields(readDer(bytes));
  const tbs = outer.take();
  const outerAlgorithm = outer.take();
  const signature = bitBytesOf(outer.take());
  outer.end();
  const fields = new Fields(tbs);
  const version = fields.takeTagged(0);
  if (version !== undefined) smallIntegerOf(version);
  const serial = integerOf(fields.take());
  // The one outside is not signed, so it must be the one inside (RFC 5280 section 4.1.1.2).
  if (!equalBytes(fields.take().bytes, outerAlgorithm.bytes)) {
    throw new DerError(outerAlgorithm.offset, 'another algorithm than the one that is signed');
  }
  const issuerName = fields.take();
  const [validFrom, validTo] = validityOf(fields.take());
  const subjectName = fields.take();
  const spki = fields.take();
  fields.takeIf((node) => isContext(node, 1)); // issuerUniqueID and subjectUniqueID, which nobody uses
  fields.takeIf((node) => isContext(node, 2));
  const extensions = extensionsOf(fields.takeTagged(3));
  fields.end();
  const critical = extensions.filter(({ isCritical }) => isCritical).map(({ id }) => id);
  return Object.freeze({
    bytes,
    serial,
    subject: nameTextOf(subjectName),
    issuer: nameTextOf(issuerName),
    validFrom,
    validTo,
    spki: spki.bytes,
    usages: usagesOf(extensions.find(({ id }) => id === KEY_USAGE)),
    extensions,
    unknownCritical: critical.filter((id) => !UNDERSTOOD.has(id)),
    signed: tbs.bytes,
    signatureAlgorithm: algorithmOf(outerAlgorithm),
    signature,
    subjectName: subjectName.bytes,
    issuerName: issuerName.bytes,
  });
}

/** The key without its algorithm: what others name it by the digest of. @throws DerError. */
export function keyBitsOf({ spki }: Pick<Certificate, 'spki'>): Uint8Array {
  const fields = new Fields(readDer(spki));
  fields.take();
  return bitBytesOf(fields.take());
}

/** @returns undefined when the key is of a kind, or in a form, that is not supported. */
export function publicKeyOf(certificate: Certificate): PublicKey | undefined {
  try {
    return importPublicKey(certificate.spki);
  } catch {
    return undefined;
  }
}

/** Whether a signature of SM2 with SM3, r and s in DER, is one of this certificate's key. Never throws. */
export function verifiesSm2(
  certificate: Certificate,
  signed: Uint8Array,
  algorithm: string,
  signature: Uint8Array,
): boolean {
  if (algorithm !== SM2_WITH_SM3) return false;
  const key = publicKeyOf(certificate);
  const raw = derToRaw(signature);
  return key?.suite === 'SM2' && raw !== undefined && key.verify(signed, raw);
}

/**
 * Whether one certificate says that it was issued by the other, and the other's key signed it, with SM2. That the other may
 * issue certificates is for who trusts it to know: this is one step, not a path.
 */
export function isIssuedBySm2(certificate: Certificate, issuer: Certificate): boolean {
  const { signed, signatureAlgorithm, signature } = certificate;
  return (
    equalBytes(certificate.issuerName, issuer.subjectName) &&
    verifiesSm2(issuer, signed, signatureAlgorithm, signature)
  );
}

export function isValidAt(certificate: Certificate, at: number): boolean {
  return certificate.validFrom <= at && at <= certificate.validTo;
}

export interface Extension {
  readonly id: string;
  readonly isCritical: boolean;
  /** DER. */
  readonly value: Uint8Array;
}

/** Of a certificate, of a list of revoked ones, of an entry of such a list. @throws DerError. */
export function extensionsOf(list: DerNode | undefined): readonly Extension[] {
  if (list === undefined) return [];
  return elementsOf(list).map((node) => {
    const fields = new Fields(node);
    const id = oidOf(fields.take());
    const critical = fields.takeIf((field) => isOf(field, 'BOOLEAN'));
    const value = octetsOf(fields.take());
    fields.end();
    return { id, isCritical: critical !== undefined && booleanOf(critical), value };
  });
}

function usagesOf(extension: Extension | undefined): readonly KeyUsage[] | undefined {
  if (extension === undefined) return undefined;
  const { bytes } = bitsOf(readDer(extension.value));
  return KEY_USAGES.filter((_, bit) => ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0);
}

function validityOf(node: DerNode): [number, number] {
  const fields = new Fields(node);
  const times: [number, number] = [timeOf(fields.take()), timeOf(fields.take())];
  fields.end();
  return times;
}

/**
 * Of what is itself signed. Parameters are looked at for RSASSA-PSS alone: those of others differ by writer, and SM2 with SM3 has
 * none. @throws DerError.
 */
export function algorithmOf(node: DerNode): string {
  const oid = oidOf(new Fields(node).take());
  return oid === RSASSA_PSS ? pssNamed(node) : oid;
}
