import {
  bitBytesOf,
  DerError,
  type DerNode,
  elementsOf,
  Fields,
  integerOf,
  isOf,
  readDer,
  smallIntegerOf,
  timeOf,
} from '#crypto/asn1';
import { equalBytes } from '#crypto/primitives';
import { algorithmOf, type Extension, extensionsOf } from './certificate.js';

/** A list of revoked certificates (CRL, RFC 5280 section 5). Reading it says nothing about whether it is to be believed. */
export interface RevocationList {
  readonly bytes: Uint8Array;
  readonly issuerName: Uint8Array;
  /** Unix milliseconds. */
  readonly issuedAt: number;
  /** When there is to be a newer one; undefined when it does not say. */
  readonly nextAt: number | undefined;
  /** By serial number. */
  readonly revoked: ReadonlyMap<bigint, RevokedEntry>;
  /** It speaks for others too, or not for all, or of changes only: none of which is looked at here. */
  readonly isPlain: boolean;
  readonly signed: Uint8Array;
  readonly signatureAlgorithm: string;
  readonly signature: Uint8Array;
}

export interface RevokedEntry {
  /** Unix milliseconds. */
  readonly at: number;
  /** CRLReason; undefined when it does not say. */
  readonly reason: number | undefined;
}

const REASON = '2.5.29.21';

/** What is read into memory of one list: some 40,000 entries with a reason, 50,000 without. */
export const MAX_REVOCATION_BYTES = 2 * 1024 * 1024;

/** An entry with a reason is eight values in some fifty bytes. */
const MAX_VALUES = 400_000;

/** @throws DerError, for a list of more than MAX_REVOCATION_BYTES too. */
export function parseRevocationList(bytes: Uint8Array): RevocationList {
  if (bytes.length > MAX_REVOCATION_BYTES) throw new DerError(0, `longer than ${MAX_REVOCATION_BYTES} bytes`);
  const outer = new Fields(readDer(bytes, MAX_VALUES));
  const tbs = outer.take();
  const outerAlgorithm = outer.take();
  const signature = bitBytesOf(outer.take());
  outer.end();
  const fields = new Fields(tbs);
  const version = fields.takeIf((node) => isOf(node, 'INTEGER'));
  if (version !== undefined && smallIntegerOf(version) !== 1)
    throw new DerError(version.offset, 'not version 2');
  if (!equalBytes(fields.take().bytes, outerAlgorithm.bytes)) {
    throw new DerError(outerAlgorithm.offset, 'another algorithm than the one that is signed');
  }
  const issuerName = fields.take().bytes;
  const issuedAt = timeOf(fields.take());
  const next = fields.takeIf((node) => isOf(node, 'UTCTime') || isOf(node, 'GeneralizedTime'));
  const entries = fields.takeIf((node) => isOf(node, 'SEQUENCE'));
  const extensions = extensionsOf(fields.takeTagged(0));
  fields.end();
  const read = entries === undefined ? [] : elementsOf(entries).map(entryOf);
  return Object.freeze({
    bytes,
    issuerName,
    issuedAt,
    nextAt: next === undefined ? undefined : timeOf(next),
    revoked: new Map(read.map(({ serial, entry }) => [serial, entry])),
    isPlain: !hasCritical(extensions) && read.every(({ isPlain }) => isPlain),
    signed: tbs.bytes,
    signatureAlgorithm: algorithmOf(outerAlgorithm),
    signature,
  });
}

function entryOf(node: DerNode): { serial: bigint; entry: RevokedEntry; isPlain: boolean } {
  const fields = new Fields(node);
  const serial = integerOf(fields.take());
  const at = timeOf(fields.take());
  const list = fields.takeIf((field) => isOf(field, 'SEQUENCE'));
  fields.end();
  const extensions = extensionsOf(list);
  const reason = extensions.find(({ id }) => id === REASON);
  const entry = { at, reason: reason && reasonOf(readDer(reason.value)) };
  return { serial, entry, isPlain: !hasCritical(extensions) };
}

/** CRLReason ::= ENUMERATED, which is written as an INTEGER but for its tag. @throws DerError. */
export function reasonOf(node: DerNode): number {
  const [reason, ...others] = node.content;
  if (node.tagClass !== 'universal' || node.tag !== ENUMERATED || reason === undefined || others.length > 0) {
    throw new DerError(node.offset, 'not a reason');
  }
  return reason;
}

const ENUMERATED = 10;

/** What must be understood is not: no extension is. */
export function hasCritical(extensions: readonly Extension[]): boolean {
  return extensions.some(({ isCritical }) => isCritical);
}
