/** Bytes that are no PDF of which a copy can be made; the message says why, after "the file". */
export class PdfError extends Error {
  override readonly name = 'PdfError';

  constructor(why: string) {
    super(`the file ${why}`);
  }
}
