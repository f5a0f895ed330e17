import { create, type QRCodeSegment, toBuffer, toString as toText } from 'qrcode';
import { values } from '#proto/schema';

/**
 * Codes that holders show, as QR codes. They are read from one screen by the camera of another device: large modules matter
 * most, then what glare and scratches cover. A code has 41 characters, all of the alphanumeric set: with correction Q (a quarter
 * may be lost) they fit 29 × 29 modules (version 3), which M would need too, and H would not do with.
 */
const CORRECTION = 'Q';
/** ISO/IEC 18004 asks for four modules of white all around; screens are often dark beyond. */
const QUIET = 4;
/** A whole number of pixels for a module, so that nothing is blurred: 370 pixels in all, a third of a phone's breadth or more. */
const PIXELS = 10;

/** For pages. */
export function drawSvg(code: string): Promise<string> {
  return toText(contentOf(code), { type: 'svg', errorCorrectionLevel: CORRECTION, margin: QUIET });
}

export function drawPng(code: string): Promise<Uint8Array> {
  return toBuffer(contentOf(code), { errorCorrectionLevel: CORRECTION, margin: QUIET, scale: PIXELS });
}

/**
 * For terminals: two modules above each other in a character, black on white whatever the terminal's own colours are. (The
 * library's own drawing takes the terminal's white, which is grey in most, and a quiet zone of one module.)
 */
export function drawText(code: string): string {
  const { modules } = create(contentOf(code), { errorCorrectionLevel: CORRECTION });
  const isDark = (row: number, column: number) =>
    row >= 0 && column >= 0 && row < modules.size && column < modules.size && modules.get(row, column) === 1;
  const places = Array.from({ length: modules.size + 2 * QUIET }, (_, i) => i - QUIET);
  const rows = places.filter((_, i) => i % 2 === 0);
  return rows
    .map((row) => {
      const cells = places.map((column) => HALVES[`${isDark(row, column)} ${isDark(row + 1, column)}`]);
      return `${BLACK_ON_WHITE}${cells.join('')}${RESET}\n`;
    })
    .join('');
}

const BLACK_ON_WHITE = '\u001b[38;5;16;48;5;231m';
const RESET = '\u001b[0m';
const HALVES: Readonly<Record<`${boolean} ${boolean}`, string>> = {
  'true true': '█',
  'true false': '▀',
  'false true': '▄',
  'false false': ' ',
};

/** One segment: left to itself the library would cut a code into pieces, which take more room. @throws ZodError for what is no code. */
function contentOf(code: string): QRCodeSegment[] {
  return [{ data: values.presentationCode.parse(code), mode: 'alphanumeric' }];
}
