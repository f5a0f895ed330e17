export {
  ConflictError,
  HubError,
  type HubErrorOptions,
  NotFoundError,
  PolicyError,
  RuleError,
  UnavailableError,
  ValidationError,
  VerificationError,
  type Violation,
} from './errors.js';
export { type CodeOf, ERRORS, type ErrorCode, type ErrorFamily, type RetryClass } from './table.js';
