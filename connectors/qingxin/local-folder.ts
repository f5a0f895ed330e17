import { constants, type FSWatcher, watch } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HALF, syncFolder, writeDurably } from '#connectors/kit';
import { CHUNK_BYTES, type DropEntry, DropFileError, type DropFolder } from './drop-folder.js';

const { O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants;

/** The platform's group may read and remove what it is given. */
const FILE_MODE = 0o660;
const FOLDER_MODE = 0o770;

/** A folder of this machine, or one that it has mounted. */
export class LocalFolder implements DropFolder {
  readonly #root: string;
  readonly #watchers: FSWatcher[] = [];

  constructor(root: string) {
    this.#root = root;
  }

  async list(folder: string): Promise<DropEntry[]> {
    const entries: DropEntry[] = [];
    for (const name of await this.#names(folder, (entry) => entry.isFile())) {
      if (name.startsWith(HALF)) continue;
      const found = await lstat(join(this.#root, folder, name)).catch(absent);
      if (found?.isFile()) entries.push({ name, size: found.size, modifiedAt: found.mtimeMs });
    }
    return entries;
  }

  folders(folder: string): Promise<string[]> {
    return this.#names(folder, (entry) => entry.isDirectory());
  }

  /** A link is not followed, and a pipe that nobody writes to does not hold the connector up. */
  async *read(path: string, maxBytes: number): AsyncGenerator<Buffer> {
    await this.#checkFolder(dirname(path));
    const file = await open(join(this.#root, path), O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch((error) => {
      if (['ENOENT', 'ELOOP', 'ENXIO'].includes(codeOf(error))) throw new DropFileError(path, codeOf(error));
      throw error;
    });
    try {
      if (!(await file.stat()).isFile()) throw new DropFileError(path, 'not a regular file');
      for (let size = 0; ; ) {
        const { bytesRead, buffer } = await file.read({ buffer: Buffer.allocUnsafe(CHUNK_BYTES) });
        if (bytesRead === 0) return;
        size += bytesRead;
        if (size > maxBytes) throw new DropFileError(path, `larger than ${maxBytes} bytes`);
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      await file.close();
    }
  }

  async write(path: string, bytes: Uint8Array): Promise<void> {
    await this.#makeFolder(dirname(path));
    await writeDurably(join(this.#root, path), bytes, FILE_MODE);
  }

  async move(from: string, to: string): Promise<void> {
    await this.#checkFolder(dirname(from));
    await this.#makeFolder(dirname(to));
    try {
      await rename(join(this.#root, from), join(this.#root, to));
    } catch (error) {
      return absent(error);
    }
    await syncFolder(dirname(join(this.#root, to)));
    await syncFolder(dirname(join(this.#root, from)));
  }

  async remove(path: string): Promise<void> {
    await this.#checkFolder(dirname(path));
    await rm(join(this.#root, path), { force: true });
  }

  async isThere(): Promise<boolean> {
    return (await stat(this.#root).catch(absent))?.isDirectory() === true;
  }

  watch(folder: string, onChange: () => void): void {
    try {
      const watcher = watch(join(this.#root, folder), onChange);
      watcher.on('error', () => watcher.close());
      this.#watchers.push(watcher);
    } catch {
      // no such folder yet, or a file system that tells nothing: it is read at intervals all the same
    }
  }

  async close(): Promise<void> {
    for (const watcher of this.#watchers) watcher.close();
  }

  async #names(folder: string, isWanted: (entry: Kind) => boolean): Promise<string[]> {
    await this.#checkFolder(folder);
    const entries = await readdir(join(this.#root, folder), { withFileTypes: true }).catch(absent);
    return (entries ?? [])
      .filter(isWanted)
      .map(({ name }) => name)
      .sort();
  }

  async #makeFolder(folder: string): Promise<void> {
    await this.#checkFolder(folder);
    await mkdir(join(this.#root, folder), { recursive: true, mode: FOLDER_MODE });
  }

  /** A folder on the way that is a link would lead out; without the folder itself none is made in its place. */
  async #checkFolder(folder: string): Promise<void> {
    if (!(await this.isThere())) throw new DropFileError(this.#root, 'the drop folder is not there');
    let path = this.#root;
    for (const step of folder.split('/')) {
      path = join(path, step);
      const found = await lstat(path).catch(absent);
      if (found !== undefined && !found.isDirectory()) throw new DropFileError(folder, 'not a folder');
    }
  }
}

interface Kind {
  isFile(): boolean;
  isDirectory(): boolean;
}

/** For what need not be there. */
function absent(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
