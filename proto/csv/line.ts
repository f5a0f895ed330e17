import { protect } from './formula.js';

/** Tells spreadsheets that a file is UTF-8. */
export const BYTE_ORDER_MARK = '\u{FEFF}';

/** One record (RFC 4180) with its line break; no cell of it is ever run as a formula. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(protect(cell))).join(',')}\r\n`;
}

/** Whatever some reader could take for a separator or drop is quoted, in the countries of the semicolon too. */
function quoted(cell: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
