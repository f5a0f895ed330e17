export { PdfError } from './error.js';
export { PDF_VERDICTS, type PdfReport, type PdfSignature, type PdfVerdict } from './report.js';
export { PDF_SEAL_KINDS, verifyPdf } from './verify.js';
