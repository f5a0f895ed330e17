import { ArchiveError } from './error.js';

const UTF8 = 1 << 11;

/** Code page 437 from 0x80 on: how names are written that do not say to be UTF-8 (APPNOTE appendix D). */
const CODE_PAGE_437 = [
  ...'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐',
  ...'└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
];

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @throws ArchiveError for a name that is not what it says to be. */
export function decodeName(raw: Uint8Array, flags: number): string {
  if ((flags & UTF8) === 0) return Array.from(raw, oemCharacter).join('');
  try {
    return decoder.decode(raw);
  } catch {
    throw new ArchiveError('a name is not UTF-8');
  }
}

function oemCharacter(byte: number): string {
  return CODE_PAGE_437[byte - 0x80] ?? String.fromCharCode(byte);
}

/** @throws ArchiveError unless it leads to a place below the one where the archive would be unpacked, in one spelling. */
export function checkPath(name: string): void {
  const steps = name.replace(/\/$/, '').split('/');
  const isPlain =
    !hasControlCharacter(name) &&
    !name.includes('\\') &&
    !/^[a-zA-Z]:/.test(name) &&
    !steps.some((step) => step === '' || step === '.' || step === '..');
  if (!isPlain) throw new ArchiveError(`${JSON.stringify(name)} is not a plain path`);
}

function hasControlCharacter(name: string): boolean {
  return [...name].some((character) => character < ' ' || character === '\u007f');
}
