export type { AllowedUse } from './act.js';
export {
  type CertificateAcknowledgement,
  Certificates,
  type CertificatesSettings,
  type UseRelease,
} from './certificates.js';
export { HolderTags } from './holder-tags.js';
export type { CertificateQuery, IssuerLines } from './lines.js';
export type { CertificateRules } from './rules.js';
export { UseFiles } from './use-files.js';
