import {
  type ActLeaf,
  commitsToFields,
  isActLeaf,
  opens,
  parseLeaf,
  placeInCase,
  readActMessage,
} from '#crypto/evidence';
import { type SignedParts, signingInput } from '#crypto/jose';
import { utf8 } from '#crypto/primitives';
import { openByLogs, rfc6962, verifyInclusion } from '#crypto/tlog';
import type { tongban } from '#proto/codec';
import type { LogView } from './log-view.js';

/** A receipt that does not prove what it should. The hub is wrong or lying: an operator must look. */
export class ReceiptError extends Error {
  constructor(what: string) {
    super(`the hub's receipt does not hold: ${what}`);
    this.name = 'ReceiptError';
  }
}

/** What a receipt is about: the message, its place in the case, and the leaf that should commit to both. */
export interface ReceiptSubject {
  /** Undefined when its bytes are not known: then only its place and the log are checked. */
  readonly message: SignedParts | undefined;
  readonly caseNo: string;
  readonly eventSeq: number;
  readonly leaf: Uint8Array;
  readonly salt: Uint8Array;
  readonly receipt: tongban.v1.InclusionReceipt.$Properties | null | undefined;
}

/**
 * Checks that the message stands in the log under a checkpoint that the log's key signed.
 * @returns the index of the leaf. @throws ReceiptError.
 */
export function verifyReceipt(subject: ReceiptSubject, log: LogView): number {
  const { receipt, leaf: bytes } = subject;
  const leaf = parseLeaf(bytes);
  if (leaf === undefined || !isActLeaf(leaf)) throw new ReceiptError('the leaf is not one of an act');
  const { message } = subject;
  if (message !== undefined && !opens(leaf.message, 'message', subject.salt, signingInput(message))) {
    throw new ReceiptError('the leaf is about another message');
  }
  if (message !== undefined && !isOfContents(leaf, message, subject.salt)) {
    throw new ReceiptError('the leaf commits to other contents than those of the message');
  }
  if (!opens(leaf.case, 'case', subject.salt, placeInCase(subject.caseNo, subject.eventSeq))) {
    throw new ReceiptError('the leaf is about another case or event');
  }
  return indexInLog(bytes, receipt, log);
}

/** The same of a message that is held back: the leaf is of the hub's event that says so, whose message it has itself. */
export function verifyHold(subject: ReceiptSubject, log: LogView): number {
  if (parseLeaf(subject.leaf)?.type !== 'EarlyActHeld')
    throw new ReceiptError('the leaf does not say that the message is held');
  return verifyReceipt({ ...subject, message: undefined }, log);
}

/** What is shown of a message later, in its place, is what the leaf says that it held: nobody but its holders can see to that. */
function isOfContents(leaf: ActLeaf, parts: SignedParts, salt: Uint8Array): boolean {
  if (leaf.groups === undefined) return true;
  const message = readActMessage(parts);
  return message !== undefined && commitsToFields(leaf, message, salt);
}

/** The same of a report about a certificate, whose leaf has no place in a case. */
export function verifyCertificateReceipt(
  message: SignedParts,
  ack: tongban.v1.CertificateAcknowledgement,
  log: LogView,
): number {
  if (!opens(certificateLeaf(ack).message, 'message', ack.salt, signingInput(message))) {
    throw new ReceiptError('the leaf is about another message');
  }
  return indexInLog(ack.leaf, ack.receipt, log);
}

/** The same of a report whose bytes are lost: its leaf is of this type, about this certificate. */
export function verifyStoredReport(
  report: { readonly type: string; readonly certificateId: string },
  ack: tongban.v1.CertificateAcknowledgement,
  log: LogView,
): number {
  const { type, certificate } = certificateLeaf(ack);
  const isAboutIt =
    certificate !== undefined && opens(certificate, 'certificate', ack.salt, utf8(report.certificateId));
  if (type !== report.type || !isAboutIt) throw new ReceiptError('the leaf is about another report');
  return indexInLog(ack.leaf, ack.receipt, log);
}

function certificateLeaf({ leafId, leaf: bytes }: tongban.v1.CertificateAcknowledgement) {
  const leaf = parseLeaf(bytes);
  if (leaf !== undefined && 'certificate' in leaf && leaf.id === leafId) return leaf;
  throw new ReceiptError('the leaf is not one of a certificate');
}

function indexInLog(leaf: Uint8Array, receipt: ReceiptSubject['receipt'], log: LogView): number {
  if (receipt == null) throw new ReceiptError('there is none');
  const note = receipt.checkpoint ?? '';
  const checkpoint = openByLogs(note, log.keys);
  if (checkpoint === 'WRONG_ORIGIN') log.sawUnknown(note);
  if (typeof checkpoint === 'string') throw new ReceiptError(`the checkpoint (${checkpoint})`);
  log.saw(note, checkpoint); // whatever else is wrong: the log has signed it
  const { size, root } = checkpoint;
  const index = receipt.index ?? 0;
  const path = receipt.path ?? [];
  if (verifyInclusion({ index, size, root, path, leafHash: rfc6962.leaf(leaf) })) return index;
  throw new ReceiptError('the inclusion proof');
}
