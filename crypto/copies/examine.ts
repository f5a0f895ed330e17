import type { SealTrust } from '#crypto/eseal';
import { OfdError, type OfdReport, verifyOfd } from '#crypto/ofd';
import type { CopyMark } from './note.js';
import { markOfOfd } from './ofd-copy.js';
import { markOfPdf } from './pdf.js';

/** What can be said of the file of a certificate by itself. */
export interface FileReport {
  readonly format: 'OFD' | 'PDF';
  /** What it says of itself, when it says that it is a copy. */
  readonly copy: CopyMark | undefined;
  /** Seal by seal, file by file; undefined for a PDF, whose seals are not verified. */
  readonly seals: OfdReport | undefined;
}

const ZIP = 'PK';
const PDF = '%PDF';

/** @param trust whose seals are believed. @throws OfdError, PdfError when it cannot be read. */
export async function examineFile(bytes: Uint8Array, trust: SealTrust): Promise<FileReport> {
  const head = Buffer.from(bytes.subarray(0, PDF.length)).toString('latin1');
  if (head === PDF) return { format: 'PDF', copy: await markOfPdf(bytes), seals: undefined };
  if (!head.startsWith(ZIP)) throw new OfdError('neither an OFD nor a PDF');
  return { format: 'OFD', copy: await markOfOfd(bytes), seals: await verifyOfd(bytes, trust) };
}
