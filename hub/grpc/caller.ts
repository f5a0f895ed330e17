import type { PeerCertificate } from 'node:tls';
import type { Logger, Metrics } from '#hub/observe';
import { type HubServices, type PublicError, toPublicError } from '#hub/wire';
import { HubError, VerificationError } from '#proto/errors';

/** What every call needs besides the services: who calls, and what becomes of errors. */
export interface CallContext {
  readonly hub: HubServices;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

interface Call {
  getAuthContext(): { readonly sslPeerCertificate?: PeerCertificate };
}

/**
 * The peer that the connection's certificate is registered for.
 * @throws VerificationError UNAUTHENTICATED for a stranger, who is counted and otherwise ignored.
 */
export function callingPeer(context: CallContext, call: Call): string {
  const { rules, runtime } = context.hub;
  const fingerprint = call.getAuthContext().sslPeerCertificate?.fingerprint256 ?? '';
  const normal = fingerprint.replaceAll(':', '').toLowerCase();
  const peer = rules.current().directory.peerByCertificate(normal, runtime.now());
  if (peer !== undefined) return peer;
  context.metrics.stranger('grpc');
  throw new VerificationError('UNAUTHENTICATED', 'the client certificate is not registered');
}

/** Counts the error, and writes defects and outages to the hub's own log under the correlation id that the peer is told. */
export function publicError(context: CallContext, operation: string, error: unknown): PublicError {
  const shown = toPublicError(error, context.hub.runtime.newId());
  context.metrics.answered('grpc', operation, shown.code);
  const { correlationId, code } = shown;
  if (!(error instanceof HubError)) context.logger.error({ err: error, correlationId, operation }, 'defect');
  else if (error.cause !== undefined)
    context.logger.warn({ err: error.cause, correlationId, operation, code }, 'not available');
  else context.logger.debug({ correlationId, operation, code }, 'refused');
  return shown;
}
