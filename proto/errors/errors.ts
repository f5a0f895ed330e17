import { type CodeOf, ERRORS, type ErrorCode, type ErrorFamily } from './table.js';

/** One thing that is wrong, and where: a JSON pointer (RFC 6901) into what was read. */
export interface Violation {
  readonly pointer: string;
  readonly message: string;
}

export interface HubErrorOptions {
  readonly violations?: readonly Violation[];
  /** Milliseconds. */
  readonly retryAfterMs?: number;
  /** For the hub's own logs; never sent. */
  readonly cause?: unknown;
}

/**
 * An error with a stable code and a sentence that may be shown to the peer.
 * Anything thrown that is not a HubError is a defect: the transports answer INTERNAL and withhold its text.
 */
export class HubError extends Error {
  readonly code: ErrorCode;
  readonly violations: readonly Violation[];
  readonly retryAfterMs: number | undefined;
  /** Set by the hub's door once the refusal stands in the log: the id of its leaf. */
  leafId: string | undefined;

  constructor(code: ErrorCode, detail: string, options: HubErrorOptions = {}) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.violations = options.violations ?? [];
    this.retryAfterMs = options.retryAfterMs;
  }

  get family(): ErrorFamily {
    return ERRORS[this.code].family;
  }
}

/** The input could not be understood, or is too large to be read. */
export class ValidationError extends HubError {
  declare readonly code: CodeOf<'malformed' | 'tooLarge'>;
  constructor(code: CodeOf<'malformed' | 'tooLarge'>, detail: string, options?: HubErrorOptions) {
    super(code, detail, options);
  }
}

/** Could not verify who wrote it. Never used for "verified, but not allowed". */
export class VerificationError extends HubError {
  declare readonly code: CodeOf<'unverified'>;
  constructor(code: CodeOf<'unverified'>, detail: string, options?: HubErrorOptions) {
    super(code, detail, options);
  }
}

/** Verified, but not allowed. */
export class PolicyError extends HubError {
  declare readonly code: CodeOf<'denied'>;
  constructor(code: CodeOf<'denied'>, detail: string, options?: HubErrorOptions) {
    super(code, detail, options);
  }
}

/** Verified and allowed, but the rules or the state of things say no. */
export class RuleError extends HubError {
  declare readonly code: CodeOf<'refused'>;
  constructor(code: CodeOf<'refused'>, detail: string, options?: HubErrorOptions) {
    super(code, detail, options);
  }
}

/** Clashes with what is stored, or rests on something that has changed since. */
export class ConflictError extends HubError {
  declare readonly code: CodeOf<'conflict' | 'stale'>;
  constructor(code: CodeOf<'conflict' | 'stale'>, detail: string, options?: HubErrorOptions) {
    super(code, detail, options);
  }
}

/** What was asked for is not there. */
export class NotFoundError extends HubError {
  declare readonly code: CodeOf<'missing' | 'wrongMethod'>;
  constructor(code: CodeOf<'missing' | 'wrongMethod'>, detail: string, options?: HubErrorOptions) {
    super(code, detail, options);
  }
}

/** Not now: the same request may succeed later. */
export class UnavailableError extends HubError {
  declare readonly code: CodeOf<'limited' | 'unavailable' | 'timedOut'>;
  constructor(
    code: CodeOf<'limited' | 'unavailable' | 'timedOut'>,
    detail: string,
    options?: HubErrorOptions,
  ) {
    super(code, detail, options);
  }
}
