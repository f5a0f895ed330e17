export { examineFile, type FileReport, type SealsReport } from './examine.js';
export { COPY_MARK, type CopyMark, type CopyNote } from './note.js';
export { copyOfOfd, markOfOfd } from './ofd-copy.js';
export { copyOfPdf, markOfPdf } from './pdf-copy.js';
