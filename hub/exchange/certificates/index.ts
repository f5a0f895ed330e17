export type { AllowedUse } from './act.js';
export {
  type CertificateAcknowledgement,
  Certificates,
  type CertificatesSettings,
  type OpenedPresentation,
  type UseRelease,
} from './certificates.js';
export { stateAt } from './directory-state.js';
export { HolderTags } from './holder-tags.js';
export { levelOf } from './level.js';
export type { CertificateQuery, IssuerLines } from './lines.js';
export { PresentationCodes } from './presentation-codes.js';
export { MaterialReferences, type ReferenceContext } from './references.js';
export type { CertificateRules } from './rules.js';
export { StatusLists } from './status-lists.js';
export { UseFiles } from './use-files.js';
