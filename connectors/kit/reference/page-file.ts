import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { utf8Text } from '#crypto/primitives';
import {
  encodePage,
  HEADER_BYTES,
  isIntact,
  type Page,
  type PageHeader,
  PageKeys,
  readHeader,
  sizeOf,
} from './page-format.js';

/** What is held in memory of a page: where its rows begin, and its keys. */
interface KeptPage {
  readonly rowsAt: number;
  readonly rowBytes: number;
  readonly keys: PageKeys;
}

/** From so many rows of one page on, its rows are read at once. */
const FEW = 4;

/**
 * Rows on disk that are only ever added, page by page, and found by key. A page is there whole or not at all: one that was
 * cut short by a crash is cut off when the file is opened, and its note with it (proved by test/fault/page-file.test.ts). In
 * memory are 8 bytes for each key of a row.
 */
export class PageFile {
  readonly #file: FileHandle;
  readonly #pages: KeptPage[] = [];
  #end = 0;
  #rowCount = 0;
  #lastNote: string | undefined;
  /** How many pages belong to sets that are whole, and how many rows they have. */
  #setPages = 0;
  #setRows = 0;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** To read and to add; made when there is none. One process at a time. */
  static async open(path: string): Promise<PageFile> {
    const pages = await PageFile.#readFrom(await open(path, constants.O_RDWR | constants.O_CREAT, 0o600));
    await pages.#cut();
    return pages;
  }

  /** To read and to add. @returns undefined when there is no such file. */
  static async reopen(path: string): Promise<PageFile | undefined> {
    const file = await openIfThere(path, 'r+');
    if (file === undefined) return undefined;
    const pages = await PageFile.#readFrom(file);
    await pages.#cut();
    return pages;
  }

  /** To read what is there now, while another process may be adding. @returns undefined when there is no such file. */
  static async look(path: string): Promise<PageFile | undefined> {
    const file = await openIfThere(path, 'r');
    return file && PageFile.#readFrom(file);
  }

  static async #readFrom(file: FileHandle): Promise<PageFile> {
    const pages = new PageFile(file);
    try {
      await pages.#readIn();
    } catch (error) {
      await file.close();
      throw error;
    }
    return pages;
  }

  /** Of the last page. */
  get lastNote(): string | undefined {
    return this.#lastNote;
  }

  get rowCount(): number {
    return this.#rowCount;
  }

  /** Rows of the sets that are whole: those that are found. */
  get setRows(): number {
    return this.#setRows;
  }

  get hasSet(): boolean {
    return this.#setPages > 0;
  }

  get isMidSet(): boolean {
    return this.#setPages < this.#pages.length;
  }

  get bytes(): number {
    return this.#end;
  }

  /** Once this resolves the page is on disk, and its note is the last one. */
  async append(page: Page): Promise<void> {
    const { header, bytes } = encodePage(page);
    await this.#file.write(bytes, 0, bytes.length, this.#end);
    await this.#file.datasync();
    this.#keep(header, this.#end, bytes.subarray(HEADER_BYTES + header.rowBytes));
  }

  /** Rows that may have the key, the one added last first: whoever asks compares the key itself. */
  async *find(key: string): AsyncGenerator<Uint8Array> {
    for (let i = this.#setPages - 1; i >= 0; i--) {
      const page = this.#pages[i];
      const offsets = page?.keys.offsetsOf(key) ?? [];
      if (page === undefined || offsets.length === 0) continue;
      const rows = offsets.length > FEW ? await this.#bytesAt(page.rowsAt, page.rowBytes) : undefined;
      for (const offset of offsets.reverse()) {
        yield rows === undefined ? await this.#rowAt(page.rowsAt + offset) : rowIn(rows, offset);
      }
    }
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  /** What a crash left of a page goes. */
  async #cut(): Promise<void> {
    const { size } = await this.#file.stat();
    if (size > this.#end) await this.#file.truncate(this.#end);
  }

  async #rowAt(at: number): Promise<Uint8Array> {
    const length = (await this.#bytesAt(at, 4)).readUInt32LE(0);
    return this.#bytesAt(at + 4, length);
  }

  /**
   * Headers and keys of all pages. Each was on disk before the next was begun, so only the last can have been cut short: that
   * one is looked at whole.
   */
  async #readIn(): Promise<void> {
    const { size } = await this.#file.stat();
    let last: number | undefined;
    for (let at = 0; ; ) {
      const header = at + HEADER_BYTES > size ? undefined : readHeader(await this.#bytesAt(at, HEADER_BYTES));
      if (header === undefined || at + sizeOf(header) > size) break;
      if (last !== undefined) await this.#keepKeys(last);
      last = at;
      at += sizeOf(header);
    }
    if (last !== undefined) await this.#keepIntact(last);
  }

  /** All of it but the rows. */
  async #keepKeys(at: number): Promise<void> {
    const header = readHeader(await this.#bytesAt(at, HEADER_BYTES));
    if (header === undefined) return; // it was one a moment ago
    const keysAt = at + HEADER_BYTES + header.rowBytes;
    const rest = await this.#bytesAt(keysAt, PageKeys.bytes(header.keyCount) + header.noteBytes);
    this.#keep(header, at, rest);
  }

  async #keepIntact(at: number): Promise<void> {
    const header = readHeader(await this.#bytesAt(at, HEADER_BYTES));
    if (header === undefined) return;
    const page = await this.#bytesAt(at, sizeOf(header));
    if (isIntact(page)) this.#keep(header, at, page.subarray(HEADER_BYTES + header.rowBytes));
  }

  /** @param rest of the page: keys and note. */
  #keep(header: PageHeader, at: number, rest: Buffer): void {
    const keyBytes = PageKeys.bytes(header.keyCount);
    const keys = new PageKeys(rest.subarray(0, keyBytes));
    this.#pages.push({ rowsAt: at + HEADER_BYTES, rowBytes: header.rowBytes, keys });
    this.#lastNote = utf8Text(rest.subarray(keyBytes));
    this.#rowCount += header.rowCount;
    this.#end = at + sizeOf(header);
    if (!header.endsSet) return;
    this.#setPages = this.#pages.length;
    this.#setRows = this.#rowCount;
  }

  /** @throws Error when the file has become shorter than it was. */
  async #bytesAt(at: number, length: number): Promise<Buffer> {
    const bytes = Buffer.alloc(length);
    const { bytesRead } = await this.#file.read(bytes, 0, length, at);
    if (bytesRead < length) throw new Error(`a page ends after ${bytesRead} of ${length} bytes`);
    return bytes;
  }
}

function rowIn(rows: Buffer, offset: number): Uint8Array {
  const length = rows.readUInt32LE(offset);
  return rows.subarray(offset + 4, offset + 4 + length);
}

async function openIfThere(path: string, flags: 'r' | 'r+'): Promise<FileHandle | undefined> {
  try {
    return await open(path, flags);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
