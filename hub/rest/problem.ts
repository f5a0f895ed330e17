import type { PublicError } from '#hub/wire';
import { ERRORS, type ErrorFamily } from '#proto/errors';

/** The one mapping of errors to HTTP; its sibling for gRPC is hub/grpc/status.ts. */
export const HTTP_STATUS = {
  malformed: 400,
  tooLarge: 413,
  unverified: 401,
  denied: 403,
  refused: 422,
  conflict: 409,
  stale: 409,
  missing: 404,
  wrongMethod: 405,
  limited: 429,
  unavailable: 503,
  timedOut: 504,
  internal: 500,
} as const satisfies Record<ErrorFamily, number>;

/** RFC 9457 problem document; the members after `detail` are those of tongban.v1.Error. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly violations: PublicError['violations'];
  readonly correlationId: string;
  readonly retryAfterMs?: number;
  readonly leafId?: string;
}

/** @param language of the title: Chinese unless English is asked for. */
export function toProblem(error: PublicError, language: 'zh' | 'en'): Problem {
  const row = ERRORS[error.code];
  return {
    type: `urn:tongban:error:${error.code}`,
    title: row[language],
    status: HTTP_STATUS[row.family],
    detail: error.detail,
    code: error.code,
    violations: error.violations,
    correlationId: error.correlationId,
    ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
    ...(error.leafId === undefined ? {} : { leafId: error.leafId }),
  };
}

export function problemResponse(error: PublicError, acceptLanguage: string | undefined): Response {
  const problem = toProblem(error, acceptLanguage?.trim().toLowerCase().startsWith('en') ? 'en' : 'zh');
  const headers = new Headers({
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
  });
  if (error.retryAfterMs !== undefined)
    headers.set('retry-after', String(Math.ceil(error.retryAfterMs / 1000)));
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}
