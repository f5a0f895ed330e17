import { constants } from 'node:fs';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Checkpoint, type NoteVerifier, openByLogs } from '#crypto/tlog';

/**
 * The largest checkpoint that a process of this host has signed and shown, in a file outside the database: a database that
 * is put back to yesterday does not put back this (proved by test/fault/log-rollback.test.ts).
 */
export class HighWater {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /**
   * @param keys that this log goes by, or went by.
   * @returns undefined when there is no file. @throws Error when there is one that this log has not signed.
   */
  async read(keys: readonly NoteVerifier[]): Promise<Checkpoint | undefined> {
    let text: string;
    try {
      text = await readFile(this.#file, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
    const checkpoint = openByLogs(text, keys);
    if (typeof checkpoint !== 'string') return checkpoint;
    throw new Error(`${this.#file} is not a checkpoint of this log (${checkpoint}): refusing to sign`);
  }

  /** Once this resolves, the checkpoint is on disk; a crash leaves the one before. */
  async raise(note: string): Promise<void> {
    const half = `${this.#file}.half`;
    await mkdir(dirname(this.#file), { recursive: true });
    const file = await open(half, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC, 0o600);
    try {
      await file.writeFile(note);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(half, this.#file);
    const folder = await open(dirname(this.#file));
    await folder.sync().finally(() => folder.close());
  }
}
