export { actWords, type Words } from './act-words.js';
export { type ActTaken, readCaseAct } from './case-acts.js';
export {
  type BlobRef,
  CASE_MESSAGES,
  type CaseMessage,
  type CertificateReference,
  type Draft,
  type HandingIn,
  HandlingModeSchema,
  handsIn,
  isHandingIn,
  type MaterialBody,
  type MessageType,
  type OpeningMessage,
  opensCase,
  type Payload,
  type PersonalBody,
  ResultDocumentSchema,
} from './case-messages.js';
export { ClockKindSchema, LimitUnitSchema } from './clock-messages.js';
export { type DivisionTable, DivisionTableSchema } from './code-tables.js';
export { AttendeeSchema, MeetingSlotSchema, ShownItemSchema } from './consultation-messages.js';
export { OriginalsHolderSchema, OriginalsSchema } from './custody-messages.js';
export {
  asksIssuer,
  CERTIFICATE_FILES,
  CERTIFICATE_MESSAGES,
  type CertificateBody,
  type CertificateFileFormat,
  type CertificateHolder,
  CertificateHolderSchema,
  type CertificateMessage,
  type CertificateMessageType,
  type CertificateOperation,
  CertificateOperationSchema,
  type CertificateState,
  type CertificateStatement,
  CertificateStatementSchema,
  CertificateStateSchema,
  MAX_ISSUER_WAIT_MS,
  mayStandForPaper,
  type PresentationStatement,
  PresentationStatementSchema,
} from './ecert-messages.js';
export { type DispatchStatement, DispatchStatementSchema } from './hub-messages.js';
export {
  INTAKE_GRANT_MESSAGES,
  type IntakeGrantMessage,
  type IntakeGrantMessageType,
  IntakePowerSchema,
} from './intake-grant-messages.js';
export {
  type MappingDirection,
  MappingDirectionSchema,
  type MappingDocument,
  MappingDocumentSchema,
  type MappingField,
  type MappingRow,
} from './mapping.js';
export {
  MAPPING_PROPOSAL,
  MappingGapSchema,
  type MappingProposal,
  MappingProposalSchema,
} from './mapping-messages.js';
export { BlobRefSchema, CertificateReferenceSchema, MaterialSourceSchema } from './material.js';
export { blobsOf, type RecordShape, type Shape, shapeOf, type ValueShape } from './message-shape.js';
export {
  type ContentType,
  contentType,
  isMessageType,
  type PayloadEncoding,
  parseContentType,
  readJson,
  readPayload,
  validate,
} from './payload.js';
export { pointerTo } from './pointer.js';
export {
  RatedSideSchema,
  RatingProblemSchema,
  RemedyStateSchema,
  SatisfactionSchema,
} from './rating-messages.js';
export { type JsonFault, parseStrictJson, type StrictJson } from './strict-json.js';
export * as values from './values.js';
