import { TextDecoder } from 'node:util';
import iconv from 'iconv-lite';
import { Gb18030Error } from './errors.js';

/**
 * The platform's encoding. The editions of 2005 and 2022 each moved a few characters to other bytes, and in the user-defined
 * area stand characters that a county drew for itself (自造字): neither may be signed as if everybody read them the same.
 * Reading is Node.js's; it has no writer, that is iconv-lite's, and what is written is read again and compared
 * (proved by test/unit/connectors/qingxin-gb18030.test.ts).
 */
let decoder: TextDecoder | undefined;

/**
 * Private use, lone surrogates, and the mark that some earlier program left for what it could not read; ḿ, which moved in
 * 2005, and the 18 characters that moved in 2022.
 */
const UNSHARED = /[\p{Co}\p{Cs}\uFFFD\u1E3F\u9FB4-\u9FBB\uFE10-\uFE19]/u;
const MAX_NAMED = 5;

/** @throws Error when this Node.js is built without the tables. Asked at the start, or the first batch would tell. */
export function checkEncoding(): void {
  theDecoder();
}

/** @throws Gb18030Error. */
export function decode(bytes: Uint8Array): string {
  const reader = theDecoder();
  let text: string;
  try {
    text = reader.decode(bytes);
  } catch {
    throw new Gb18030Error('不是 GB18030 编码');
  }
  const [found] = UNSHARED.exec(text) ?? [];
  if (found !== undefined) throw new Gb18030Error(`含自造字、各版编码不一的字符或乱码 ${codePoint(found)}`);
  return text;
}

/** @throws Gb18030Error naming the characters that would not arrive as they are. */
export function encode(text: string): Buffer {
  const bytes = iconv.encode(text, 'gb18030');
  if (!UNSHARED.test(text) && theDecoder().decode(bytes) === text) return bytes;
  const lost = [...new Set(text)].filter((character) => !survives(character)).map(codePoint);
  const named = lost.slice(0, MAX_NAMED).join(' ');
  throw new Gb18030Error(`GB18030 不能可靠表示的字符 · not safe in GB18030: ${named}`);
}

/** For what a person is to read: characters that do not go are question marks. */
export function legible(text: string, maxLength = 2000): string {
  const characters = [...text].slice(0, maxLength);
  return characters.map((character) => (survives(character) ? character : '?')).join('');
}

function theDecoder(): TextDecoder {
  try {
    decoder ??= new TextDecoder('gb18030', { fatal: true, ignoreBOM: true });
    return decoder;
  } catch (error) {
    throw new Error('this Node.js cannot read GB18030: it is built without full ICU', { cause: error });
  }
}

function survives(character: string): boolean {
  return !UNSHARED.test(character) && theDecoder().decode(iconv.encode(character, 'gb18030')) === character;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
