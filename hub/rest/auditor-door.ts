import type { Hono } from 'hono';
import type { AuditScope } from '#crypto/evidence';
import { type Auditors, checkScope, TokenBuckets } from '#hub/exchange';
import type { Runtime } from '#hub/runtime';
import { HubError, UnavailableError } from '#proto/errors';
import { answerError, type ErrorSinks } from './errors.js';
import { type HttpDoor, httpDoor } from './http-door.js';

/** Of one address: wrong tokens at once, and then a second. Beyond, no token of it is looked at. */
const WRONG_BURST = 100;
const WRONG_PER_SECOND = 1;
const MAX_ADDRESSES = 10_000;

/** Of one token: a log of a million entries is some 8,000 files. */
const READ_BURST = 2_000;
const READS_PER_SECOND = 500;

const LOG = '/log';
/** Of either tree. */
const CHECKPOINTS = [`${LOG}/checkpoint`, `${LOG}/sm3/checkpoint`];

/**
 * The log over HTTPS for auditors who have no client certificate: a bearer token (RFC 6750) instead. Nothing but the log is
 * behind this door, so no token can open more, whatever becomes of its scopes.
 */
export function auditorDoor(
  auditors: Pick<Auditors, 'authenticate'>,
  logFiles: Hono,
  sinks: ErrorSinks,
): HttpDoor {
  const admit = gate(auditors, sinks.runtime);
  return httpDoor(sinks, (app) => {
    app.use(async (c, next) => {
      const address = c.env.incoming.socket.remoteAddress ?? '';
      const scope = CHECKPOINTS.includes(c.req.path) ? 'checkpoint:read' : 'log:read';
      try {
        await admit(address, c.req.header('authorization'), scope);
      } catch (error) {
        const refused = answerError(sinks, 'read', error, c);
        if (refused.status === 401) refused.headers.set('www-authenticate', 'Bearer');
        return refused;
      }
      await next();
      // What one auditor may read, a cache on the way must not hand to others.
      const cached = c.res.headers.get('cache-control');
      if (cached !== null) c.res.headers.set('cache-control', cached.replace('public', 'private'));
      return undefined;
    });
    app.route(LOG, logFiles);
  });
}

function gate(auditors: Pick<Auditors, 'authenticate'>, { elapsed }: Pick<Runtime, 'elapsed'>) {
  const wrong = new TokenBuckets(WRONG_BURST, WRONG_PER_SECOND, elapsed, MAX_ADDRESSES);
  const reads = new TokenBuckets(READ_BURST, READS_PER_SECOND, elapsed);
  return async (address: string, authorization: string | undefined, scope: AuditScope): Promise<void> => {
    if (wrong.isEmpty(address)) throw tooMany('too many wrong tokens from this address');
    const token = /^Bearer ([\w-]+)$/i.exec(authorization ?? '')?.[1];
    const grant = await auditors.authenticate(token).catch((error: unknown) => {
      if (error instanceof HubError && error.code === 'UNAUTHENTICATED') wrong.owe(address);
      throw error;
    });
    checkScope(grant, scope);
    if (reads.isEmpty(grant.grantId)) throw tooMany('too many requests with this token');
    reads.take(grant.grantId);
  };
}

function tooMany(detail: string): UnavailableError {
  return new UnavailableError('RATE_LIMITED', detail, { retryAfterMs: 1_000 });
}
