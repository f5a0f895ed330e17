import { type ServiceError, status } from '@grpc/grpc-js';
import { tongban } from '#proto/codec';
import { ERRORS, type ErrorCode, type Violation } from '#proto/errors';

/** What the hub answered instead of doing what was asked. */
export class HubCallError extends Error {
  /** UNAVAILABLE too when the hub could not be reached at all. */
  readonly code: ErrorCode;
  readonly detail: string;
  readonly violations: readonly Violation[];
  readonly retryAfterMs: number | undefined;
  /** The same call may succeed later, unchanged. */
  readonly isTransient: boolean;

  constructor(
    code: ErrorCode,
    detail: string,
    options: { violations?: readonly Violation[]; retryAfterMs?: number | undefined; cause?: unknown } = {},
  ) {
    super(`${code}: ${detail}`, { cause: options.cause });
    this.name = 'HubCallError';
    this.code = code;
    this.detail = detail;
    this.violations = options.violations ?? [];
    this.retryAfterMs = options.retryAfterMs;
    this.isTransient = ERRORS[code].retry === 'wait';
  }
}

const TRAILER = 'tongban-error-bin';

const CODES = new Map<number, ErrorCode>(
  (Object.keys(ERRORS) as ErrorCode[]).map((code) => [ERRORS[code].number, code]), // the keys of a constant
);

export function fromErrorMessage(message: tongban.v1.Error.$Properties): HubCallError {
  const code = CODES.get(message.code ?? 0) ?? 'INTERNAL';
  return new HubCallError(code, message.detail ?? '', {
    violations: (message.violations ?? []).map(({ pointer = '', message: text = '' }) => ({
      pointer,
      message: text,
    })),
    retryAfterMs: message.retryAfterMs ?? undefined,
  });
}

/** A call that failed: the hub's own error if it sent one, else what became of the connection. */
export function fromServiceError(error: ServiceError): HubCallError {
  const [trailer] = error.metadata?.get(TRAILER) ?? [];
  if (Buffer.isBuffer(trailer)) return fromErrorMessage(tongban.v1.Error.decode(trailer));
  return new HubCallError(OF_THE_LIBRARY[error.code] ?? 'UNAVAILABLE', error.details, { cause: error });
}

/** What the hub's gRPC library answers before the hub itself is asked. Trying again would not help with the last two. */
const OF_THE_LIBRARY: Partial<Record<status, ErrorCode>> = {
  [status.DEADLINE_EXCEEDED]: 'TIMED_OUT',
  [status.RESOURCE_EXHAUSTED]: 'TOO_LARGE',
  [status.UNIMPLEMENTED]: 'METHOD_NOT_ALLOWED',
};
