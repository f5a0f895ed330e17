import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HALF, hashedName, readIfThere, writeDurably } from '#connectors/kit';
import { utf8Text } from '#crypto/primitives';
import type { Content } from './certificate-file-format.js';
import type { UseColumn, Values } from './columns.js';

/** A row of a window, with the contents that lie on its counter. */
export interface UseRow {
  readonly fields: Values<UseColumn>;
  readonly seen: readonly Content[];
}

/** What windows want and have not been told yet; on disk, because the batch that it came in is put away. */
export class WindowRequests {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(folder: string): Promise<WindowRequests> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new WindowRequests(folder);
  }

  /**
   * Again under the same name changes nothing that matters: other words under it are a conflict when they are signed.
   * @param file that lies on the counter; a crash after it leaves a file that nobody looks at until it comes again.
   */
  async put(ref: string, row: UseRow, file: Uint8Array | undefined): Promise<void> {
    if (file !== undefined) await writeDurably(this.#path(ref, FILE), file);
    await writeDurably(this.#path(ref, ROW), JSON.stringify([ref, row]));
  }

  async remove(ref: string): Promise<void> {
    await rm(this.#path(ref, ROW), { force: true });
    await rm(this.#path(ref, FILE), { force: true });
  }

  async all(): Promise<(readonly [ref: string, row: UseRow])[]> {
    const all = await readdir(this.#folder);
    const names = all.filter((name) => !name.startsWith(HALF) && name.endsWith(ROW)).sort();
    const read = await Promise.all(names.map((name) => readIfThere(join(this.#folder, name)))); // told meanwhile, it is gone
    const written = read.flatMap((bytes) => (bytes === undefined ? [] : utf8Text(bytes)));
    return written.map((text) => JSON.parse(text) as [string, UseRow]); // by `put` alone
  }

  seenFile(ref: string): Promise<Uint8Array | undefined> {
    return readIfThere(this.#path(ref, FILE));
  }

  #path(ref: string, ending: string): string {
    return join(this.#folder, `${hashedName(ref)}${ending}`);
  }
}

const ROW = '.json';
const FILE = '.seen';
