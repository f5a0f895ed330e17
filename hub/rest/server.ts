import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { beginningTimeout } from '#hub/wire';
import type { HttpDoor } from './http-door.js';

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly connections: number;
  readonly requestTimeoutMs: number;
}

export interface ListeningServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Serves a door over HTTPS under these terms, or over plain HTTP when there are none. */
export async function listen(
  door: HttpDoor,
  options: ListenOptions,
  tls?: TlsOptions,
): Promise<ListeningServer> {
  const handler = getRequestListener((request, env) => door.fetch(request, env as HttpBindings), {
    overrideGlobalObjects: false,
    errorHandler: door.refuse,
  });
  const { requestTimeoutMs: requestTimeout } = options;
  const limits = {
    maxHeaderSize: 16 * 1024,
    headersTimeout: beginningTimeout(requestTimeout),
    requestTimeout,
    keepAliveTimeout: 65_000,
    connectionsCheckingInterval: Math.min(5_000, Math.max(100, requestTimeout / 4)),
  };
  const server =
    tls === undefined ? createHttpServer(limits, handler) : createHttpsServer({ ...limits, ...tls }, handler);
  server.on('tlsClientError', door.onStranger);
  server.maxConnections = options.connections;
  await bind(server, options);
  return { port: (server.address() as AddressInfo).port, close: () => close(server) }; // it listens on a port
}

function bind(server: Server, { host, port }: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new Error(`cannot listen on ${host}:${port}: ${error.message}`)));
    server.listen(port, host, resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 3_000).unref();
  });
}
