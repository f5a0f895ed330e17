export { OFD_NAMESPACE, OFD_ROOT, OfdError, OfdPackage, resolveLocation } from './package.js';
export {
  FILE_STATES,
  type FileAnswer,
  type FileState,
  OFD_VERDICTS,
  type OfdReport,
  type OfdSignature,
  type OfdVerdict,
} from './report.js';
export { describeSignature, listSignatures, signatureLists } from './signatures.js';
export { verifyOfd } from './verify.js';
