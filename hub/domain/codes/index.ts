export { CASE_NO_RANDOM_BYTES, caseNoFault, formatCaseNo } from './case-no.js';
export { type CertificateId, parseCertificateId } from './certificate-id.js';
export { mod3736 } from './check-character.js';
export { citizenIdFault } from './citizen-id.js';
export { type ItemCode, parseItemCode } from './item-code.js';
export { usccFault } from './uscc.js';
