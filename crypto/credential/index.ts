export {
  type CredentialToIssue,
  discloseCredential,
  issueCredential,
  type PresentationToMake,
  presentCredential,
} from './issue.js';
export type { PresentationFault } from './presentation.js';
export { type IssuerKeys, MAX_CREDENTIAL_CHARACTERS, MAX_FIELDS, type StatusReference } from './profile.js';
export {
  type CredentialFault,
  type PresentationExpectation,
  type VerifiedCredential,
  verifyPresentation,
} from './verify.js';
