import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server does instead of giving the file; undefined: it gives it. */
export type Lie = (path: string, bytes: Buffer, response: ServerResponse) => Buffer | undefined;

/** Serves a log's files over a real socket, honestly or not. */
export interface LogServer {
  readonly url: string;
  /** Paths that were asked for, oldest first. */
  readonly asked: string[];
  /** Most requests that were open at once. */
  readonly atOnce: () => number;
  /** Where the files come from, from now on. */
  serve(read: (path: string) => Promise<Uint8Array>): void;
  /** What it does from now on. */
  lie(lie: Lie | undefined): void;
  close(): Promise<void>;
}

const HONEST: Lie = (_, bytes) => bytes;

export async function openLogServer(): Promise<LogServer> {
  let read: (path: string) => Promise<Uint8Array> = () => Promise.reject(new Error('nothing is served'));
  let lie = HONEST;
  const asked: string[] = [];
  const open = { now: 0, most: 0 };
  const server = createServer(async (request, response) => {
    const path = (request.url ?? '').replace('/log/', '');
    asked.push(path);
    open.now += 1;
    open.most = Math.max(open.most, open.now);
    response.once('close', () => {
      open.now -= 1;
    });
    const bytes = await read(path).catch(() => undefined);
    if (bytes === undefined) {
      response.writeHead(404).end();
      return;
    }
    const said = lie(path, Buffer.from(bytes), response);
    if (said !== undefined) response.end(said);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  return {
    url: `http://127.0.0.1:${port}/log`,
    asked,
    atOnce: () => open.most,
    serve: (from) => {
      read = from;
    },
    lie: (given = HONEST) => {
      lie = given;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
