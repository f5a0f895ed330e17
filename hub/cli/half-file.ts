import { type FileHandle, open, rm } from 'node:fs/promises';
import type { Spool } from '#crypto/archive/stored';

const CHUNK_BYTES = 1024 * 1024;

/** A file on its way to be something else: what it was left with by a run that was cut short is overwritten. */
export class HalfFile implements Spool {
  readonly path: string;
  readonly #file: FileHandle;

  private constructor(path: string, file: FileHandle) {
    this.path = path;
    this.#file = file;
  }

  static async create(path: string): Promise<HalfFile> {
    return new HalfFile(path, await open(path, 'w+'));
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.#file.writeFile(bytes);
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; ; ) {
      const { buffer, bytesRead } = await this.#file.read(
        Buffer.allocUnsafe(CHUNK_BYTES),
        0,
        CHUNK_BYTES,
        at,
      );
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
      at += bytesRead;
    }
  }

  /** On the disk, whatever becomes of the machine. */
  async sync(): Promise<void> {
    await this.#file.sync();
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async remove(): Promise<void> {
    await this.close();
    await rm(this.path, { force: true });
  }
}
