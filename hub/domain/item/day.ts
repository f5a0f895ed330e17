const DAY_MS = 86_400_000;

/** Days since 1970-01-01. @param date YYYY-MM-DD; anything else gives NaN, which no period contains. */
export function dayNumber(date: string): number {
  if (date.length !== 10) return Number.NaN;
  const year = digits(date, 0, 4);
  const month = digits(date, 5, 2);
  const day = digits(date, 8, 2);
  const month0 = month <= 2 ? month + 9 : month - 3; // the leap day comes last in a year that begins in March
  const years = month <= 2 ? year - 1 : year;
  const leaps = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return years * 365 + leaps + Math.floor((153 * month0 + 2) / 5) + day - 719_469;
}

/** Rules begin and end on few different days; each is written once. */
const WRITTEN = new Map<number, string>();
const MOST_WRITTEN = 10_000;

/** YYYY-MM-DD. */
export function dateOfDay(day: number): string {
  const known = WRITTEN.get(day);
  if (known !== undefined) return known;
  const text = new Date(day * DAY_MS).toISOString().slice(0, 10);
  if (WRITTEN.size < MOST_WRITTEN) WRITTEN.set(day, text);
  return text;
}

function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let i = from; i < from + count; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}
