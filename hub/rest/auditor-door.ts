import type { Hono } from 'hono';
import type { AuditScope } from '#crypto/evidence';
import { type AuditedEvidence, type Auditors, checkScope, TokenBuckets } from '#hub/exchange';
import type { Runtime } from '#hub/runtime';
import { evidenceZip, readEvidenceRequest } from '#hub/wire';
import { HubError, UnavailableError } from '#proto/errors';
import { answerError, type ErrorSinks } from './errors.js';
import { evidenceResponse, withGroups } from './evidence-response.js';
import { type HttpDoor, httpDoor } from './http-door.js';
import { parametersOf, type RestContext } from './request.js';

/** Of one address: wrong tokens at once, and then a second. Beyond, no token of it is looked at. */
const WRONG_BURST = 100;
const WRONG_PER_SECOND = 1;
const MAX_ADDRESSES = 10_000;

/** Of one token: a log of a million entries is some 8,000 files. */
const READ_BURST = 2_000;
const READS_PER_SECOND = 500;

/** Of one token: each is an entry of the log, whatever the answer. */
const EVIDENCE_BURST = 100;
const EVIDENCE_PER_SECOND = 10;

const LOG = '/log';
/** Of either tree. */
const CHECKPOINTS = [`${LOG}/checkpoint`, `${LOG}/sm3/checkpoint`];

export interface AuditorDoorParts {
  readonly auditors: Pick<Auditors, 'authenticate'>;
  readonly evidence: Pick<AuditedEvidence, 'fetch'>;
  readonly logFiles: Hono;
}

/**
 * The log over HTTPS for auditors who have no client certificate: a bearer token (RFC 6750) instead; and the evidence of the cases
 * that a token's grant covers. Nothing else is behind this door, so no token can open more, whatever becomes of its scopes.
 */
export function auditorDoor({ auditors, evidence, logFiles }: AuditorDoorParts, sinks: ErrorSinks): HttpDoor {
  const { elapsed } = sinks.runtime;
  const admit = gate(auditors, elapsed);
  const fetches = new TokenBuckets(EVIDENCE_BURST, EVIDENCE_PER_SECOND, elapsed);
  return httpDoor(sinks, (app) => {
    app.get('/v1/cases/:caseNo/evidence', async (c) => {
      try {
        const grant = await admit(addressOf(c), c.req.header('authorization'));
        const asked = readEvidenceRequest(withGroups(parametersOf(c)));
        if (fetches.isEmpty(grant.grantId)) throw tooMany('too much evidence asked for with this token');
        fetches.take(grant.grantId);
        return evidenceResponse(c, evidenceZip(await evidence.fetch(grant, asked)));
      } catch (error) {
        return refused(sinks, error, c);
      }
    });
    app.use(async (c, next) => {
      const scope: AuditScope = CHECKPOINTS.includes(c.req.path) ? 'checkpoint:read' : 'log:read';
      try {
        checkScope(await admit(addressOf(c), c.req.header('authorization')), scope);
      } catch (error) {
        return refused(sinks, error, c);
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

function addressOf(c: RestContext): string {
  return c.env.incoming.socket.remoteAddress ?? '';
}

function refused(sinks: ErrorSinks, error: unknown, c: RestContext): Response {
  const answer = answerError(sinks, 'read', error, c);
  if (answer.status === 401) answer.headers.set('www-authenticate', 'Bearer');
  return answer;
}

function gate(auditors: Pick<Auditors, 'authenticate'>, elapsed: Runtime['elapsed']) {
  const wrong = new TokenBuckets(WRONG_BURST, WRONG_PER_SECOND, elapsed, MAX_ADDRESSES);
  const reads = new TokenBuckets(READ_BURST, READS_PER_SECOND, elapsed);
  return async (address: string, authorization: string | undefined) => {
    if (wrong.isEmpty(address)) throw tooMany('too many wrong tokens from this address');
    const token = /^Bearer ([\w-]+)$/i.exec(authorization ?? '')?.[1];
    const grant = await auditors.authenticate(token).catch((error: unknown) => {
      if (error instanceof HubError && error.code === 'UNAUTHENTICATED') wrong.owe(address);
      throw error;
    });
    if (reads.isEmpty(grant.grantId)) throw tooMany('too many requests with this token');
    reads.take(grant.grantId);
    return grant;
  };
}

function tooMany(detail: string): UnavailableError {
  return new UnavailableError('RATE_LIMITED', detail, { retryAfterMs: 1_000 });
}
