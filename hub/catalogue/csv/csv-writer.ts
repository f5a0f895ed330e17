/**
 * A cell that a spreadsheet would run as a formula gets an apostrophe before it, which spreadsheets take for "this is text".
 * Reading takes it off again, so that nothing is lost on the way there and back: test/property/csv.test.ts.
 */
const FORMULA = /^'*[\s;]*[=+\-@\t\r＝＋－＠]/u;
const PROTECTED = /^'+[\s;]*[=+\-@\t\r＝＋－＠]/u;

export function protect(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

export function unprotect(cell: string): string {
  return cell.charCodeAt(0) === APOSTROPHE && PROTECTED.test(cell) ? cell.slice(1) : cell;
}

const APOSTROPHE = 0x27;

/** One record with its line break; cells are protected against being run. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(protect(cell))).join(',')}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
