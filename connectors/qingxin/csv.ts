import { QingxinFileError } from './errors.js';

/**
 * RFC 4180 on bytes. In GB18030 no part of a character of several bytes is a comma, a quote or a line break, so rows and
 * cells are found before anything is decoded, and bytes that are no text spoil their own cell alone.
 */

export interface CsvRow {
  /** The line of the file that the row begins on, from 1. */
  readonly line: number;
  readonly cells: readonly Buffer[];
  readonly faults: readonly string[];
}

/** Of a row; what is over is not kept. */
const MAX_CELLS = 100;
const MAX_CELL_BYTES = 64 * 1024;

const COMMA = 0x2c;
const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const QUOTES = '"';
const EMPTY = Buffer.alloc(0);

/**
 * Rows of a file, one at a time; empty lines are left out.
 * @throws QingxinFileError when quotes do not match. From there on text that an applicant wrote could pose as a row, so
 * nothing is guessed (proved by test/unit/connectors/qingxin-csv.test.ts).
 */
export function* readCsv(bytes: Buffer): Generator<CsvRow> {
  const scanner = new Scanner(bytes);
  for (let row = scanner.row(); row !== undefined; row = scanner.row()) {
    if (row.cells.some((cell) => cell.length > 0)) yield row;
  }
}

/** Every cell is quoted: no reader takes a part of one for anything else. */
export function csvLine(cells: readonly Buffer[]): Buffer {
  const quoted = cells.map((cell) => `${QUOTES}${cell.toString('latin1').replaceAll('"', '""')}${QUOTES}`);
  return Buffer.from(`${quoted.join(',')}\r\n`, 'latin1');
}

class Scanner {
  readonly #bytes: Buffer;
  #at = 0;
  #line = 1;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** @returns undefined at the end. */
  row(): CsvRow | undefined {
    if (this.#at >= this.#bytes.length) return undefined;
    const line = this.#line;
    const cells: Buffer[] = [];
    const faults = new Set<string>();
    for (;;) {
      const cell = this.#bytes[this.#at] === QUOTE ? this.#quoted(line) : this.#plain(faults);
      if (cell.length > MAX_CELL_BYTES) faults.add(`单元格超过 ${MAX_CELL_BYTES} 字节`);
      if (cell.includes(0)) faults.add('含空字符 NUL');
      if (cells.length < MAX_CELLS) cells.push(cell.subarray(0, MAX_CELL_BYTES));
      else if (cell.length > 0) faults.add(`超过 ${MAX_CELLS} 列`);
      if (!this.#isNextCell()) return { line, cells, faults: [...faults] };
    }
  }

  #plain(faults: Set<string>): Buffer {
    const from = this.#at;
    for (; this.#at < this.#bytes.length; this.#at++) {
      const byte = this.#bytes[this.#at];
      if (byte === COMMA || byte === LF) break;
      if (byte === QUOTE) faults.add('未加引号的单元格内有引号');
    }
    if (this.#at === from) return EMPTY;
    const isBeforeCr = this.#bytes[this.#at] !== COMMA && this.#bytes[this.#at - 1] === CR;
    return this.#bytes.subarray(from, isBeforeCr ? this.#at - 1 : this.#at);
  }

  #quoted(line: number): Buffer {
    const from = ++this.#at;
    let hasInner = false;
    for (;;) {
      const found = this.#bytes.indexOf(QUOTE, this.#at);
      if (found < 0) throw new QingxinFileError(`第 ${line} 行起引号未闭合`);
      this.#countLines(this.#at, found);
      this.#at = found + 1;
      if (this.#bytes[this.#at] !== QUOTE) break;
      hasInner = true;
      this.#at++;
    }
    const cell = this.#bytes.subarray(from, this.#at - 1);
    if (!this.#isAtDelimiter()) throw new QingxinFileError(`第 ${this.#line} 行引号不成对`);
    return hasInner ? Buffer.from(cell.toString('latin1').replaceAll('""', '"'), 'latin1') : cell;
  }

  #isAtDelimiter(): boolean {
    const byte = this.#bytes[this.#at];
    if (byte === CR) return this.#bytes[this.#at + 1] === LF || this.#at + 1 === this.#bytes.length;
    return byte === undefined || byte === COMMA || byte === LF;
  }

  /** Steps over what ended a cell. */
  #isNextCell(): boolean {
    if (this.#bytes[this.#at] === COMMA) {
      this.#at++;
      return true;
    }
    if (this.#bytes[this.#at] === CR) this.#at++;
    this.#at++;
    this.#line++;
    return false;
  }

  #countLines(from: number, to: number): void {
    for (let at = this.#bytes.indexOf(LF, from); at >= 0 && at < to; at = this.#bytes.indexOf(LF, at + 1))
      this.#line++;
  }
}
