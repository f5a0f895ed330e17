import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** A line between the peer and the hub that can fail. It carries bytes and understands none: TLS goes through it. */
export interface Line {
  readonly port: number;
  /** Connections that were made so far. */
  readonly opened: number;
  /** Connections that have ended so far, whoever ended them. */
  readonly ended: number;
  /** Ends every connection at once; new ones are served. */
  cut(): void;
  /** Cut, and whoever comes is turned away, until mended. The port stays ours: another program might take it meanwhile. */
  close(): void;
  mend(): void;
  /** For good. */
  end(): Promise<void>;
}

/** @param host where it listens. @param target a port of this machine. @throws Error when the port is taken. */
export async function openLine(host: string, port: number, target: number): Promise<Line> {
  const sockets = new Set<Socket>();
  let isClosed = false;
  let opened = 0;
  let ended = 0;
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy()); // both ends see it
    return socket;
  };
  const server = createServer((near) => {
    if (isClosed) return void near.destroy();
    opened++;
    keep(near).once('close', () => {
      ended++;
    });
    const far = keep(connect(target, '127.0.0.1'));
    near.pipe(far).pipe(near);
    near.once('close', () => far.destroy());
    far.once('close', () => near.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new Error(`cannot listen on ${host}:${port}: ${error.message}`)));
    server.listen(port, host, resolve);
  });
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port, // it listens on a port
    get opened() {
      return opened;
    },
    get ended() {
      return ended;
    },
    cut,
    close: () => {
      isClosed = true;
      cut();
    },
    mend: () => {
      isClosed = false;
    },
    end: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
