export { CASE_NO_RANDOM_BYTES, caseNoFault, formatCaseNo } from './case-no.js';
export { type CertificateId, parseCertificateId } from './certificate-id.js';
export { certificateTypeFault } from './certificate-type.js';
export { mod3736 } from './check-character.js';
export {
  type CitizenId,
  citizenIdFault,
  citizenIdForLookup,
  normalizedCitizenId,
  parseCitizenId,
} from './citizen-id.js';
export {
  type DivisionCode,
  type DivisionLevel,
  divisionAncestors,
  divisionCodeFault,
  divisionParent,
  divisionPrefix,
  isWithinDivision,
  NATION,
  parseDivisionCode,
  shortestDivisionCode,
} from './division-code.js';
export { type BasicCode, type ItemCode, parseItemCode } from './item-code.js';
export { type OrganizationKind, parseUscc, type Uscc, usccFault } from './uscc.js';
