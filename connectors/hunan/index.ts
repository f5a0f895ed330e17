export { HunanRefusal, readAnswer, readOldestCursor } from './answers.js';
export {
  CertificateNumberError,
  fromStanding,
  LibraryEntrySchema,
  readRequest,
  StandingSchema,
  toCertificateEvent,
  toLibraryQuery,
  toLibraryReceipt,
  toRequestAnswer,
  toWindowRequest,
} from './certificate-format.js';
export { FeedCursor } from './cursor.js';
export { FeedReader } from './feed.js';
export { CaseEventSchema, FeedEntrySchema, type HunanThing, ThingSchema } from './messages.js';
export { fromOther, toOther } from './other.js';
export { type MemberPart, partOf } from './parts.js';
export {
  type FiledMember,
  foldMember,
  type MemberEvent,
  type MemberFacts,
  type MemberStage,
  progressOf,
  type ThingStage,
  UNSENT,
} from './progress.js';
export { HunanConfigSchema, HunanProvince } from './province.js';
export { requestSigner } from './signature.js';
export { hunanMapping, hunanThings, startHunan } from './start.js';
export { type MemberDefinition, type ThingDefinition, Things } from './things.js';
export { toInbound } from './to-local.js';
export { toDraft, toSubmission } from './to-national.js';
