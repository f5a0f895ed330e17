import { gzipSync } from 'node:zlib';
import { type HttpAnswer, type HttpRequest, json } from './http.js';
import { CursorTooOld, type Feed } from './hunan-feed.js';
import type { Json } from './hunan-format.js';

/** Every answer of the platform stands in an envelope; a refusal has status 200 as a rule. */

const MAX_WAIT_MS = 30_000;

export function taken(data: unknown): HttpAnswer {
  return json({ success: true, data });
}

export function refused(errCode: string, errMsg: string, status = 200): HttpAnswer {
  return json({ success: false, errCode, errMsg }, status);
}

export function bodyOf(request: HttpRequest): Json {
  return JSON.parse(request.body.toString('utf8')) as Json; // a clerk's or the connector's; a sandbox trusts both
}

/** A page of a feed, as it was asked for. */
export async function givePage(feed: Feed, query: URLSearchParams): Promise<HttpAnswer> {
  const waitMs = Math.min(MAX_WAIT_MS, Number(query.get('wait') ?? 0));
  try {
    const page = await feed.read(query.get('after') ?? undefined, Number(query.get('limit') ?? 50), waitMs);
    const answer = taken(page);
    return { ...answer, contentEncoding: 'gzip', body: gzipSync(answer.body) };
  } catch (error) {
    if (!(error instanceof CursorTooOld)) throw error;
    const { oldest, message } = error;
    return json({ success: false, errCode: 'CURSOR_EXPIRED', errMsg: message, data: { oldest } }, 410);
  }
}
