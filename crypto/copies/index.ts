export { examineFile, type FileReport } from './examine.js';
export { COPY_MARK, type CopyMark, type CopyNote } from './note.js';
export { copyOfOfd, markOfOfd } from './ofd-copy.js';
export { copyOfPdf, markOfPdf } from './pdf.js';
export { PdfError } from './pdf-error.js';
