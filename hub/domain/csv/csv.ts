/** CSV (RFC 4180) for people who will open it in a spreadsheet, with texts that strangers wrote. */

export type Cell = string | number;

/** What a spreadsheet takes for the beginning of a formula, in any width, also behind a tab or a line break. */
const FORMULA = /^[=+\-@\t\r\n]/;

/** What may be dropped on opening, so that a formula behind it begins the cell: spaces, the unseen, a separator of some countries. */
const LEADING = /^[\p{Zs}\p{Cf};；]+/u;

const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

/**
 * Lines end in CRLF; the byte order mark tells spreadsheets that it is UTF-8. No cell is ever run as a formula: one that would
 * be is shown with an apostrophe before it (proved by test/unit/hub/domain/csv.test.ts). Numbers are left alone.
 */
export function writeCsv(rows: readonly (readonly Cell[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('')}`;
}

function cellText(cell: Cell): string {
  const text = typeof cell === 'number' ? String(cell) : harmless(cell);
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function harmless(text: string): string {
  const trimmed = text.replace(LEADING, '');
  const isFormula = FORMULA.test(trimmed.slice(0, 1).normalize('NFKC')) && !NUMBER.test(trimmed);
  return isFormula ? `'${trimmed}` : trimmed;
}
