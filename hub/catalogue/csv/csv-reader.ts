/**
 * Reads comma-separated values (RFC 4180) as they come, strictly, and goes on after an error. The libraries at hand either
 * lose everything after a broken quote or read a tenth as fast; test/property/csv.test.ts holds this one to the answers of
 * csv-parse wherever a file is well formed.
 *
 * A broken record costs its first line and no more: reading goes on with the line below. So one forgotten quote spoils one
 * row, not a million. What is kept in memory is bounded by one record.
 */

export type CsvFault = 'QUOTES' | 'RECORD_TOO_LARGE' | 'TOO_MANY_COLUMNS';

export interface CsvRecord {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly fault?: undefined;
}

export interface BrokenRecord {
  readonly line: number;
  readonly fault: CsvFault;
  /** The beginning of its first line, as it stood. */
  readonly text: string;
}

/** The longest record, in UTF-16 units: a row of details with all its materials is far below it. */
const MOST_UNITS = 256 * 1024;
const MOST_COLUMNS = 500;
const SHOWN_UNITS = 2_000;

const QUOTE = 0x22;
const COMMA = 0x2c;
const LF = 0x0a;
const CR = 0x0d;

export class CsvReader {
  #buffer = '';
  #at = 0;
  #line = 1;
  /** Within a line that is too long to be kept: nothing counts until it ends. */
  #isSkipping = false;

  /** Takes the next piece of the text. @returns the records that are now complete. */
  push(text: string): (CsvRecord | BrokenRecord)[] {
    this.#buffer = this.#buffer.slice(this.#at) + text;
    this.#at = 0;
    return this.#read(false);
  }

  /** The text has ended. @returns what is left. */
  end(): (CsvRecord | BrokenRecord)[] {
    return this.#read(true);
  }

  #read(isEnd: boolean): (CsvRecord | BrokenRecord)[] {
    const records: (CsvRecord | BrokenRecord)[] = [];
    while (this.#at < this.#buffer.length) {
      if (this.#isSkipping && !this.#skipLine()) break;
      if (this.#at >= this.#buffer.length) break;
      const record = this.#record(isEnd);
      if (record === undefined) break;
      if (record.fault !== undefined || record.cells.length > 1 || record.cells[0] !== '')
        records.push(record);
    }
    return records;
  }

  /** @returns undefined when the record is not complete yet. */
  #record(isEnd: boolean): CsvRecord | BrokenRecord | undefined {
    const text = this.#buffer;
    const cells: string[] = [];
    let at = this.#at;
    let lines = 1;
    for (;;) {
      if (cells.length === MOST_COLUMNS) return this.#broken('TOO_MANY_COLUMNS', isEnd);
      if (text.charCodeAt(at) === QUOTE) {
        const end = closingQuote(text, at + 1);
        if (end < 0) return this.#unfinished('QUOTES', isEnd);
        const inner = text.slice(at + 1, end);
        lines += lineBreaks(inner);
        cells.push(inner.includes('"') ? inner.replaceAll('""', '"') : inner);
        at = end + 1;
        if (at === text.length && !isEnd) return this.#unfinished('QUOTES', isEnd); // the next unit may be a quote too
      } else {
        const end = cellEnd(text, at);
        if (end < text.length && text.charCodeAt(end) === QUOTE) return this.#broken('QUOTES', isEnd);
        cells.push(text.slice(at, end));
        at = end;
      }
      const unit = text.charCodeAt(at);
      if (unit === COMMA) {
        at++;
        continue;
      }
      if (at >= text.length && !isEnd) return this.#unfinished('RECORD_TOO_LARGE', isEnd);
      if (at < text.length && unit !== LF && unit !== CR) return this.#broken('QUOTES', isEnd);
      if (unit === CR && at + 1 === text.length && !isEnd) return undefined; // its line feed may follow
      if (at - this.#at > MOST_UNITS) return this.#broken('RECORD_TOO_LARGE', isEnd);
      const record = { line: this.#line, cells };
      this.#at = at + (unit === CR && text.charCodeAt(at + 1) === LF ? 2 : 1);
      this.#line += lines;
      return record;
    }
  }

  /** More is needed to go on; unless there is no more, or too much already. */
  #unfinished(fault: CsvFault, isEnd: boolean): BrokenRecord | undefined {
    if (isEnd) return this.#broken(fault, true);
    return this.#buffer.length - this.#at > MOST_UNITS ? this.#broken('RECORD_TOO_LARGE', false) : undefined;
  }

  /** Gives the first line of the record up, and begins again with the next one. */
  #broken(fault: CsvFault, isEnd: boolean): BrokenRecord | undefined {
    const end = lineEnd(this.#buffer, this.#at);
    const isWhole = end < this.#buffer.length || isEnd;
    if (!isWhole && this.#buffer.length - this.#at <= MOST_UNITS) return undefined;
    const text = this.#buffer.slice(this.#at, Math.min(end, this.#at + SHOWN_UNITS));
    const record = { line: this.#line, fault, text };
    this.#isSkipping = true;
    this.#skipLine();
    return record;
  }

  /** @returns whether the end of the line was found. */
  #skipLine(): boolean {
    const end = lineEnd(this.#buffer, this.#at);
    const isCr = this.#buffer.charCodeAt(end) === CR;
    if (end >= this.#buffer.length || (isCr && end + 1 === this.#buffer.length)) {
      this.#at = isCr ? end : this.#buffer.length;
      return false;
    }
    this.#at = end + (isCr && this.#buffer.charCodeAt(end + 1) === LF ? 2 : 1);
    this.#line++;
    this.#isSkipping = false;
    return true;
  }
}

/** Where the quoted cell ends that begins at `from`, or -1. */
function closingQuote(text: string, from: number): number {
  let at = from;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0 || text.charCodeAt(quote + 1) !== QUOTE) return quote;
    at = quote + 2;
  }
}

/** Where a cell without quotes ends: at the next comma, line break or quote, or at the end of the text. */
function cellEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === COMMA || unit === LF || unit === CR || unit === QUOTE) return at;
  }
  return text.length;
}

function lineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === LF || unit === CR) return at;
  }
  return text.length;
}

function lineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
