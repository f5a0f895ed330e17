import { constants, createReadStream } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { hex, runningDigest } from '#crypto/primitives';
import { ConflictError, NotFoundError, ValidationError } from '#proto/errors';
import type { BlobRow } from './blobs.js';

/**
 * Files in a folder, named by their SHA-256: `blobs/ab/cd/<sha256>`, and unfinished uploads under `uploads/<peer>/`. Memory
 * does not grow with the size of a file.
 */
export class FileBlobFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async partialSize(peer: string, sha256: string): Promise<number> {
    const found = await stat(this.#partial(peer, sha256)).catch(() => undefined);
    return found?.size ?? 0;
  }

  async append(
    peer: string,
    blob: BlobRow,
    offset: number,
    chunks: AsyncIterable<Uint8Array>,
  ): Promise<number> {
    const path = this.#partial(peer, blob.sha256);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    // Written by position: the same bytes sent twice at once land on themselves.
    const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600);
    try {
      let size = (await file.stat()).size;
      if (size !== offset)
        throw new ConflictError('OFFSET_MISMATCH', `the hub holds ${size} bytes; go on from there`);
      for await (const chunk of chunks) {
        if (size + chunk.length > blob.size) {
          throw new ValidationError('TOO_LARGE', `the file was announced with ${blob.size} bytes`);
        }
        await file.write(chunk, 0, chunk.length, size);
        size += chunk.length;
      }
      await file.sync();
      return size;
    } finally {
      await file.close();
    }
  }

  async seal(peer: string, sha256: string, copy: string): Promise<{ sha256: string; sm3: string }> {
    const sealed = this.#sealed(peer, copy);
    await copyFile(this.#partial(peer, sha256), sealed).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT'
        ? new NotFoundError('NOT_FOUND', `the upload of ${sha256} has ended already`)
        : error;
    });
    const [sha, sm] = [runningDigest('sha256'), runningDigest('sm3')];
    for await (const chunk of createReadStream(sealed) as AsyncIterable<Buffer>) {
      sha.update(chunk);
      sm.update(chunk);
    }
    return { sha256: hex(sha.digest()), sm3: hex(sm.digest()) };
  }

  async keep(peer: string, sha256: string, copy: string): Promise<void> {
    const sealed = this.#sealed(peer, copy);
    const target = this.#place(sha256);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await sync(sealed);
    await rename(sealed, target);
    await sync(dirname(target)); // the new name must survive a power failure before the database speaks of it
    await rm(this.#partial(peer, sha256), { force: true });
  }

  async discard(peer: string, sha256: string, copy: string): Promise<void> {
    await rm(this.#partial(peer, sha256), { force: true });
    await rm(this.#sealed(peer, copy), { force: true });
  }

  async holds({ sha256, size }: BlobRow): Promise<boolean> {
    const found = await stat(this.#place(sha256)).catch(() => undefined);
    return found?.size === size;
  }

  async read({ sha256, size }: BlobRow, offset: number): Promise<Readable> {
    const file = await open(this.#place(sha256));
    const held = (await file.stat()).size;
    if (held === size) return file.createReadStream({ start: offset });
    await file.close();
    throw new Error(`the file ${sha256} is damaged: it has ${held} bytes, not ${size}`);
  }

  /** Also when it is gone already. */
  async remove(sha256: string): Promise<void> {
    await rm(this.#place(sha256), { force: true });
  }

  /** Both parts of the name have been checked against a pattern that allows no path separator. */
  #partial(peer: string, sha256: string): string {
    return join(this.#folder, 'uploads', peer, sha256);
  }

  /** Beside the uploads: a crash leaves it where everything unfinished lies. */
  #sealed(peer: string, copy: string): string {
    return join(this.#folder, 'uploads', peer, `sealed-${copy}`);
  }

  #place(sha256: string): string {
    return join(this.#folder, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }
}

async function sync(path: string): Promise<void> {
  const file = await open(path);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
