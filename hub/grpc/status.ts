import { Metadata, status } from '@grpc/grpc-js';
import { type PublicError, toErrorMessage } from '#hub/wire';
import { tongban } from '#proto/codec';
import { ERRORS, type ErrorFamily } from '#proto/errors';

/** The one mapping of errors to gRPC; its sibling for REST is hub/rest/problem.ts. */
export const GRPC_STATUS = {
  malformed: status.INVALID_ARGUMENT,
  tooLarge: status.OUT_OF_RANGE,
  unverified: status.UNAUTHENTICATED,
  denied: status.PERMISSION_DENIED,
  refused: status.FAILED_PRECONDITION,
  conflict: status.ALREADY_EXISTS,
  stale: status.ABORTED,
  missing: status.NOT_FOUND,
  wrongMethod: status.UNIMPLEMENTED,
  limited: status.RESOURCE_EXHAUSTED,
  unavailable: status.UNAVAILABLE,
  timedOut: status.DEADLINE_EXCEEDED,
  internal: status.INTERNAL,
} as const satisfies Record<ErrorFamily, status>;

/** The trailer that carries the whole tongban.v1.Error. */
export const ERROR_TRAILER = 'tongban-error-bin';

export interface StatusError {
  readonly code: status;
  readonly details: string;
  readonly metadata: Metadata;
}

export function toStatus(error: PublicError): StatusError {
  const metadata = new Metadata();
  const encoded = tongban.v1.Error.encode(toErrorMessage(error)).finish();
  metadata.set(ERROR_TRAILER, Buffer.from(encoded));
  return {
    code: GRPC_STATUS[ERRORS[error.code].family],
    details: `${error.code}: ${error.detail}`,
    metadata,
  };
}
