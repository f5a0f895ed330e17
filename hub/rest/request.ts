import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Directory } from '#hub/access';
import { UnavailableError, ValidationError, VerificationError } from '#proto/errors';
import { readJson } from '#proto/schema';
import { readQuery } from './target.js';

/** What hono hands on: Node's own request and response. */
export interface RestEnv {
  Bindings: HttpBindings;
}

export type RestContext = Context<RestEnv>;

/** A message of 256 KiB in base64url inside JSON, with some room. */
const MAX_JSON_BYTES = 400 * 1024;

/** Fingerprints by connection: reading the certificate costs more than the rest of a small request. */
const fingerprints = new WeakMap<TLSSocket, string>();

/** SHA-256 of the client certificate in lower-case hex; empty for a connection without one. */
export function clientFingerprint(request: IncomingMessage): string {
  const { socket } = request;
  if (!(socket instanceof TLSSocket)) return '';
  const known = fingerprints.get(socket);
  if (known !== undefined) return known;
  const fingerprint = (socket.getPeerCertificate().fingerprint256 ?? '').replaceAll(':', '').toLowerCase();
  fingerprints.set(socket, fingerprint);
  return fingerprint;
}

/** @throws VerificationError UNAUTHENTICATED for a stranger. */
export function callingPeer(directory: Directory, request: IncomingMessage, now: number): string {
  const peer = directory.peerByCertificate(clientFingerprint(request), now);
  if (peer !== undefined) return peer;
  throw new VerificationError('UNAUTHENTICATED', 'the client certificate is not registered');
}

/** The members of the request that stand in path and query. @throws ValidationError MALFORMED. */
export function parametersOf(c: RestContext): Record<string, string> {
  const inPath = Object.entries(c.req.param());
  const inQuery = [...readQuery(c.env.incoming.url ?? '')];
  const twice = inQuery.filter(([name]) => inPath.some(([other]) => other === name));
  if (twice.length === 0) return Object.fromEntries([...inPath, ...inQuery]);
  throw new ValidationError('MALFORMED', 'the query cannot be read', {
    violations: twice.map(([name]) => ({ pointer: `/${name}`, message: 'stands in the path already' })),
  });
}

/** The body as strict JSON. @throws ValidationError. */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json' && type !== 'application/jose+json') {
    throw new ValidationError('MALFORMED', 'the body must be application/json');
  }
  checkEncoding(request);
  return readJson(await readBody(request, MAX_JSON_BYTES));
}

/** Counts while reading: a length that is declared may lie. */
async function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  const tooLarge = () => new ValidationError('TOO_LARGE', `the body has at most ${limit} bytes`);
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bodyOf(request)) {
    size += chunk.length;
    if (size > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * The body as it comes. Whoever stops reading leaves the connection open, so that he can say why; a caller who goes away, or
 * is too slow, has not found a defect of the hub.
 */
export async function* bodyOf(request: IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    yield* request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>; // no encoding set
  } catch {
    throw new UnavailableError('TIMED_OUT', 'the body broke off');
  }
}

/** Compressed bodies are not read at all: there is nothing to gain, and a bomb to lose. */
export function checkEncoding(request: IncomingMessage): void {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new ValidationError('MALFORMED', 'compressed bodies are not accepted');
  }
}
