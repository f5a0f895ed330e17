import { TextDecoder } from 'node:util';
import iconv from 'iconv-lite';

/**
 * GB 18030, so that every reader sees the same. The editions of 2005 and 2022 each moved a few characters to other bytes, and in
 * the user-defined area stand characters that somebody drew for himself (自造字): neither is written, or taken for certain.
 * Reading is Node.js's; it has no writer, that is iconv-lite's, and what is written is read again and compared (proved by
 * test/unit/proto/gb18030.test.ts).
 */

/**
 * Private use, lone surrogates, and the mark that some earlier program left for what it could not read; ḿ, which moved in
 * 2005, and the 18 characters that moved in 2022.
 */
const UNSHARED = /[\p{Co}\p{Cs}\uFFFD\u1E3F\u9FB4-\u9FBB\uFE10-\uFE19]/u;

let strict: TextDecoder | undefined;

/** @throws Error when this Node.js is built without the tables. Asked at a start, or the first file would tell. */
export function checkGb18030(): void {
  decoder();
}

/** @returns undefined for bytes that are no text. What is read may hold characters that others read otherwise. */
export function readGb18030(bytes: Uint8Array): string | undefined {
  const reader = decoder();
  try {
    return reader.decode(bytes);
  } catch {
    return undefined;
  }
}

/** @returns undefined for a text with characters that would not arrive as they are. */
export function writeGb18030(text: string): Buffer | undefined {
  if (UNSHARED.test(text)) return undefined;
  const bytes = iconv.encode(text, 'gb18030');
  return decoder().decode(bytes) === text ? bytes : undefined;
}

/** The first character that others may read otherwise, or could not read at all. */
export function unsharedIn(text: string): string | undefined {
  return UNSHARED.exec(text)?.[0];
}

/** The characters for which a text is not written, in their order, each once. */
export function unwritableIn(text: string): string[] {
  return [...new Set(text)].filter((character) => writeGb18030(character) === undefined);
}

function decoder(): TextDecoder {
  try {
    strict ??= new TextDecoder('gb18030', { fatal: true, ignoreBOM: true });
    return strict;
  } catch (error) {
    throw new Error('this Node.js cannot read GB18030: it is built without full ICU', { cause: error });
  }
}
