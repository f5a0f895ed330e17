import { examineFile } from '#crypto/copies';
import type { SealTrust } from '#crypto/eseal';
import { OfdError } from '#crypto/ofd';
import { PdfError } from '#crypto/pdf';
import { hex, sha256, sm3 } from '#crypto/primitives';
import type { CertificateBody } from '#proto/schema';
import type { HubClient } from '../hub-client.js';
import { ReceiptError } from '../receipts.js';
import type { ReleasedFile } from './province-certificates.js';

type Answer = CertificateBody<'CertificateAnswer'>;

/**
 * Fetches the copy that the issuing platform's answer names. It is that copy to the byte, and says itself that it was made for
 * this use, of this original. @throws ReceiptError.
 */
export async function fetchReleased(
  client: Pick<HubClient, 'download'>,
  { useId, copy, original }: Answer,
  seals: SealTrust | undefined,
): Promise<ReleasedFile> {
  if (copy === undefined || original === undefined) throw new ReceiptError('the answer names no file');
  const bytes = await client.download(copy.sha256, useId);
  if (bytes.length !== copy.size || hex(sha256(bytes)) !== copy.sha256 || hex(sm3(bytes)) !== copy.sm3) {
    throw new ReceiptError('it is another file than was answered with');
  }
  try {
    const report = await examineFile(bytes, seals ?? NOBODY);
    if (report.copy?.useId !== useId || report.copy.originalSm3 !== original.sm3) {
      throw new ReceiptError('the file is no copy made for this use, of the original that was answered with');
    }
    return { bytes, mediaType: copy.mediaType, format: report.format, original };
  } catch (error) {
    if (error instanceof OfdError || error instanceof PdfError) throw new ReceiptError(error.message);
    throw error;
  }
}

export const NOBODY: SealTrust = { makers: [], issuers: undefined };
