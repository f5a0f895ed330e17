import { type CopyNote, copyOfOfd, copyOfPdf } from '#crypto/copies';
import type { SealTrust } from '#crypto/eseal';
import { OfdError } from '#crypto/ofd';
import { PdfError } from '#crypto/pdf';
import { hex, sha256, sm3 } from '#crypto/primitives';
import { type BlobRef, CERTIFICATE_FILES } from '#proto/schema';
import { blobRefOf } from '../files.js';
import type { HubClient } from '../hub-client.js';
import { HubCallError } from '../hub-error.js';
import { toLocalTime } from '../local-time.js';
import { checkSeals, type SealFinding } from './original-seals.js';
import type { CertificateQuestion } from './province-certificates.js';

type Original = SealFinding & { readonly sha256: string; readonly sm3: string };

/** What goes into the answer to a use of a file, or why nothing does. */
export type Copied = { readonly copy: BlobRef; readonly original: Original } | { readonly refusal: string };

export interface CopyingParts {
  readonly client: Pick<HubClient, 'upload'>;
  /** Undefined: nobody's seals are believed, and none is looked at. */
  readonly seals: SealTrust | undefined;
}

/**
 * Makes the copy of a certificate's file that one use gets, and uploads it for that use. The original does not leave the
 * connector; one whose seals do not hold is not copied, so that nothing forged goes out with this platform's signature.
 */
export class Copying {
  readonly #parts: CopyingParts;

  constructor(parts: CopyingParts) {
    this.#parts = parts;
  }

  /** @param askedAt when the use was signed, unix milliseconds. @throws HubCallError when it cannot be uploaded now. */
  async copy(question: CertificateQuestion, askedAt: number, original: Uint8Array): Promise<Copied> {
    const format = question.use.format ?? 'OFD';
    try {
      const found = await checkSeals(original, format, this.#parts.seals);
      if ('refusal' in found) return found;
      const note = noteOf(question, askedAt);
      const bytes = format === 'OFD' ? await copyOfOfd(original, note) : await copyOfPdf(original, note);
      const copy = blobRefOf(bytes, CERTIFICATE_FILES[format], `${question.useId}.${format.toLowerCase()}`);
      await this.#parts.client.upload(copy, bytes, question.useId);
      return { copy, original: { sha256: hex(sha256(original)), sm3: hex(sm3(original)), ...found } };
    } catch (error) {
      if (error instanceof OfdError || error instanceof PdfError) {
        return { refusal: `证照文件无法制作副本：${error.message}` };
      }
      if (error instanceof HubCallError && error.code === 'TOO_LARGE') return { refusal: '证照文件过大' };
      throw error;
    }
  }
}

/** The same for every attempt to have the use answered: so is the copy, to the byte. */
function noteOf({ useId, use }: CertificateQuestion, askedAt: number): CopyNote {
  const { purpose, organisation } = use;
  return {
    purpose: purpose?.reason ?? '',
    item: purpose?.basicCode ?? '',
    caseNo: purpose?.caseRef,
    usedBy: organisation,
    at: toLocalTime(new Date(askedAt).toISOString()),
    useId,
  };
}
