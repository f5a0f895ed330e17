import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FileBlobFolder, namesIn } from './blob-folder.js';

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

  list(): Promise<string[]> {
    return namesIn(this.#root);
  }

  async remove(useId: string): Promise<void> {
    await rm(join(this.#root, useId), { recursive: true, force: true });
  }
}
