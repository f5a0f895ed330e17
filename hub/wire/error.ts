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

/**
 * Anything that is not a HubError is a defect: the peer gets INTERNAL and a correlation id, and no word of the cause
 * (proved by test/conformance/errors.test.ts).
 */
export function toPublicError(error: unknown, correlationId: string): PublicError {
  if (error instanceof HubError) {
    const { code, message: detail, violations, retryAfterMs, leafId } = error;
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
