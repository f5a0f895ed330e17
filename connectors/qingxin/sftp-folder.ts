import { basename, dirname, posix } from 'node:path';
import type { FileEntryWithStats, SFTPWrapper, Stats } from 'ssh2';
import { HALF } from '#connectors/kit';
import { CHUNK_BYTES, type DropEntry, DropFileError, type DropFolder } from './drop-folder.js';
import { type SftpConnection, SftpError } from './sftp-connection.js';

/** SSH_FX_NO_SUCH_FILE. */
const NO_SUCH_FILE = 2;
/** SSH_FX_OP_UNSUPPORTED. */
const UNSUPPORTED = 8;

type Done = (error?: Error | null) => void;
type Given<T> = (error: Error | null | undefined, value: T) => void;

/** The folder on the platform's own server. What a name there points to is the server's affair; links are left alone all the same. */
export class SftpFolder implements DropFolder {
  readonly #connection: SftpConnection;
  readonly #root: string;

  constructor(connection: SftpConnection, root: string) {
    this.#connection = connection;
    this.#root = root;
  }

  async list(folder: string): Promise<DropEntry[]> {
    const found = await this.#read(folder);
    return found
      .filter(({ filename, attrs }) => attrs.isFile() && !filename.startsWith(HALF))
      .map(({ filename, attrs }) => ({
        name: filename,
        size: attrs.size,
        modifiedAt: attrs.mtime * 1000,
      }));
  }

  async folders(folder: string): Promise<string[]> {
    const found = await this.#read(folder);
    return found.filter(({ attrs }) => attrs.isDirectory()).map(({ filename }) => filename);
  }

  /** All of it over one line (proved by test/unit/connectors/qingxin-folder.test.ts). */
  async *read(path: string, maxBytes: number): AsyncGenerator<Buffer> {
    const line = await this.#connection.line();
    const { handle, size } = await line.use((sftp) => this.#open(sftp, path));
    try {
      if (size > maxBytes) throw new DropFileError(path, `larger than ${maxBytes} bytes`);
      for (let at = 0; ; ) {
        const chunk = await line.use((sftp) => readAt(sftp, handle, at));
        if (chunk.length === 0) return;
        at += chunk.length;
        if (at > maxBytes) throw new DropFileError(path, `larger than ${maxBytes} bytes`);
        yield chunk;
      }
    } finally {
      // After a cut the handle is gone with the connection.
      await line.use((sftp) => run((done) => sftp.close(handle, done))).catch(() => {});
    }
  }

  async write(path: string, bytes: Uint8Array): Promise<void> {
    const target = this.#path(path);
    const half = posix.join(dirname(target), `${HALF}${basename(target)}`);
    await this.#connection.use(async (sftp) => {
      await makeFolder(sftp, dirname(target));
      const handle = await call<Buffer>((done) => sftp.open(half, 'w', done));
      for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
        const chunk = Buffer.from(bytes.subarray(at, at + CHUNK_BYTES));
        await run((done) => sftp.write(handle, chunk, 0, chunk.length, at, done));
      }
      await optional(() => run((done) => sftp.ext_openssh_fsync(handle, done)));
      await run((done) => sftp.close(handle, done));
      await replace(sftp, half, target);
    });
  }

  async move(from: string, to: string): Promise<void> {
    await this.#connection.use(async (sftp) => {
      const found = await stats(sftp, this.#path(from));
      if (found === undefined) return;
      await makeFolder(sftp, dirname(this.#path(to)));
      await replace(sftp, this.#path(from), this.#path(to));
    });
  }

  async remove(path: string): Promise<void> {
    await this.#connection.use((sftp) => unlink(sftp, this.#path(path)));
  }

  async isThere(): Promise<boolean> {
    try {
      const found = await this.#connection.use((sftp) => stats(sftp, this.#root));
      return found?.isDirectory() === true;
    } catch {
      return false;
    }
  }

  /** The protocol has no such hint. */
  watch(): void {}

  close(): Promise<void> {
    return this.#connection.close();
  }

  async #read(folder: string): Promise<FileEntryWithStats[]> {
    return this.#connection.use(async (sftp) => {
      try {
        const found = await call<FileEntryWithStats[]>((done) => sftp.readdir(this.#path(folder), done));
        return found.sort((a, b) => (a.filename < b.filename ? -1 : 1));
      } catch (error) {
        if (isMissing(error) && (await stats(sftp, this.#root)) !== undefined) return [];
        throw error;
      }
    });
  }

  /** @throws DropFileError. */
  async #open(sftp: SFTPWrapper, path: string): Promise<{ readonly handle: Buffer; readonly size: number }> {
    const target = this.#path(path);
    const found = await stats(sftp, target);
    if (found?.isFile() !== true) throw new DropFileError(path, 'not a regular file');
    return { handle: await call<Buffer>((done) => sftp.open(target, 'r', done)), size: found.size };
  }

  #path(path: string): string {
    return posix.join(this.#root, path);
  }
}

async function readAt(sftp: SFTPWrapper, handle: Buffer, position: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  return new Promise((resolve, reject) => {
    sftp.read(handle, buffer, 0, CHUNK_BYTES, position, (error, length) => {
      if (error === undefined || error === null) resolve(buffer.subarray(0, length));
      else if (codeOf(error) === 1)
        resolve(Buffer.alloc(0)); // SSH_FX_EOF
      else reject(error);
    });
  });
}

/** Of the name itself: a link is not followed. */
async function stats(sftp: SFTPWrapper, path: string): Promise<Stats | undefined> {
  try {
    return await call<Stats>((done) => sftp.lstat(path, done));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function makeFolder(sftp: SFTPWrapper, path: string): Promise<void> {
  const found = await stats(sftp, path);
  if (found?.isDirectory() === true) return;
  if (found !== undefined) throw new DropFileError(path, 'not a folder');
  await makeFolder(sftp, dirname(path));
  await run((done) => sftp.mkdir(path, done));
}

/**
 * In one step where the server can. Elsewhere a file that is in the way steps aside first and goes last: its name is free for a
 * moment, and its content is there until the new one has the name, wherever the line breaks (proved by
 * test/unit/connectors/qingxin-folder.test.ts). What is done again ends alike.
 */
async function replace(sftp: SFTPWrapper, from: string, to: string): Promise<void> {
  const isDone = await optional(() => run((done) => sftp.ext_openssh_rename(from, to, done)));
  if (isDone) return;
  const aside = posix.join(dirname(to), `${HALF}old-${basename(to)}`);
  if ((await stats(sftp, to)) !== undefined) {
    await unlink(sftp, aside);
    await run((done) => sftp.rename(to, aside, done));
  }
  await run((done) => sftp.rename(from, to, done));
  await unlink(sftp, aside);
}

async function unlink(sftp: SFTPWrapper, path: string): Promise<void> {
  try {
    await run((done) => sftp.unlink(path, done));
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

/** @returns false when the server does not know how. */
async function optional(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    const isUnknown = codeOf(error) === UNSUPPORTED || /does not support/.test(String(error));
    if (isUnknown) return false;
    throw error;
  }
}

function run(start: (done: Done) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    start((error) => (error ? reject(named(error)) : resolve()));
  });
}

function call<T>(start: (done: Given<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, value) => (error ? reject(named(error)) : resolve(value)));
  });
}

/** The server's own refusals have a code; what is left is about the connection. */
function named(error: Error): Error {
  return codeOf(error) === undefined ? new SftpError(error.message, error) : error;
}

function isMissing(error: unknown): boolean {
  return codeOf(error) === NO_SUCH_FILE;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
