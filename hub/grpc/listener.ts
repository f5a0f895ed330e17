import type { AddressInfo, Socket } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import { mutualTls, type TlsMaterial } from '#hub/wire';

export interface ListenerOptions {
  readonly host: string;
  readonly port: number;
  readonly tls: TlsMaterial;
  readonly connections: number;
  readonly requestTimeoutMs: number;
  /** Takes over a connection whose certificate a known authority has signed. */
  readonly onConnection: (socket: TLSSocket) => void;
  /** A connection that came to nothing: no certificate, one of another authority, no TLS at all. */
  readonly onStranger: () => void;
}

export interface Listener {
  readonly port: number;
  /** Takes no more connections. */
  stop(): void;
  /** Cuts what is left. */
  close(): void;
}

/**
 * Accepts connections for the gRPC server, which by itself takes any number of them, waits two minutes for a handshake and
 * tells nobody of those that fail.
 */
export function listenForGrpc(options: ListenerOptions): Promise<Listener> {
  const { host, port, connections, onConnection, onStranger } = options;
  const sockets = new Set<Socket>();
  const server = createServer({ ...mutualTls(options.tls, options.requestTimeoutMs), ALPNProtocols: ['h2'] });
  server.maxConnections = connections;
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('tlsClientError', (_error, socket) => {
    onStranger();
    socket.destroy(); // after its time for the handshake, too
  });
  server.on('secureConnection', (socket) => {
    socket.on('error', () => {}); // the call that it breaks says so
    if (socket.alpnProtocol === 'h2') onConnection(socket);
    else socket.destroy();
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new Error(`cannot listen on ${host}:${port}: ${error.message}`)));
    server.listen(port, host, () =>
      resolve({
        port: (server.address() as AddressInfo).port, // it listens on a port
        stop: () => server.close(),
        close: () => {
          for (const socket of sockets) socket.destroy();
        },
      }),
    );
  });
}
