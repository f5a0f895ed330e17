import { connect, createServer, type Socket } from 'node:net';

/**
 * A line to a PostgreSQL that a test can cut, for a while or at a chosen statement. Statements travel as they are written, so a
 * piece of their text finds them.
 */
export interface Line {
  /** The same database, over this line. */
  readonly url: string;
  /** How often somebody tried to connect while it was cut. */
  readonly knocks: number;
  /** Once, at the next statement with this text: the connection ends there, after the action. */
  breakAt(side: Side, text: string, action: () => Promise<void> | void): void;
  /** Once, before the next statement with this text, which is passed on. */
  when(text: string, action: () => void): void;
  /** Ends every connection, and every new one at once, until mended: as a broken network or a restarted server would. */
  cut(): void;
  mend(): void;
  /** From now on nothing that is sent arrives, and nobody is told: as when a machine has vanished. Only `cut` ends it. */
  stall(): void;
  close(): Promise<void>;
}

/** Before the server sees the statement, or when it has answered and the client does not know. */
export type Side = 'before' | 'after';

interface Trap {
  readonly side: Side | 'passing';
  readonly text: string;
  readonly action: () => Promise<void> | void;
}

export async function openLine(databaseUrl: string): Promise<Line> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let trap: Trap | undefined;
  let isCut = false;
  let isStalled = false;
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
    /** Set when the answer to come is not to be passed on. */
    let sprung: Trap | undefined;
    const end = async ({ action }: Trap): Promise<void> => {
      await action();
      near.destroy();
      far.destroy();
    };
    near.on('data', (chunk: Buffer) => {
      if (isStalled) return;
      const hit = trap !== undefined && chunk.includes(trap.text) ? trap : undefined;
      if (hit !== undefined) trap = undefined;
      if (hit?.side === 'before') return void end(hit);
      if (hit?.side === 'passing') hit.action();
      else sprung = hit ?? sprung;
      far.write(chunk);
    });
    far.on('data', (chunk: Buffer) => {
      if (isStalled) return;
      if (sprung === undefined) near.write(chunk);
      else void end(sprung);
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
    breakAt: (side, text, action) => {
      trap = { side, text, action };
    },
    when: (text, action) => {
      trap = { side: 'passing', text, action };
    },
    cut,
    stall: () => {
      isStalled = true;
    },
    mend: () => {
      isCut = false;
    },
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
