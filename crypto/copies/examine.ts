import type { SealTrust } from '#crypto/eseal';
import { OfdError, type OfdReport, verifyOfd } from '#crypto/ofd';
import { type PdfReport, verifyPdf } from '#crypto/pdf';
import type { CopyMark } from './note.js';
import { markOfOfd } from './ofd-copy.js';
import { markOfPdf } from './pdf.js';

/** What can be said of the file of a certificate by itself. */
export type FileReport = {
  /** What it says of itself, when it says that it is a copy. */
  readonly copy: CopyMark | undefined;
} & SealsReport;

/** Seal by seal, and how far they reach. */
type SealsReport =
  | { readonly format: 'OFD'; readonly seals: OfdReport }
  | { readonly format: 'PDF'; readonly seals: PdfReport };

const ZIP = 'PK';
const PDF = '%PDF';

/** @param trust whose seals are believed. @throws OfdError, PdfError when it cannot be read. */
export async function examineFile(bytes: Uint8Array, trust: SealTrust): Promise<FileReport> {
  const head = Buffer.from(bytes.subarray(0, PDF.length)).toString('latin1');
  if (head === PDF) return { format: 'PDF', copy: await markOfPdf(bytes), seals: verifyPdf(bytes, trust) };
  if (!head.startsWith(ZIP)) throw new OfdError('neither an OFD nor a PDF');
  return { format: 'OFD', copy: await markOfOfd(bytes), seals: await verifyOfd(bytes, trust) };
}
