import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One HTTP exchange as it went over the wire. */
export interface Exchange {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** With it, as it was sent. */
  readonly target: string;
  readonly body: Buffer;
  readonly answer: Answer;
}

export interface Answer {
  readonly status: number;
  readonly contentType?: string;
  readonly body: string | Buffer;
}

export type Request = Omit<Exchange, 'answer'>;

/** Stands in the way of a request: passes it on, or not. `undefined` cuts the connection. */
export type Meddler = (request: Request, pass: () => Promise<Answer>) => Promise<Answer | undefined>;

/** An HTTP line that a test listens in on, and meddles with. */
export interface WireTap {
  readonly url: string;
  /** What was answered so far, in order. */
  readonly exchanges: readonly Exchange[];
  /** Until told otherwise; without a meddler everything passes. */
  meddle(meddler: Meddler | undefined): void;
  close(): Promise<void>;
}

/** @param target base address of the server behind it. */
export async function tapWire(target: string): Promise<WireTap> {
  const exchanges: Exchange[] = [];
  let meddler: Meddler | undefined;
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
      const { method = 'GET', url = '/', headers } = incoming;
      const request = { method, path: url.split('?', 1)[0] ?? '', target: url, body: Buffer.concat(chunks) };
      const pass = () => forward(`${target}${url}`, request, headers);
      const answer = await (meddler === undefined ? pass() : meddler(request, pass));
      if (answer === undefined) return void incoming.socket.destroy();
      exchanges.push({ ...request, answer });
      outgoing.writeHead(answer.status, { 'content-type': answer.contentType ?? 'text/plain' });
      outgoing.end(answer.body);
    })().catch(() => incoming.socket.destroy()); // nobody is behind it
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    exchanges,
    meddle: (next) => {
      meddler = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function forward(url: string, request: Request, headers: IncomingHttpHeaders): Promise<Answer> {
  const { host: _, connection: __, 'content-length': ___, ...kept } = headers;
  const response = await fetch(url, {
    method: request.method,
    headers: kept as Record<string, string>,
    ...(request.method === 'GET' ? {} : { body: request.body }),
  });
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? 'text/plain',
    body: Buffer.from(await response.arrayBuffer()),
  };
}
