import { connect, createServer, type Socket } from 'node:net';

/**
 * A line to a PostgreSQL that a test can cut, or stop at a statement: before the server sees it, or when it has answered and the
 * client does not know. Statements travel as they are written, so a piece of their text finds them.
 */
export interface DatabaseTap {
  /** The same database, over this line. */
  readonly url: string;
  /** How often somebody tried to connect while it was cut. */
  readonly knocks: number;
  /** Once, at the next statement with this text. */
  at(side: 'before' | 'after', text: string, action: () => Promise<void> | void): void;
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

interface Trap {
  readonly side: 'before' | 'after';
  readonly text: string;
  readonly action: () => Promise<void> | void;
}

export async function tapDatabase(databaseUrl: string): Promise<DatabaseTap> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let trap: Trap | undefined;
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
    /** Set when the answer to come is not to be passed on before this is done. */
    let sprung: Trap | undefined;
    near.on('data', (chunk: Buffer) => {
      if (trap === undefined || !chunk.includes(trap.text)) {
        far.write(chunk);
        return;
      }
      const { side, action } = trap;
      sprung = side === 'after' ? trap : undefined;
      trap = undefined;
      if (side === 'after') far.write(chunk);
      else void Promise.resolve(action()).then(() => far.write(chunk));
    });
    far.on('data', (chunk: Buffer) => {
      const held = sprung;
      sprung = undefined;
      if (held === undefined) near.write(chunk);
      else void Promise.resolve(held.action()).then(() => near.write(chunk));
    });
    near.once('close', () => far.destroy());
    far.once('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
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
    at: (side, text, action) => {
      trap = { side, text, action };
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
