export type { AllowedUse } from './act.js';
export {
  type CertificateAcknowledgement,
  Certificates,
  type CertificatesSettings,
  type UseRelease,
} from './certificates.js';
export { stateAt } from './directory-state.js';
export { HolderTags } from './holder-tags.js';
export { levelOf } from './level.js';
export type { CertificateQuery, IssuerLines } from './lines.js';
export { MaterialReferences, type ReferenceContext } from './references.js';
export type { CertificateRules } from './rules.js';
