import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { hex, sha256, utf8 } from '#crypto/primitives';
import type { HttpDoor } from '#hub/rest';
import type { Witness, WitnessAnswer } from './witness.js';

/** A proof of 63 hashes and a note of a hundred signatures fit in easily. */
const MAX_BODY_BYTES = 1_100_000;

const STATUS = {
  MALFORMED: 400,
  OLD_SIZE_TOO_LARGE: 400,
  NOT_SIGNED: 403,
  UNKNOWN_LOG: 404,
  OTHER_SIZE_SEEN: 409,
  OTHER_ROOT_SEEN: 409,
  NOT_CONSISTENT: 422,
} as const;

const TEXT = 'text/plain; charset=utf-8';
const SIZE = 'text/x.tlog.size';

/**
 * C2SP tlog-witness over HTTP: `POST /add-checkpoint`, and `GET /<hex sha256 of the origin>/checkpoint` for monitors.
 * @param origins of the logs that the witness knows.
 */
export function witnessDoor(
  witness: Witness,
  origins: readonly string[],
  onError: (error: Error) => void,
): HttpDoor {
  const app = new Hono();
  const byHash = new Map(origins.map((origin) => [hex(sha256(utf8(origin))), origin]));
  app.onError((error, c) => {
    onError(error);
    return c.text('the witness cannot answer now\n', 500);
  });
  const limit = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => c.text('too large\n', 413) });
  app.post('/add-checkpoint', limit, async (c) => answer(await witness.addCheckpoint(await c.req.text())));
  app.get('/:log/checkpoint', async (c) => {
    const origin = byHash.get(c.req.param('log'));
    const note = origin === undefined ? undefined : await witness.latest(origin);
    if (note === undefined) return c.text('no checkpoint of such a log was cosigned here\n', 404);
    return c.body(note, 200, { 'content-type': TEXT, 'cache-control': 'no-cache' });
  });
  app.notFound((c) => c.text('no such resource\n', 404));
  return { fetch: app.fetch, refuse: () => answer({ refusal: 'MALFORMED' }), onStranger: () => {} };
}

function answer(said: WitnessAnswer): Response {
  if ('cosignature' in said) return new Response(said.cosignature, { headers: { 'content-type': TEXT } });
  const status = STATUS[said.refusal];
  if (status === 409 && 'seenSize' in said) {
    return new Response(`${said.seenSize}\n`, { status, headers: { 'content-type': SIZE } });
  }
  return new Response(`${said.refusal}\n`, { status, headers: { 'content-type': TEXT } });
}
