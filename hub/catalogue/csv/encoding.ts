import { unwritableIn, writeGb18030 } from '#proto/csv';

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

/** A text that cannot be written in an encoding so that everybody reads the same again. */
export class UnwritableTextError extends Error {
  readonly characters: readonly string[];

  constructor(encoding: Encoding, characters: readonly string[]) {
    const [first = ''] = characters;
    const point = `U+${(first.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    super(`${first} (${point}) cannot be written in ${encoding}; use utf-8`);
    this.characters = characters;
  }
}

/** @throws UnwritableTextError: nothing is replaced. */
export function encodeText(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8');
  const bytes = writeGb18030(text);
  if (bytes === undefined) throw new UnwritableTextError(encoding, unwritableIn(text));
  return bytes;
}
