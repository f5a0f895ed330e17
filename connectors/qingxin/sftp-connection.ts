import { Client, type SFTPWrapper } from 'ssh2';
import type { Clock } from '#connectors/kit';
import { base64, sha256 } from '#crypto/primitives';

export interface SftpTarget {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  /** One of the two. */
  readonly password?: string;
  readonly privateKey?: Buffer;
  /** `SHA256:…` of the server's keys, as `ssh-keygen -lf` writes them. */
  readonly hostKeys: readonly string[];
}

/** The server cannot be reached, is not the one it should be, or went away in the middle. */
export class SftpError extends Error {
  constructor(what: string, cause?: unknown) {
    super(`SFTP: ${what}`, { cause });
    this.name = 'SftpError';
  }
}

const READY_MS = 15_000;
/** A server that answers nothing for so long is gone. */
const KEEPALIVE = { keepaliveInterval: 10_000, keepaliveCountMax: 3 };
const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 30_000;

interface Connection {
  readonly client: Client;
  readonly line: SftpLine;
}

/** One connection, for what belongs to it and to no later one: a handle of an open file may name another file there. */
export class SftpLine {
  readonly #sftp: SFTPWrapper;
  /** What is under way, to be told when the connection ends. */
  readonly #working = new Set<(error: SftpError) => void>();
  #hasEnded = false;

  constructor(sftp: SFTPWrapper) {
    this.#sftp = sftp;
  }

  /** @throws SftpError when the connection has ended, or ends before the work does. */
  use<T>(work: (sftp: SFTPWrapper) => Promise<T>): Promise<T> {
    if (this.#hasEnded) return Promise.reject(ended());
    return new Promise((resolve, reject) => {
      this.#working.add(reject);
      work(this.#sftp)
        .then(resolve, reject)
        .finally(() => this.#working.delete(reject));
    });
  }

  end(): void {
    this.#hasEnded = true;
    for (const tell of this.#working) tell(ended());
  }
}

function ended(): SftpError {
  return new SftpError('the connection ended');
}

/** One connection that is made when it is needed and made anew when it has ended, after a growing pause. */
export class SftpConnection {
  readonly #target: SftpTarget;
  readonly #clock: Clock;
  #connecting: Promise<Connection> | undefined;
  #delay = FIRST_DELAY_MS;
  #restUntil = 0;
  #isClosed = false;

  constructor(target: SftpTarget, clock: Clock) {
    this.#target = target;
    this.#clock = clock;
  }

  /** @throws SftpError when there is no connection, or it ends before the work does. */
  async use<T>(work: (sftp: SFTPWrapper) => Promise<T>): Promise<T> {
    return (await this.line()).use(work);
  }

  /** @throws SftpError when there is no connection. */
  async line(): Promise<SftpLine> {
    return (await this.#connected()).line;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const connection = await this.#connecting?.catch(() => undefined); // it did not come about
    connection?.client.end();
  }

  #connected(): Promise<Connection> {
    if (this.#isClosed) return Promise.reject(new SftpError('closed'));
    if (this.#connecting !== undefined) return this.#connecting;
    const rest = this.#restUntil - this.#clock();
    if (rest > 0) return Promise.reject(new SftpError(`not connected; tried again in ${rest} ms`));
    const connecting = this.#connect();
    this.#connecting = connecting;
    const forget = () => {
      if (this.#connecting === connecting) this.#connecting = undefined;
    };
    connecting.then(
      ({ client }) => {
        this.#delay = FIRST_DELAY_MS;
        client.once('close', forget);
      },
      () => {
        forget();
        this.#restUntil = this.#clock() + this.#delay;
        this.#delay = Math.min(MAX_DELAY_MS, this.#delay * 2);
      },
    );
    return connecting;
  }

  #connect(): Promise<Connection> {
    const { host, port, username, password, privateKey, hostKeys } = this.#target;
    const client = new Client();
    return new Promise((resolve, reject) => {
      let hasPinnedKey = true;
      client.on('error', (error) => {
        // A server in the place of the real one must learn nothing: it is left before anything is said to it.
        const what = hasPinnedKey ? error.message : 'the key of the server is not one of `hostKeys`';
        reject(new SftpError(what, error));
      });
      client.once('close', () => reject(ended()));
      client.once('ready', () => {
        client.setNoDelay(true);
        client.sftp((error, sftp) => {
          if (error === undefined) {
            const line = new SftpLine(sftp);
            client.once('close', () => line.end());
            return resolve({ client, line });
          }
          client.end();
          reject(new SftpError(error.message, error));
        });
      });
      client.connect({
        ...{ host, port, username, readyTimeout: READY_MS, ...KEEPALIVE },
        ...(password === undefined ? {} : { password }),
        ...(privateKey === undefined ? {} : { privateKey }),
        hostVerifier: (key: Buffer) => {
          hasPinnedKey = hostKeys.includes(fingerprint(key));
          return hasPinnedKey;
        },
      });
    });
  }
}

/** As `ssh-keygen -lf` writes it. */
export function fingerprint(key: Uint8Array): string {
  return `SHA256:${base64(sha256(key)).replace(/=+$/, '')}`;
}
