import { DerError, unpadDer } from '#crypto/asn1';
import { type SealReport, type SealTrust, unchecked, unreadable, verifySealSignature } from '#crypto/eseal';
import { hex, sha256, sm3 } from '#crypto/primitives';
import type { PdfReport, PdfSignature, PdfVerdict } from './report.js';
import { type BrokenEntry, findSignatures, type PdfSignatureEntry } from './signatures.js';

/**
 * How a PDF says that a signature is an SES_Signature of GB/T 38540 over the SM3 of its byte range. Found in the public program
 * text of one maker of seals (GOMAIN), not in a standard, and checked against no sample of others: so it can be told otherwise.
 */
export const PDF_SEAL_KINDS: readonly string[] = ['GM.sm2seal'];

/**
 * Says of a PDF which of its seals are proven, and how far each reaches. What was added after a seal is covered by none, whatever
 * a viewer makes of it. @throws PdfError when it has too many signatures.
 */
export function verifyPdf(bytes: Uint8Array, trust: SealTrust): PdfReport {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const kinds = trust.pdfKinds ?? PDF_SEAL_KINDS;
  const signatures = findSignatures(file.toString('latin1')).map((entry) => check(file, entry, trust, kinds));
  return Object.freeze({
    verdict: verdictOf(signatures, bytes.length),
    sm3: hex(sm3(bytes)),
    sha256: hex(sha256(bytes)),
    size: bytes.length,
    signatures,
  });
}

function check(
  file: Buffer,
  entry: PdfSignatureEntry | BrokenEntry,
  trust: SealTrust,
  kinds: readonly string[],
): PdfSignature {
  if ('fault' in entry) {
    return { subFilter: undefined, isSupported: true, seal: unreadable(entry.fault), end: undefined };
  }
  const { subFilter, end } = entry;
  const isSupported = kinds.includes(subFilter);
  const seal = isSupported ? sealOf(file, entry, trust) : unchecked(`a signature of kind ${subFilter}`);
  return Object.freeze({ subFilter, isSupported, seal, end });
}

function sealOf(file: Buffer, { contents, end }: PdfSignatureEntry, trust: SealTrust): SealReport {
  const digits = file.toString('latin1', contents.start, contents.end);
  if (!/^(?:[0-9A-Fa-f]{2})+$/.test(digits)) return unreadable('contents with anything between their digits');
  const covered = Buffer.concat([file.subarray(0, contents.start - 1), file.subarray(contents.end + 1, end)]);
  try {
    return verifySealSignature(unpadDer(Buffer.from(digits, 'hex')), covered, trust);
  } catch (error) {
    if (error instanceof DerError) return unreadable(error.message);
    throw error;
  }
}

/** What is false comes before what nobody has looked at. */
function verdictOf(signatures: readonly PdfSignature[], size: number): PdfVerdict {
  if (signatures.length === 0) return 'UNSIGNED';
  const supported = signatures.filter(({ isSupported }) => isSupported);
  const unproven = supported.filter(({ seal }) => !seal.isProven);
  if (unproven.length > 0) return unproven.every(isOnlyChanged) ? 'CHANGED' : 'UNPROVEN';
  if (supported.length < signatures.length) return 'NOT_CHECKED';
  return supported.every(({ end }) => end === size) ? 'WHOLE' : 'PARTLY_COVERED';
}

function isOnlyChanged({ seal }: PdfSignature): boolean {
  return seal.answers.every(({ step, verdict }) =>
    step === 'DATA_HASH' ? verdict === 'HASH_DIFFERS' : verdict === 'PASS',
  );
}
