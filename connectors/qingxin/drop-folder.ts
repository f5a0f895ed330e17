/** A regular file of the folder. */
export interface DropEntry {
  readonly name: string;
  readonly size: number;
  /** Unix milliseconds, by whoever's clock keeps the files. */
  readonly modifiedAt: number;
}

/**
 * Where the platform and the connector lay files down for each other, wherever that is. Paths are relative and made by the
 * connector from names that it has checked. Only regular files are ever seen, read or replaced; links and devices are not
 * (proved by test/unit/connectors/qingxin-folder.test.ts).
 */
export interface DropFolder {
  /** Files of a folder, none when there is no such folder. Files that are being written by `write` are not among them. */
  list(folder: string): Promise<DropEntry[]>;
  /** Folders in a folder. */
  folders(folder: string): Promise<string[]>;
  /** The bytes of a file, piece by piece. @throws DropFileError when there is no such regular file, or more than `maxBytes`. */
  read(path: string, maxBytes: number): AsyncGenerator<Buffer>;
  /** Makes or replaces a file: other names never show a part of it, and when this resolves it is on disk. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** Replaces what is there; makes the folder. Nothing happens when the file is gone: an earlier life moved it. */
  move(from: string, to: string): Promise<void>;
  /** Nothing happens when the file is gone. */
  remove(path: string): Promise<void>;
  isThere(): Promise<boolean>;
  /** Calls when something may have changed in a folder; a hint that may fail to come. */
  watch(folder: string, onChange: () => void): void;
  close(): Promise<void>;
}

/** A file that is not there, or is none. */
export class DropFileError extends Error {
  constructor(path: string, what: string) {
    super(`${path}: ${what}`);
    this.name = 'DropFileError';
  }
}

/** At once, of a file that is read piece by piece. */
export const CHUNK_BYTES = 64 * 1024;

/** A whole file that is known to be small. @throws DropFileError. */
export async function readWhole(folder: DropFolder, path: string, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of folder.read(path, maxBytes)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
