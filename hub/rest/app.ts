import { Hono } from 'hono';
import { stream } from 'hono/streaming';
import type { Logger, Metrics } from '#hub/observe';
import { type HubServices, Operations, requests } from '#hub/wire';
import { tongban } from '#proto/codec';
import { NotFoundError, ValidationError } from '#proto/errors';
import { validate } from '#proto/schema';
import { answerError } from './errors.js';
import { logFiles } from './log-files.js';
import {
  callingPeer,
  checkEncoding,
  checkPath,
  type RestContext,
  type RestEnv,
  readJsonBody,
} from './request.js';
import { ROUTES, type Route } from './routes.js';

/** The REST interface for peer platforms. Every call needs a registered client certificate. */
export function restApp(hub: HubServices, metrics: Metrics, logger: Logger): Hono<RestEnv> {
  const app = new Hono<RestEnv>();
  const operations = new Operations(hub);
  const sinks = { metrics, logger, runtime: hub.runtime };
  const peerOf = (c: RestContext) =>
    callingPeer(hub.rules.current().directory, c.env.incoming, hub.runtime.now());

  app.use(async (c, next) => {
    checkPath(c.env.incoming);
    peerOf(c);
    await next();
    c.res.headers.set('x-content-type-options', 'nosniff');
  });
  app.onError((error, c) => answerError(sinks, c.req.method === 'GET' ? 'read' : 'write', error, c));
  app.notFound((c) => answerError(sinks, 'none', new NotFoundError('NOT_FOUND', 'no such resource'), c));

  for (const route of ROUTES) {
    app.on(route.method.toUpperCase(), honoPath(route.path), async (c) => {
      try {
        const started = hub.runtime.elapsed();
        const answer = await route.run(operations, {
          peer: peerOf(c),
          plain: await plainOf(route, c),
          signal: goneSignal(c),
        });
        metrics.answered('rest', route.operation, 'OK');
        if (route.operation === 'Submit')
          metrics.acknowledged('rest', (hub.runtime.elapsed() - started) / 1000);
        return c.json(answer, route.status?.(answer) ?? 200, { 'cache-control': 'no-store' });
      } catch (error) {
        return answerError(sinks, route.operation, error, c);
      }
    });
  }

  app.patch('/v1/uploads/:sha256', async (c) => {
    checkEncoding(c.env.incoming);
    const plain = { sha256: c.req.param('sha256'), offset: c.req.query('offset') ?? '0' };
    const start = validate(requests.UploadStartSchema, plain, 'the request does not fit');
    const progress = await operations.upload(peerOf(c), start, c.env.incoming as AsyncIterable<Buffer>); // no encoding set
    return c.json(
      tongban.v1.UploadResponse.toObject(progress as tongban.v1.UploadResponse, { longs: String }),
    ); // members only
  });

  app.get('/v1/blobs/:sha256', async (c) => {
    const plain = { sha256: c.req.param('sha256'), offset: c.req.query('offset') ?? '0' };
    const { blob, bytes } = await operations.download(peerOf(c), plain);
    c.header('content-type', 'application/octet-stream');
    c.header('x-blob-size', String(blob.size));
    c.header('cache-control', 'private, no-store');
    return stream(c, async (out) => {
      for await (const chunk of bytes) await out.write(chunk);
    });
  });

  app.get('/v1/cases/:caseNo/evidence', async (c) => {
    const { caseNo, zip } = await operations.exportEvidence(peerOf(c), { caseNo: c.req.param('caseNo') });
    return c.body(Buffer.from(zip), 200, {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${caseNo}.evidence.zip"`,
      'cache-control': 'no-store',
    });
  });

  app.route('/log', logFiles(hub.log));
  return app;
}

/** Path, query and body in one value. A member that stands in two places is refused: the two could be read differently. */
async function plainOf(route: Route, c: RestContext): Promise<Readonly<Record<string, unknown>>> {
  if (route.method === 'post') {
    const body = await readJsonBody(c.env.incoming);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
    throw new ValidationError('MALFORMED', 'the body must be a JSON object');
  }
  const plain: Record<string, unknown> = { ...c.req.param() };
  for (const [name, given] of Object.entries(c.req.queries())) {
    if (name in plain || given.length > 1) {
      throw new ValidationError('MALFORMED', 'a parameter stands twice', {
        violations: [{ pointer: `/${name}`, message: 'given more than once' }],
      });
    }
    plain[name] = given[0];
  }
  return plain;
}

function goneSignal(c: RestContext): AbortSignal {
  const gone = new AbortController();
  c.env.outgoing.once('close', () => gone.abort());
  return gone.signal;
}

function honoPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}
