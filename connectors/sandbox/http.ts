import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A very small HTTP server: enough for a simulated platform on this machine. */

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  /** Path and query as they were sent. */
  readonly target: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface HttpAnswer {
  readonly status?: number;
  readonly contentType?: string;
  readonly contentEncoding?: string;
  readonly body: string | Uint8Array;
}

/** @returns undefined when the path is none of the platform's. */
export type HttpHandler = (request: HttpRequest) => Promise<HttpAnswer | undefined>;

export interface RunningHttp {
  readonly port: number;
  close(): Promise<void>;
}

const MAX_BODY = 64 * 1024 * 1024;

export async function serveHttp(port: number, handle: HttpHandler): Promise<RunningHttp> {
  const server = createServer((request, response) => void answer(request, response, handle));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => close(server) }; // it listens on a port
}

export function json(value: unknown, status = 200): HttpAnswer {
  return { status, contentType: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  handle: HttpHandler,
): Promise<void> {
  try {
    const url = new URL(request.url ?? '/', 'http://platform');
    const { pathname: path, searchParams: query } = url;
    const body = await readBody(request);
    const found = await handle({
      method: request.method ?? 'GET',
      path,
      target: request.url ?? '/',
      query,
      headers: request.headers,
      body,
    });
    const {
      status = 200,
      contentType = 'text/plain',
      contentEncoding,
      body: content,
    } = found ?? { status: 404, body: 'not found' };
    const encoding = contentEncoding === undefined ? {} : { 'content-encoding': contentEncoding };
    response.writeHead(status, { 'content-type': contentType, ...encoding }).end(content);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error: text }));
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new RangeError('the body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
