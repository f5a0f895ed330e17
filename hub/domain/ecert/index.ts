export {
  type ConsentGrant,
  type DutyEntry,
  decideUse,
  dutyFaults,
  grantFaults,
  USE_REFUSALS,
  type UseBasis,
  type UseDecision,
  type UseMoment,
  type UseRefusal,
  type UseRequest,
} from './consent.js';
export { CITIZEN_ID, type Holder, holderFaults, isSameHolder, USCC } from './holders.js';
export {
  type IssueQuestion,
  type IssuerGrant,
  type IssuerKey,
  IssuerRegistry,
  type IssueVerdict,
  type KeyRevocation,
  type KeyUse,
} from './issuers.js';
export {
  type HandledItem,
  type MaterialAnswer,
  type MaterialReport,
  materialsNeeded,
  type Objection,
  type Obstacle,
  type Offer,
  type OfferedCertificate,
  type PaperlessReport,
  type PaperlessRules,
  paperlessReport,
} from './paperless.js';
export { mayHaveSigned, type PlatformIssuerKey, type SignedQuestion } from './platform-keys.js';
export {
  CONDITIONS,
  type Condition,
  checkRecognition,
  Recognition,
  type RecognitionAnswer,
  type RecognitionQuestion,
  type RecognitionRule,
  type RecognitionVerdict,
} from './recognition.js';
export { type ReplacementRule, Replacements } from './replacement.js';
export { type AsOf, type Purpose, type Standing, serves, standingOf } from './standing.js';
export {
  CERTIFICATE_STATES,
  type CertificateState,
  historyFaults,
  mayFollow,
  type StateChange,
  type StateHistory,
  stateAt,
} from './states.js';
export { type CertificateType, CertificateTypes } from './types.js';
export { type CertificateRecord, recordFaults, Versions } from './versions.js';
