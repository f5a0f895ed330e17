import iconv from 'iconv-lite';

/** How a file of text is written. UTF-8 may have a byte order mark, and does when we write it: spreadsheets look for it. */
export type Encoding = 'utf-8' | 'gb18030';

export const ENCODINGS: readonly Encoding[] = ['utf-8', 'gb18030'];

export interface Decoder {
  /** Bytes that are no text become U+FFFD, which no cell may hold: so one bad byte spoils one row. */
  push(bytes: Uint8Array): string;
  end(): string;
}

/** @throws Error where Node.js was built without the tables for GB 18030. */
export function decoderOf(encoding: Encoding): Decoder {
  const decoder = new TextDecoder(encoding);
  return {
    push: (bytes) => decoder.decode(bytes, { stream: true }),
    end: () => decoder.decode(),
  };
}

/** A text that cannot be written in an encoding so that it reads the same again. */
export class UnwritableTextError extends Error {
  readonly character: string;

  constructor(encoding: Encoding, character: string) {
    const point = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    super(`${character} (${point}) cannot be written in ${encoding}; use utf-8`);
    this.character = character;
  }
}

/**
 * Editions of GB 18030 differ on some characters (private use in one, assigned in the next), and so do the two tables we
 * write and read with. What does not read back the same is refused, not replaced. @throws UnwritableTextError
 */
export function encodeText(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8');
  const bytes = iconv.encode(text, 'gb18030');
  if (new TextDecoder('gb18030').decode(bytes) === text) return bytes;
  const character = [...text].find(
    (each) => new TextDecoder('gb18030').decode(iconv.encode(each, 'gb18030')) !== each,
  );
  throw new UnwritableTextError(encoding, character ?? '\u{FFFD}');
}

export const BYTE_ORDER_MARK = '\u{FEFF}';
