const DAY_MS = 86_400_000;
const CST_MS = 8 * 3_600_000;
let lastDay = { number: -1, text: '' };

/** The day in China Standard Time, YYYY-MM-DD: rules are in force by days of the country. */
export function dayOf(unixMs: number): string {
  const number = Math.floor((unixMs + CST_MS) / DAY_MS);
  if (number !== lastDay.number)
    lastDay = { number, text: new Date(number * DAY_MS).toISOString().slice(0, 10) };
  return lastDay.text;
}
