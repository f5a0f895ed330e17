import type { Hono } from 'hono';
import { z } from 'zod';
import { type HubServices, Operations, requests } from '#hub/wire';
import { tongban } from '#proto/codec';
import { ValidationError } from '#proto/errors';
import { validate } from '#proto/schema';
import { answerError, type ErrorSinks } from './errors.js';
import { evidenceResponse, withGroups } from './evidence-response.js';
import { sendFile } from './file-response.js';
import { type HttpDoor, httpDoor } from './http-door.js';
import { keySet } from './key-set.js';
import { logFiles } from './log-files.js';
import {
  bodyOf,
  callingPeer,
  checkEncoding,
  parametersOf,
  type RestContext,
  type RestEnv,
  readJsonBody,
} from './request.js';
import { json, ROUTES, type Route } from './routes.js';

const UNFIT = 'the request does not fit';
const NOTHING = z.strictObject({});

/** The REST interface for peer platforms. Every call needs a registered client certificate. */
export function restApp(hub: HubServices, sinks: ErrorSinks): HttpDoor {
  const operations = new Operations(hub);
  const peerOf = (c: RestContext) =>
    callingPeer(hub.rules.current().directory, c.env.incoming, hub.runtime.now());
  return httpDoor(sinks, (app) => {
    app.use(async (c, next) => {
      peerOf(c);
      await next();
    });
    for (const route of ROUTES) {
      app.on(route.method.toUpperCase(), honoPath(route.path), async (c) => {
        try {
          const started = hub.runtime.elapsed();
          const call = { peer: peerOf(c), plain: await plainOf(route, c), signal: goneSignal(c) };
          const answer = await route.run(operations, call);
          sinks.metrics.answered('rest', route.operation, 'OK');
          if (route.operation === 'Submit')
            sinks.metrics.acknowledged('rest', (hub.runtime.elapsed() - started) / 1000);
          if (route.version !== undefined) return versioned(c, answer, route.version(answer));
          return c.json(answer, route.status?.(answer) ?? 200, { 'cache-control': 'no-store' });
        } catch (error) {
          return answerError(sinks, route.operation, error, c);
        }
      });
    }
    fileRoutes(app, operations, peerOf, sinks);
    app.route('/log', logFiles(hub.log));
    app.route('/.well-known', keySet(hub));
  });
}

/** What is not JSON both ways. */
function fileRoutes(
  app: Hono<RestEnv>,
  operations: Operations,
  peerOf: (c: RestContext) => string,
  sinks: ErrorSinks,
): void {
  app.patch('/v1/uploads/:sha256', async (c) => {
    checkEncoding(c.env.incoming);
    const start = validate(requests.UploadStartSchema, parametersOf(c), UNFIT);
    const progress = await operations.upload(peerOf(c), start, bodyOf(c.env.incoming));
    return c.json(json(tongban.v1.UploadResponse, progress), 200, { 'cache-control': 'no-store' });
  });

  app.get('/v1/blobs/:sha256', async (c) => {
    const file = await operations.download(peerOf(c), parametersOf(c));
    return sendFile(c, file, (error) => answerError(sinks, 'Download', error, c));
  });

  app.get('/v1/cases/:caseNo/evidence', async (c) => {
    return evidenceResponse(c, await operations.exportEvidence(peerOf(c), withGroups(parametersOf(c))));
  });
}

/** The members of path and query, or of the body: each operation has all of its own in one place. */
async function plainOf(route: Route, c: RestContext): Promise<Readonly<Record<string, unknown>>> {
  const parameters = parametersOf(c);
  if (route.method === 'get')
    return route.request === undefined ? validate(NOTHING, parameters, UNFIT) : parameters;
  validate(NOTHING, parameters, UNFIT);
  const body = await readJsonBody(c.env.incoming);
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
  throw new ValidationError('MALFORMED', 'the body must be a JSON object');
}

/** RFC 9110 §13.1.2: a caller who has this version gets no other. */
function versioned(c: RestContext, answer: object, version: string): Response {
  const tag = `"${version}"`;
  const headers = { etag: tag, 'cache-control': 'private, no-cache' };
  const known = (c.req.header('if-none-match') ?? '')
    .split(',')
    .map((each) => each.trim().replace(/^W\//, ''));
  return known.includes(tag) ? c.body(null, 304, headers) : c.json(answer, 200, headers);
}

function goneSignal(c: RestContext): AbortSignal {
  const gone = new AbortController();
  c.env.outgoing.once('close', () => gone.abort());
  return gone.signal;
}

function honoPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}
