import type { CopyMark, CopyNote } from './note.js';

/** What reads PDF takes longer to load than most programs run: only whoever has one waits for it. */
const library = () => import('./pdf-copy.js');

/** As the library's. @throws PdfError. */
export async function copyOfPdf(original: Uint8Array, note: CopyNote): Promise<Uint8Array> {
  return (await library()).copyOfPdf(original, note);
}

/** As the library's. @throws PdfError. */
export async function markOfPdf(bytes: Uint8Array): Promise<CopyMark | undefined> {
  return (await library()).markOfPdf(bytes);
}
