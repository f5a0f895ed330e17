import type { tongban } from '#proto/codec';
import { ERRORS, type ErrorCode, HubError, type Violation } from '#proto/errors';

/** What a peer is told of an error. */
export interface PublicError {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly violations: readonly Violation[];
  readonly retryAfterMs: number | undefined;
  readonly leafId: string | undefined;
  readonly correlationId: string;
}

/** gRPC clients take 8 KiB of trailers, and nobody reads a thousand lines. */
const MAX_VIOLATION_BYTES = 4_000;
const MAX_POINTER = 200;
/** Of one violation, beside its texts. */
const FRAMING = 8;

/**
 * Anything that is not a HubError is a defect: the peer gets INTERNAL and a correlation id, and no word of the cause
 * (proved by test/conformance/errors.test.ts).
 */
export function toPublicError(error: unknown, correlationId: string): PublicError {
  if (error instanceof HubError) {
    const { code, message: detail, retryAfterMs, leafId } = error;
    const violations = fitting(error.violations);
    return { code, detail, violations, retryAfterMs, leafId, correlationId };
  }
  const detail = 'the hub has failed; its operators can find the cause under the correlation id';
  return {
    code: 'INTERNAL',
    detail,
    violations: [],
    retryAfterMs: undefined,
    leafId: undefined,
    correlationId,
  };
}

/** As many violations as an answer has room for; the last one says how many more there are. */
function fitting(violations: readonly Violation[]): readonly Violation[] {
  const shown: Violation[] = [];
  let room = MAX_VIOLATION_BYTES;
  for (const { pointer, message } of violations) {
    // A pointer names members as the sender wrote them, however long.
    const short = pointer.length <= MAX_POINTER ? pointer : `${pointer.slice(0, MAX_POINTER)}…`;
    room -= Buffer.byteLength(short) + Buffer.byteLength(message) + FRAMING;
    if (room < 0) break;
    shown.push({ pointer: short, message });
  }
  const left = violations.length - shown.length;
  return left === 0 ? shown : [...shown, { pointer: '', message: `and ${left} more` }];
}

export function toErrorMessage(error: PublicError): tongban.v1.Error.$Properties {
  const base = {
    code: ERRORS[error.code].number,
    detail: error.detail,
    violations: [...error.violations],
    correlationId: error.correlationId,
    leafId: error.leafId ?? '',
  };
  return error.retryAfterMs === undefined ? base : { ...base, retryAfterMs: error.retryAfterMs };
}
