import { Hono } from 'hono';
import { toPublicError } from '#hub/wire';
import { NotFoundError, ValidationError } from '#proto/errors';
import { answerError, type ErrorSinks } from './errors.js';
import { problemResponse } from './problem.js';
import type { RestContext, RestEnv } from './request.js';
import { checkTarget } from './target.js';

/** An HTTP door of the hub: routes, and what to say to a request that is none. */
export interface HttpDoor {
  readonly fetch: Hono<RestEnv>['fetch'];
  /** For a request that never becomes one: a target or a host that no URL can be made of. */
  readonly refuse: () => Response;
  /** A connection that came to nothing: no certificate, or one of another authority. */
  readonly onStranger: () => void;
}

/**
 * What every HTTP door does alike: paths have one spelling, every error is a problem document, and a path is told apart from
 * a method that it does not have.
 */
export function httpDoor(sinks: ErrorSinks, routes: (app: Hono<RestEnv>) => unknown): HttpDoor {
  const app = new Hono<RestEnv>();
  const answer = (error: Error, c: RestContext) =>
    answerError(sinks, c.req.method === 'GET' ? 'read' : 'write', error, c);
  app.use(async (c, next) => {
    checkTarget(c.env.incoming.url ?? '');
    await next();
    c.res.headers.set('x-content-type-options', 'nosniff');
  });
  app.onError(answer);
  app.notFound((c) => answerError(sinks, 'none', new NotFoundError('NOT_FOUND', 'no such resource'), c));
  routes(app);
  refuseOtherMethods(app, answer);
  const unreadable = new ValidationError(
    'BAD_PATH',
    'the request target or the host is not in its canonical spelling',
  );
  return {
    fetch: app.fetch,
    onStranger: () => sinks.metrics.stranger('rest'),
    refuse: () => problemResponse(toPublicError(unreadable, sinks.runtime.newId()), undefined),
  };
}

/** RFC 9110 section 15.5.6. */
function refuseOtherMethods(app: Hono<RestEnv>, answer: (error: Error, c: RestContext) => Response): void {
  const offered = new Map<string, Set<string>>();
  for (const { method, path } of app.routes) {
    if (method === 'ALL') continue; // what runs before the routes
    const methods = offered.get(path) ?? new Set();
    offered.set(path, methods.add(method));
    if (method === 'GET') methods.add('HEAD');
  }
  for (const [path, methods] of offered) {
    app.all(path, (c) => {
      const error = new NotFoundError('METHOD_NOT_ALLOWED', `${c.req.method} is not offered here`);
      const response = answer(error, c);
      response.headers.set('allow', [...methods].join(', '));
      return response;
    });
  }
}
