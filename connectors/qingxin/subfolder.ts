import type { DropEntry, DropFolder } from './drop-folder.js';

/** A part of a drop folder that has folders of its own; its owner closes it. */
export class Subfolder implements DropFolder {
  readonly #folder: DropFolder;
  readonly #name: string;

  constructor(folder: DropFolder, name: string) {
    this.#folder = folder;
    this.#name = name;
  }

  list(folder: string): Promise<DropEntry[]> {
    return this.#folder.list(this.#path(folder));
  }

  folders(folder: string): Promise<string[]> {
    return this.#folder.folders(this.#path(folder));
  }

  read(path: string, maxBytes: number): AsyncGenerator<Buffer> {
    return this.#folder.read(this.#path(path), maxBytes);
  }

  write(path: string, bytes: Uint8Array): Promise<void> {
    return this.#folder.write(this.#path(path), bytes);
  }

  move(from: string, to: string): Promise<void> {
    return this.#folder.move(this.#path(from), this.#path(to));
  }

  remove(path: string): Promise<void> {
    return this.#folder.remove(this.#path(path));
  }

  isThere(): Promise<boolean> {
    return this.#folder.isThere();
  }

  watch(folder: string, onChange: () => void): void {
    this.#folder.watch(this.#path(folder), onChange);
  }

  async close(): Promise<void> {}

  #path(path: string): string {
    return `${this.#name}/${path}`;
  }
}
