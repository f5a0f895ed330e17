import type { Context } from 'hono';
import type { Logger, Metrics } from '#hub/observe';
import type { Runtime } from '#hub/runtime';
import { toPublicError } from '#hub/wire';
import { HubError } from '#proto/errors';
import { problemResponse } from './problem.js';

export interface ErrorSinks {
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly runtime: Runtime;
}

/** The one place where REST turns errors into answers. Defects and outages are logged under the id that the caller is told. */
export function answerError(sinks: ErrorSinks, operation: string, error: unknown, c: Context): Response {
  const shown = toPublicError(error, sinks.runtime.newId());
  const { correlationId, code } = shown;
  sinks.metrics.answered('rest', operation, code);
  if (code === 'UNAUTHENTICATED') sinks.metrics.stranger('rest');
  if (!(error instanceof HubError)) sinks.logger.error({ err: error, correlationId, operation }, 'defect');
  else if (error.cause !== undefined)
    sinks.logger.warn({ err: error.cause, correlationId, operation, code }, 'not available');
  else sinks.logger.debug({ correlationId, operation, code }, 'refused');
  return problemResponse(shown, c.req.header('accept-language'));
}
