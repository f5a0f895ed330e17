export type { AllowedUse } from './act.js';
export {
  type CertificateAcknowledgement,
  Certificates,
  type CertificatesSettings,
  type OpenedPresentation,
  type UseRelease,
} from './certificates.js';
export { HolderTags } from './holder-tags.js';
export type { CertificateQuery, IssuerLines } from './lines.js';
export { PresentationCodes } from './presentation-codes.js';
export type { CertificateRules } from './rules.js';
export { StatusLists } from './status-lists.js';
export { UseFiles } from './use-files.js';
