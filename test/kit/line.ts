import { connect, createServer, type Socket } from 'node:net';

/** A line to a database that a test can cut, as a broken network or a restarted server would. */
export interface Line {
  /** The same database, over this line. */
  readonly url: string;
  /** How often somebody tried to connect while it was cut. */
  readonly knocks: number;
  /** Ends every connection, and every new one at once, until mended. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function openLine(databaseUrl: string): Promise<Line> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let isCut = false;
  let knocks = 0;
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy()); // what the test is about
    return socket;
  };
  const server = createServer((near) => {
    keep(near);
    if (isCut) {
      knocks++;
      near.destroy();
      return;
    }
    const far = keep(connect(Number(target.port), target.hostname));
    near.pipe(far).pipe(near);
    near.once('close', () => far.destroy());
    far.once('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(databaseUrl);
  url.port = typeof address === 'object' && address !== null ? String(address.port) : '';
  const cut = (): void => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    get knocks() {
      return knocks;
    },
    cut,
    mend: () => {
      isCut = false;
    },
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
