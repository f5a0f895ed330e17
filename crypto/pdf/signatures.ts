import { PdfError } from './error.js';
import { type PdfValue, readPdfValue } from './object.js';

/** A signature dictionary (ISO 32000-1 §12.8.1) whose byte range is what it must be. */
export interface PdfSignatureEntry {
  readonly subFilter: string;
  /** All bytes before this are covered, but for those of `contents`. */
  readonly end: number;
  /** Where the hex digits of /Contents stand. */
  readonly contents: { readonly start: number; readonly end: number };
}

/** What a signature would be covered by cannot be told; for people. */
export interface BrokenEntry {
  readonly fault: string;
}

const MAX_SIGNATURES = 32;

/** /ByteRange, in any spelling of its letters. */
const BYTE_RANGE = new RegExp(
  `/${[...'ByteRange'].map((letter) => `(?:${letter}|#${letter.charCodeAt(0).toString(16).replace('e', '[eE]')})`).join('')}(?![A-Za-z0-9])`,
  'g',
);

/**
 * Every signature that the file has in plain sight, in the order of what they cover. Whatever speaks of a byte range is one: what
 * cannot be read as one is told as broken, and never passed over (proved by test/unit/crypto/pdf/verify.test.ts).
 * @param file one character for each byte. @throws PdfError when there are too many.
 */
export function findSignatures(file: string): readonly (PdfSignatureEntry | BrokenEntry)[] {
  const objects = new Map<number, number>();
  let found = 0;
  for (const { index } of file.matchAll(BYTE_RANGE)) {
    if (++found > MAX_SIGNATURES) throw new PdfError(`has more than ${MAX_SIGNATURES} signatures`);
    const start = file.lastIndexOf('obj', index);
    objects.set(start, (objects.get(start) ?? 0) + 1);
  }
  return [...objects].flatMap(([start, count]) => inObject(file, start, count)).sort(byEnd);
}

function inObject(file: string, start: number, count: number): (PdfSignatureEntry | BrokenEntry)[] {
  try {
    if (start < 0) throw new PdfError('has a byte range outside any object');
    const found = dictionariesIn(readPdfValue(file, start + 'obj'.length)).filter((each) =>
      each.has('ByteRange'),
    );
    if (found.length !== count) throw new PdfError('has a byte range that belongs to no dictionary');
    return found.map((entries) => entryOf(file, entries));
  } catch (error) {
    if (error instanceof PdfError) return [{ fault: error.message }];
    throw error;
  }
}

type Entries = ReadonlyMap<string, PdfValue>;

function dictionariesIn(value: PdfValue): Entries[] {
  if (value.kind === 'array') return value.items.flatMap(dictionariesIn);
  if (value.kind !== 'dictionary') return [];
  return [value.entries, ...[...value.entries.values()].flatMap(dictionariesIn)];
}

/** Two ranges, from the first byte on, and between them nothing but the contents of this very dictionary. */
function entryOf(file: string, entries: Entries): PdfSignatureEntry | BrokenEntry {
  const subFilter = entries.get('SubFilter');
  const contents = entries.get('Contents');
  if (subFilter?.kind !== 'name') return { fault: 'a signature that does not say of what kind it is' };
  if (contents?.kind !== 'hex') return { fault: 'a signature without contents' };
  const { start, end } = contents;
  const [from, length, rest, tail, ...more] = numbersOf(entries.get('ByteRange'));
  if (from !== 0 || length !== start || rest !== end || tail === undefined || more.length > 0) {
    return { fault: 'a byte range that leaves out more, or less, than the signature itself' };
  }
  if (!(Number.isSafeInteger(tail) && tail > 0 && end + tail <= file.length)) {
    return { fault: 'a byte range that ends outside the file' };
  }
  return { subFilter: subFilter.name, end: end + tail, contents: { start: start + 1, end: end - 1 } };
}

function numbersOf(value: PdfValue | undefined): number[] {
  if (value?.kind !== 'array') return [];
  return value.items.map((item) => (item.kind === 'number' ? item.value : Number.NaN));
}

function byEnd(one: PdfSignatureEntry | BrokenEntry, other: PdfSignatureEntry | BrokenEntry): number {
  return ('end' in one ? one.end : 0) - ('end' in other ? other.end : 0);
}
