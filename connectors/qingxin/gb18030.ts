import { checkGb18030, readGb18030, unsharedIn, unwritableIn, writeGb18030 } from '#proto/csv';
import { Gb18030Error } from './errors.js';

/** The platform's encoding. What not every reader would see alike is neither signed nor written. */

const MAX_NAMED = 5;

/** @throws Error when this Node.js is built without the tables. Asked at the start, or the first batch would tell. */
export const checkEncoding = checkGb18030;

/** @throws Gb18030Error. */
export function decode(bytes: Uint8Array): string {
  const text = readGb18030(bytes);
  if (text === undefined) throw new Gb18030Error('不是 GB18030 编码');
  const found = unsharedIn(text);
  if (found !== undefined) {
    throw new Gb18030Error(`含自造字、各版编码不一的字符或乱码 ${codePoint(found)}`);
  }
  return text;
}

/** @throws Gb18030Error naming the characters that would not arrive as they are. */
export function encode(text: string): Buffer {
  const bytes = writeGb18030(text);
  if (bytes !== undefined) return bytes;
  const named = unwritableIn(text).slice(0, MAX_NAMED).map(codePoint).join(' ');
  throw new Gb18030Error(`GB18030 不能可靠表示的字符 · not safe in GB18030: ${named}`);
}

/** For what a person is to read: characters that do not go are question marks. */
export function legible(text: string, maxLength = 2000): string {
  const characters = [...text].slice(0, maxLength);
  const lost = new Set(unwritableIn(characters.join('')));
  return characters.map((character) => (lost.has(character) ? '?' : character)).join('');
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
