import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FileBlobFolder } from './blob-folder.js';

/** A folder of files for each use of a certificate, named by it: all of it can be deleted without touching anything else. */
export class FileUseFolders {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** @param useId checked against a pattern that allows no path separator. */
  of(useId: string): FileBlobFolder {
    return new FileBlobFolder(join(this.#root, useId));
  }

  async list(): Promise<string[]> {
    try {
      return await readdir(this.#root);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []; // there was none yet
      throw error;
    }
  }

  async remove(useId: string): Promise<void> {
    await rm(join(this.#root, useId), { recursive: true, force: true });
  }
}
