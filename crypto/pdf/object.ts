import { PdfError } from './error.js';

/** One value of a PDF, as far as a signature needs it; what stands in an object stream is not looked into. */
export type PdfValue =
  | { readonly kind: 'dictionary'; readonly entries: ReadonlyMap<string, PdfValue> }
  | { readonly kind: 'array'; readonly items: readonly PdfValue[] }
  | { readonly kind: 'name'; readonly name: string }
  /** `start` at its `<`, `end` after its `>`. */
  | { readonly kind: 'hex'; readonly start: number; readonly end: number }
  | { readonly kind: 'number'; readonly value: number }
  /** Strings, references, words. */
  | { readonly kind: 'other' };

const MAX_DEPTH = 16;
const MAX_VALUES = 2_000;
/** What one object may be long besides its hex strings. */
const MAX_LENGTH = 64 * 1024;

const REGULAR = '[^\\x00\\t\\n\\f\\r ()<>[\\]{}/%]';
/** As many pieces as there is room for: the engine keeps a place for each to go back to, and ends with a RangeError. */
const SPACE = new RegExp(`(?:[\\0\\t\\n\\f\\r ]+|%[^\\r\\n]*){0,${MAX_LENGTH + 1}}`, 'y');
const NAME = new RegExp(`/(${REGULAR}*)`, 'y');
const WORD = new RegExp(`${REGULAR}+`, 'y');
const HEX = /<[0-9A-Fa-f\0\t\n\f\r ]*>/y;
/** One way only to match any digit: it is tried on long words that are none. */
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;

/** Reads one value (ISO 32000-1 §7.3), strictly: a name twice in a dictionary is none. @throws PdfError. */
export function readPdfValue(file: string, at: number): PdfValue {
  return new Reader(file, at).value(0);
}

class Reader {
  readonly #file: string;
  #at: number;
  #room = MAX_LENGTH;
  #left = MAX_VALUES;

  constructor(file: string, at: number) {
    this.#file = file;
    this.#at = at;
  }

  value(depth: number): PdfValue {
    if (depth > MAX_DEPTH || this.#left-- === 0) throw new PdfError('has a value that is too large');
    this.#take(SPACE);
    const file = this.#file;
    if (file.startsWith('<<', this.#at)) return this.#dictionary(depth + 1);
    switch (file[this.#at]) {
      case '[':
        return this.#array(depth + 1);
      case '/':
        return { kind: 'name', name: this.#name() };
      case '(':
        return this.#string();
      case '<':
        return this.#hex();
      default:
        return this.#word();
    }
  }

  #dictionary(depth: number): PdfValue {
    const entries = new Map<string, PdfValue>();
    this.#skip(2);
    for (;;) {
      this.#take(SPACE);
      if (this.#file.startsWith('>>', this.#at)) break;
      const name = this.#name();
      if (entries.has(name)) throw new PdfError(`has ${name} twice in a dictionary`);
      entries.set(name, this.#operand(depth));
    }
    this.#skip(2);
    return { kind: 'dictionary', entries };
  }

  /** A value, with the two further words of a reference. */
  #operand(depth: number): PdfValue {
    const value = this.value(depth);
    if (value.kind !== 'number') return value;
    const before = this.#at;
    const [number, word] = [this.#take(SPACE), this.#take(WORD)];
    const [, letter] = [this.#take(SPACE), this.#take(WORD)];
    if (number !== '' && /^\d+$/.test(word) && letter === 'R') return { kind: 'other' };
    this.#at = before;
    return value;
  }

  #array(depth: number): PdfValue {
    const items: PdfValue[] = [];
    this.#skip(1);
    for (;;) {
      this.#take(SPACE);
      if (this.#file[this.#at] === ']') break;
      items.push(this.value(depth)); // a reference in it is three values, which nobody here reads
    }
    this.#skip(1);
    return { kind: 'array', items };
  }

  #name(): string {
    const [text, name = ''] = this.#match(NAME) ?? [];
    if (text === undefined) throw new PdfError('has no name where one must be');
    this.#skip(text.length);
    return name.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  }

  /** (…), with parentheses in pairs and anything after a backslash. */
  #string(): PdfValue {
    for (let depth = 0; ; this.#skip(1)) {
      const letter = this.#file[this.#at];
      if (letter === undefined) throw new PdfError('has a string without an end');
      if (letter === '\\') this.#skip(1);
      else if (letter === '(') depth += 1;
      else if (letter === ')' && --depth === 0) break;
    }
    this.#skip(1);
    return { kind: 'other' };
  }

  #hex(): PdfValue {
    const [text] = this.#match(HEX) ?? [];
    if (text === undefined) throw new PdfError('has a hex string that is none');
    const start = this.#at;
    this.#at += text.length;
    return { kind: 'hex', start, end: this.#at };
  }

  #word(): PdfValue {
    const word = this.#take(WORD);
    if (word === '') throw new PdfError('ends within a value, or has a delimiter where none may be');
    return NUMBER.test(word) ? { kind: 'number', value: Number(word) } : { kind: 'other' };
  }

  #take(pattern: RegExp): string {
    const text = this.#match(pattern)?.[0] ?? '';
    this.#skip(text.length);
    return text;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#file);
  }

  #skip(length: number): void {
    this.#at += length;
    this.#room -= length;
    if (this.#room < 0) throw new PdfError('has a value that is too large');
  }
}
