import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getRequestListener, type HttpBindings } from '@hono/node-server';

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly connections: number;
  readonly requestTimeoutMs: number;
}

/** PEM of the server and of the authorities whose client certificates are let in. */
export interface ServerTls {
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}

export interface ListeningServer {
  readonly port: number;
  close(): Promise<void>;
}

/** A hono app, whatever its routes. */
export interface App {
  readonly fetch: (request: Request, env: HttpBindings) => Response | Promise<Response>;
}

/** Serves an app over HTTPS with client certificates, or over plain HTTP when no TLS is given. */
export async function listen(app: App, options: ListenOptions, tls?: ServerTls): Promise<ListeningServer> {
  const handler = getRequestListener((request, env) => app.fetch(request, env as HttpBindings), {
    overrideGlobalObjects: false,
  });
  const limits = {
    maxHeaderSize: 16 * 1024,
    headersTimeout: 10_000,
    requestTimeout: options.requestTimeoutMs,
    keepAliveTimeout: 65_000,
    connectionsCheckingInterval: 5_000,
  };
  const server =
    tls === undefined
      ? createHttpServer(limits, handler)
      : createHttpsServer(
          {
            ...limits,
            ca: tls.ca,
            cert: tls.certificate,
            key: tls.key,
            minVersion: 'TLSv1.3',
            requestCert: true,
            rejectUnauthorized: true,
            handshakeTimeout: 10_000,
          },
          handler,
        );
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
