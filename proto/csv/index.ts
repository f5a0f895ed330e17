export { isFormula, protect, unprotect } from './formula.js';
export { checkGb18030, readGb18030, unsharedIn, unwritableIn, writeGb18030 } from './gb18030.js';
export { BYTE_ORDER_MARK, csvLine } from './line.js';
