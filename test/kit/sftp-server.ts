import { constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { join, normalize } from 'node:path';
import ssh2, { type Attributes, type AuthContext, type SFTPWrapper } from 'ssh2';
import { fingerprint } from '#connectors/qingxin';

const { OPEN_MODE, STATUS_CODE } = ssh2.utils.sftp;

/** A real SFTP server that keeps one folder, on a line that a test can cut in the middle of a file. */
export interface SftpServer {
  readonly port: number;
  /** Of its host key, as an operator would read it out. */
  readonly fingerprint: string;
  /** How often somebody has logged in. */
  readonly logins: number;
  /** How often it has cut its lines. */
  readonly cuts: number;
  /** Cuts every line when so many more bytes of files have passed. */
  cutAfter(bytes: number): void;
  /** Cuts every line now. */
  cut(): void;
  /**
   * Once, at such a request: before it is done, or when it has been done and nobody knows. It is not answered.
   * @param paths of a file, where it is moved to.
   */
  meet(side: 'before' | 'after', operation: Operation, paths: RegExp, action: () => Promise<void>): void;
  close(): Promise<void>;
}

export type Operation = 'OPEN' | 'READ' | 'WRITE' | 'CLOSE' | 'LIST' | 'STAT' | 'MKDIR' | 'REMOVE' | 'RENAME';

interface Moment {
  readonly side: 'before' | 'after';
  readonly operation: Operation;
  readonly paths: RegExp;
  readonly action: () => Promise<void>;
}

/** What a test does to the server while it serves. */
interface Meddling {
  onBytes(count: number): void;
  /** @returns the action, once. */
  take(side: Moment['side'], operation: Operation, path: string): (() => Promise<void>) | undefined;
}

export interface SftpAccount {
  readonly username: string;
  readonly password: string;
  /** In OpenSSH's form. */
  readonly publicKey?: string;
}

/** ECDSA, because ssh2 writes one in 256 of its Ed25519 keys so that nobody can read it, itself included. */
export function sshKeyPair() {
  return ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 });
}

export async function openSftpServer(root: string, account: SftpAccount): Promise<SftpServer> {
  const { private: privateKey } = sshKeyPair();
  const hostKey = parsedKey(privateKey);
  const sockets = new Set<Socket>();
  const state = { logins: 0, cuts: 0, left: Number.POSITIVE_INFINITY };
  const cutAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const onBytes = (count: number) => {
    state.left -= count;
    if (state.left > 0) return;
    state.left = Number.POSITIVE_INFINITY;
    state.cuts++;
    cutAll();
  };
  let moment: Moment | undefined;
  const take: Meddling['take'] = (side, operation, path) => {
    if (moment?.side !== side || moment.operation !== operation || !moment.paths.test(path)) return undefined;
    const { action } = moment;
    moment = undefined;
    return action;
  };
  const server = new ssh2.Server({ hostKeys: [privateKey] }, (line) => {
    line.on('error', () => {}); // what the test is about
    line.on('authentication', (context) => {
      if (isWelcome(context, account)) context.accept();
      else context.reject(['password', 'publickey']);
    });
    line.on('ready', () => {
      state.logins++;
      line.on('session', (accept) => {
        accept().on('sftp', (acceptSftp) => new Desk(acceptSftp(), root, { onBytes, take }).serve());
      });
    });
  });
  const door = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true); // or each small answer waits for the one before
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
    server.injectSocket(socket);
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  const address = door.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    fingerprint: fingerprint(hostKey.getPublicSSH()),
    get logins() {
      return state.logins;
    },
    get cuts() {
      return state.cuts;
    },
    cutAfter: (bytes) => {
      state.left = bytes;
    },
    cut: cutAll,
    meet: (side, operation, paths, action) => {
      moment = { side, operation, paths, action };
    },
    close: async () => {
      cutAll();
      await new Promise((resolve) => door.close(resolve));
    },
  };
}

function parsedKey(text: string) {
  const key = ssh2.utils.parseKey(text);
  if (key instanceof Error) throw key;
  return key;
}

function isWelcome(context: AuthContext, account: SftpAccount): boolean {
  if (context.username !== account.username) return false;
  if (context.method === 'password') return context.password === account.password;
  if (context.method !== 'publickey' || account.publicKey === undefined) return false;
  const key = parsedKey(account.publicKey);
  if (!key.getPublicSSH().equals(context.key.data)) return false;
  if (context.signature === undefined || context.blob === undefined) return true; // it only asks
  return key.verify(context.blob, context.signature, context.hashAlgo) === true;
}

/** What SSH_FXP requests ask for, done in one folder of this machine. */
class Desk {
  readonly #sftp: SFTPWrapper;
  readonly #root: string;
  readonly #meddling: Meddling;
  readonly #files = new Map<number, FileHandle>();
  /** Folders that are being read; undefined when they have been. */
  readonly #folders = new Map<number, string | undefined>();
  #next = 0;

  constructor(sftp: SFTPWrapper, root: string, meddling: Meddling) {
    this.#sftp = sftp;
    this.#root = root;
    this.#meddling = meddling;
  }

  serve(): void {
    this.#serveFiles();
    this.#serveFolders();
    this.#sftp.on('close', () => {
      for (const file of this.#files.values()) void file.close();
      this.#files.clear();
    });
  }

  #serveFiles(): void {
    const sftp = this.#sftp;
    sftp.on('OPEN', (id, path, flags) => {
      this.#answer(id, 'OPEN', path, async () => {
        const number = ++this.#next;
        this.#files.set(number, await open(this.#path(path), modeOf(flags), 0o660));
        const handle = handleOf(number);
        return () => sftp.handle(id, handle);
      });
    });
    sftp.on('READ', (id, handle, offset, length) => {
      this.#answer(id, 'READ', '', async () => {
        const buffer = Buffer.alloc(Math.min(length, 32 * 1024));
        const { bytesRead } = await this.#file(handle).read(buffer, 0, buffer.length, offset);
        this.#meddling.onBytes(bytesRead);
        return () => {
          if (bytesRead === 0) sftp.status(id, STATUS_CODE.EOF);
          else sftp.data(id, buffer.subarray(0, bytesRead));
        };
      });
    });
    sftp.on('WRITE', (id, handle, offset, data) => {
      this.#do(id, 'WRITE', '', async () => {
        await this.#file(handle).write(data, 0, data.length, offset);
        this.#meddling.onBytes(data.length);
      });
    });
    sftp.on('CLOSE', (id, handle) => {
      this.#do(id, 'CLOSE', '', async () => {
        const number = handle.readUInt32BE();
        await this.#files.get(number)?.close();
        this.#files.delete(number);
        this.#folders.delete(number);
      });
    });
    sftp.on('REMOVE', (id, path) => this.#do(id, 'REMOVE', path, () => unlink(this.#path(path))));
    sftp.on('RENAME', (id, from, to) => {
      this.#do(id, 'RENAME', to, async () => {
        // Version 3 of the protocol replaces nothing.
        if ((await lstat(this.#path(to)).catch(() => undefined)) !== undefined)
          throw new Error('it is there');
        await rename(this.#path(from), this.#path(to));
      });
    });
  }

  #serveFolders(): void {
    const sftp = this.#sftp;
    sftp.on('OPENDIR', (id, path) => {
      this.#answer(id, 'LIST', path, async () => {
        await readdir(this.#path(path));
        this.#folders.set(++this.#next, this.#path(path));
        const handle = handleOf(this.#next);
        return () => sftp.handle(id, handle);
      });
    });
    sftp.on('READDIR', (id, handle) => {
      this.#answer(id, 'LIST', '', async () => {
        const folder = this.#folders.get(handle.readUInt32BE());
        this.#folders.set(handle.readUInt32BE(), undefined);
        if (folder === undefined) return () => sftp.status(id, STATUS_CODE.EOF);
        const entries = await entriesOf(folder);
        return () => sftp.name(id, entries);
      });
    });
    const answerStat = (id: number, path: string, look: typeof stat) =>
      this.#answer(id, 'STAT', path, async () => {
        const attributes = attributesOf(await look(this.#path(path)));
        return () => sftp.attrs(id, attributes);
      });
    sftp.on('STAT', (id, path) => answerStat(id, path, stat));
    sftp.on('LSTAT', (id, path) => answerStat(id, path, lstat));
    sftp.on('MKDIR', (id, path) => this.#do(id, 'MKDIR', path, () => mkdir(this.#path(path))));
  }

  #do(id: number, operation: Operation, path: string, work: () => Promise<unknown>): void {
    this.#answer(id, operation, path, async () => {
      await work();
      return () => this.#sftp.status(id, STATUS_CODE.OK);
    });
  }

  #answer(id: number, operation: Operation, path: string, work: () => Promise<() => void>): void {
    const { take } = this.#meddling;
    const done = async () => {
      const before = take('before', operation, path);
      if (before !== undefined) return before();
      const answer = await work();
      const after = take('after', operation, path);
      if (after !== undefined) return after();
      answer();
    };
    done().catch((error: unknown) => {
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      this.#sftp.status(id, isMissing ? STATUS_CODE.NO_SUCH_FILE : STATUS_CODE.FAILURE);
    });
  }

  #file(handle: Buffer): FileHandle {
    const file = this.#files.get(handle.readUInt32BE());
    if (file === undefined) throw new Error('no such handle');
    return file;
  }

  #path(path: string): string {
    return join(this.#root, normalize(`/${path}`));
  }
}

async function entriesOf(folder: string) {
  const names = await readdir(folder);
  return Promise.all(
    names.map(async (filename) => ({
      filename,
      longname: filename,
      attrs: attributesOf(await lstat(join(folder, filename))),
    })),
  );
}

function attributesOf({ mode, uid, gid, size, atimeMs, mtimeMs }: Stats): Attributes {
  return { mode, uid, gid, size, atime: Math.floor(atimeMs / 1000), mtime: Math.floor(mtimeMs / 1000) };
}

function modeOf(flags: number): number {
  const { O_CREAT, O_RDONLY, O_RDWR, O_TRUNC } = constants;
  const access = flags & OPEN_MODE.WRITE ? O_RDWR : O_RDONLY;
  return access | (flags & OPEN_MODE.CREAT ? O_CREAT : 0) | (flags & OPEN_MODE.TRUNC ? O_TRUNC : 0);
}

function handleOf(number: number): Buffer {
  const handle = Buffer.alloc(4);
  handle.writeUInt32BE(number);
  return handle;
}
