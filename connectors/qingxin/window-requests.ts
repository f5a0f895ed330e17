import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HALF, hashedName, writeDurably } from '#connectors/kit';
import type { UseColumn, Values } from './columns.js';

export type UseRow = Values<UseColumn>;

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

  /** Again under the same name changes nothing that matters: other words under it are a conflict when they are signed. */
  put(ref: string, row: UseRow): Promise<void> {
    return writeDurably(this.#path(ref), JSON.stringify([ref, row]));
  }

  async remove(ref: string): Promise<void> {
    await rm(this.#path(ref), { force: true });
  }

  async all(): Promise<(readonly [ref: string, row: UseRow])[]> {
    const names = (await readdir(this.#folder)).filter((name) => !name.startsWith(HALF)).sort();
    const texts = await Promise.all(names.map((name) => readFile(join(this.#folder, name), 'utf8')));
    return texts.map((text) => JSON.parse(text) as [string, UseRow]); // written by `put` alone
  }

  #path(ref: string): string {
    return join(this.#folder, `${hashedName(ref)}.json`);
  }
}
