import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Directory } from '#hub/access';
import { ValidationError, VerificationError } from '#proto/errors';
import { readJson } from '#proto/schema';

/** What hono hands on: Node's own request and response. */
export interface RestEnv {
  Bindings: HttpBindings;
}

export type RestContext = Context<RestEnv>;

/** A message of 256 KiB in base64url inside JSON, with some room. */
const MAX_JSON_BYTES = 400 * 1024;

/** No path of this interface needs anything else; a second spelling of a path could slip past a check made on the first. */
const CANONICAL_PATH = /^(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*\/?$/;

/** @throws ValidationError BAD_PATH for `%2e`, `;`, `//`, `..` and whatever else is not the one spelling. */
export function checkPath(request: IncomingMessage): void {
  const [path = '', query = ''] = (request.url ?? '').split('?', 2);
  if (!CANONICAL_PATH.test(path))
    throw new ValidationError('BAD_PATH', 'the path is not in its canonical spelling');
  if (query.length > 2_000) throw new ValidationError('TOO_LARGE', 'the query is too long');
}

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

/** The body as strict JSON. @throws ValidationError. */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json' && type !== 'application/jose+json') {
    throw new ValidationError('MALFORMED', 'the body must be application/json');
  }
  return readJson(await readBody(request, MAX_JSON_BYTES));
}

/** Counts while reading: a length that is declared may lie. */
async function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  checkEncoding(request);
  const tooLarge = () => new ValidationError('TOO_LARGE', `the body has at most ${limit} bytes`);
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Compressed bodies are not read at all: there is nothing to gain, and a bomb to lose. */
export function checkEncoding(request: IncomingMessage): void {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new ValidationError('MALFORMED', 'compressed bodies are not accepted');
  }
}
