/** Bytes that cannot be read as a PDF; the message says why, after "the file". */
export class PdfError extends Error {
  override readonly name = 'PdfError';

  constructor(why: string) {
    super(`the file ${why}`);
  }
}
