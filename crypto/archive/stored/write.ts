import { crc32 } from '../crc32.js';
import { centralHeader, endOf, endRecords, isPlainName, localHeader, MAX_STORED_BYTES } from './layout.js';

/** Where bytes go, one behind the other. */
export interface ByteSink {
  write(bytes: Uint8Array): Promise<void>;
}

/** What was written, to be read again from its beginning. */
export interface Spool extends ByteSink {
  chunks(): AsyncIterable<Uint8Array>;
}

/** Contents that come piece by piece, before the file can go where it belongs: its size and its sum stand in front of it. */
export class SpooledFile implements ByteSink {
  readonly #spool: Spool;
  #size = 0;
  #sum = 0;

  /** @param spool an empty one. */
  constructor(spool: Spool) {
    this.#spool = spool;
  }

  get size(): number {
    return this.#size;
  }

  get crc32(): number {
    return this.#sum;
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.#spool.write(bytes);
    this.#size += bytes.length;
    this.#sum = crc32(bytes, this.#sum);
  }

  chunks(): AsyncIterable<Uint8Array> {
    return this.#spool.chunks();
  }
}

/**
 * Writes a stored archive from its first file to its last: a zip file that follows from names and contents alone, to the byte.
 * Nothing is packed and nothing comes behind a file that is to be known before it; names rise in the order of their bytes. In memory is
 * one file at a time.
 */
export class StoredArchiveWriter {
  readonly #out: ByteSink;
  readonly #directory: Spool;
  #at = 0;
  #count = 0;
  #directoryBytes = 0;
  #last = '';

  /** @param directory what comes behind the last file; an empty one. */
  constructor(out: ByteSink, directory: Spool) {
    this.#out = out;
    this.#directory = directory;
  }

  /** @throws RangeError for a file out of order, of another name than a plain path, or of 4 GiB. */
  async add(name: string, content: Uint8Array): Promise<void> {
    await this.#begin(name, content.length, crc32(content));
    await this.#out.write(content);
  }

  /** @throws RangeError as `add`. */
  async addSpooled(name: string, file: SpooledFile): Promise<void> {
    await this.#begin(name, file.size, file.crc32);
    for await (const chunk of file.chunks()) await this.#out.write(chunk);
  }

  /** Without it there is no archive. */
  async finish(): Promise<void> {
    for await (const chunk of this.#directory.chunks()) await this.#out.write(chunk);
    const { count, start, bytes } = { count: this.#count, start: this.#at, bytes: this.#directoryBytes };
    await this.#out.write(endRecords({ count, start, bytes }));
  }

  async #begin(name: string, size: number, sum: number): Promise<void> {
    if (!isPlainName(name)) throw new RangeError(`${name} is not a plain path`);
    if (name <= this.#last) throw new RangeError(`${name} is out of order`);
    if (size > MAX_STORED_BYTES) throw new RangeError(`${name} is too large for an archive`);
    const file = { name, size, crc32: sum, offset: this.#at };
    const header = centralHeader(file);
    await this.#directory.write(header);
    await this.#out.write(localHeader(file));
    this.#last = name;
    this.#count++;
    this.#directoryBytes += header.length;
    this.#at = endOf(file);
  }
}
