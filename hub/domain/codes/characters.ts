/** What readers of codes say of a character that cannot stand where it stands. */

/** `character 3 is A, expected a digit`; what cannot be seen or misleads the eye is named by its number. */
export function unexpected(text: string, at: number, expected: string): string {
  return `character ${at + 1} is ${shown(text, at)}, expected ${expected}`;
}

/** The fault of the first character from `from` (inclusive) to `to` (exclusive) that is no ASCII digit. */
export function digitsFault(
  text: string,
  from: number,
  to: number,
  expected = 'a digit',
): string | undefined {
  for (let at = from; at < to; at++) {
    if (!isDigit(text.charCodeAt(at))) return unexpected(text, at, expected);
  }
  return undefined;
}

/** Whether the eight digits YYYYMMDD name a day that there is. */
export function isDate(yyyymmdd: string): boolean {
  const [year, month, day] = [yyyymmdd.slice(0, 4), yyyymmdd.slice(4, 6), yyyymmdd.slice(6)].map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** YYYYMMDD as YYYY-MM-DD. */
export function dashed(yyyymmdd: string): string {
  return `${yyyymmdd.slice(0, 4)}-${yyyymmdd.slice(4, 6)}-${yyyymmdd.slice(6)}`;
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

function shown(text: string, at: number): string {
  const point = text.codePointAt(at);
  if (point === undefined) return 'missing';
  const isPlain = point > 0x20 && point < 0x7f;
  return isPlain ? String.fromCodePoint(point) : `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
}
