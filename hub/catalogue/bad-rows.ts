import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { BYTE_ORDER_MARK, csvLine } from '#proto/csv';
import { type Encoding, encodeText, UnwritableTextError } from './csv/encoding.js';

/** Columns beside those of the file: reading passes over whatever begins with an underscore, so the file can be mended and read again. */
const EXTRA = ['_line', '_faults'];

/**
 * Where the rows go that an import leaves out, each with what is wrong with it: one file for one file, a folder for a folder. A
 * file is made when the first row needs it.
 */
export class BadRowFiles {
  readonly #path: string;
  readonly #isFolder: boolean;
  readonly #encoding: Encoding;
  readonly #headers = new Map<string, readonly string[]>();
  readonly #open = new Map<string, number>();

  constructor(path: string, isFolder: boolean, encoding: Encoding) {
    this.#path = path;
    this.#isFolder = isFolder;
    this.#encoding = encoding;
  }

  header(file: string, cells: readonly string[]): void {
    this.#headers.set(
      file,
      cells.map((cell) => cell.replace(BYTE_ORDER_MARK, '')),
    );
  }

  write(
    file: string,
    row: { readonly line: number; readonly cells: readonly string[]; readonly faults: string },
  ): void {
    const header = this.#headers.get(file) ?? [];
    const cells = header.map((_, i) => row.cells[i] ?? '');
    const rest = row.cells.slice(header.length); // more cells than the header has names
    this.#line(file, [...cells, String(row.line), row.faults, ...rest]);
  }

  close(): void {
    for (const descriptor of this.#open.values()) closeSync(descriptor);
    this.#open.clear();
  }

  #line(file: string, cells: readonly string[]): void {
    writeSync(this.#descriptor(file), this.#encoded(csvLine(cells)));
  }

  #descriptor(file: string): number {
    const known = this.#open.get(file);
    if (known !== undefined) return known;
    if (this.#isFolder) mkdirSync(this.#path, { recursive: true });
    const descriptor = openSync(this.#isFolder ? join(this.#path, file) : this.#path, 'w');
    this.#open.set(file, descriptor);
    const mark = this.#encoding === 'utf-8' ? BYTE_ORDER_MARK : '';
    writeSync(descriptor, this.#encoded(`${mark}${csvLine([...(this.#headers.get(file) ?? []), ...EXTRA])}`));
    return descriptor;
  }

  /** A row may be bad because of characters that cannot be written. */
  #encoded(text: string): Uint8Array {
    try {
      return encodeText(text, this.#encoding);
    } catch (error) {
      if (!(error instanceof UnwritableTextError)) throw error;
      const lost = new Set(error.characters);
      return encodeText([...text].map((each) => (lost.has(each) ? '?' : each)).join(''), this.#encoding);
    }
  }
}
