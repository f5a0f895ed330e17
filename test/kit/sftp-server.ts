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
  close(): Promise<void>;
}

export interface SftpAccount {
  readonly username: string;
  readonly password: string;
  /** In OpenSSH's form. */
  readonly publicKey?: string;
}

export async function openSftpServer(root: string, account: SftpAccount): Promise<SftpServer> {
  const hostKey = parsedKey(ssh2.utils.generateKeyPairSync('ed25519').private);
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
  const server = new ssh2.Server({ hostKeys: [hostKey.getPrivatePEM()] }, (line) => {
    line.on('error', () => {}); // what the test is about
    line.on('authentication', (context) => {
      if (isWelcome(context, account)) context.accept();
      else context.reject(['password', 'publickey']);
    });
    line.on('ready', () => {
      state.logins++;
      line.on('session', (accept) => {
        accept().on('sftp', (acceptSftp) => new Desk(acceptSftp(), root, onBytes).serve());
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
  readonly #onBytes: (count: number) => void;
  readonly #files = new Map<number, FileHandle>();
  /** Folders that are being read, and what is left of them. */
  readonly #folders = new Map<number, string | undefined>();
  #next = 0;

  constructor(sftp: SFTPWrapper, root: string, onBytes: (count: number) => void) {
    this.#sftp = sftp;
    this.#root = root;
    this.#onBytes = onBytes;
  }

  serve(): void {
    const sftp = this.#sftp;
    sftp.on('OPEN', (id, path, flags) => {
      this.#answer(id, async () => {
        const file = await open(this.#path(path), modeOf(flags), 0o660);
        this.#files.set(++this.#next, file);
        sftp.handle(id, handleOf(this.#next));
      });
    });
    sftp.on('READ', (id, handle, offset, length) => {
      this.#answer(id, async () => {
        const buffer = Buffer.alloc(Math.min(length, 32 * 1024));
        const { bytesRead } = await this.#file(handle).read(buffer, 0, buffer.length, offset);
        this.#onBytes(bytesRead);
        if (bytesRead === 0) sftp.status(id, STATUS_CODE.EOF);
        else sftp.data(id, buffer.subarray(0, bytesRead));
      });
    });
    sftp.on('WRITE', (id, handle, offset, data) => {
      this.#answer(id, async () => {
        await this.#file(handle).write(data, 0, data.length, offset);
        this.#onBytes(data.length);
        sftp.status(id, STATUS_CODE.OK);
      });
    });
    sftp.on('CLOSE', (id, handle) => {
      this.#answer(id, async () => {
        const number = handle.readUInt32BE();
        await this.#files.get(number)?.close();
        this.#files.delete(number);
        this.#folders.delete(number);
        sftp.status(id, STATUS_CODE.OK);
      });
    });
    sftp.on('OPENDIR', (id, path) => {
      this.#answer(id, async () => {
        await readdir(this.#path(path));
        this.#folders.set(++this.#next, this.#path(path));
        sftp.handle(id, handleOf(this.#next));
      });
    });
    sftp.on('READDIR', (id, handle) => {
      this.#answer(id, async () => {
        const folder = this.#folders.get(handle.readUInt32BE());
        this.#folders.set(handle.readUInt32BE(), undefined);
        if (folder === undefined) sftp.status(id, STATUS_CODE.EOF);
        else sftp.name(id, await entriesOf(folder));
      });
    });
    for (const [event, look] of [
      ['LSTAT', lstat],
      ['STAT', stat],
    ] as const)
      sftp.on(event as 'STAT', (id, path) => {
        this.#answer(id, async () => sftp.attrs(id, attributesOf(await look(this.#path(path)))));
      });
    sftp.on('MKDIR', (id, path) => this.#do(id, () => mkdir(this.#path(path))));
    sftp.on('REMOVE', (id, path) => this.#do(id, () => unlink(this.#path(path))));
    sftp.on('RENAME', (id, from, to) => {
      this.#do(id, async () => {
        // Version 3 of the protocol replaces nothing.
        if ((await lstat(this.#path(to)).catch(() => undefined)) !== undefined)
          throw new Error('it is there');
        await rename(this.#path(from), this.#path(to));
      });
    });
    sftp.on('close', () => {
      for (const file of this.#files.values()) void file.close();
    });
  }

  #do(id: number, work: () => Promise<unknown>): void {
    this.#answer(id, async () => {
      await work();
      this.#sftp.status(id, STATUS_CODE.OK);
    });
  }

  #answer(id: number, work: () => Promise<void>): void {
    work().catch((error: unknown) => {
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
