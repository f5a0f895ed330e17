const DAY_MS = 86_400_000;

/**
 * The day so many months later: the one with the number of the first, or the last of its month when there is none (民法典 art. 202).
 * @param day a number of days, as everywhere in deadlines.
 */
export function monthsLater(day: number, months: number): number {
  const start = new Date(day * DAY_MS);
  const [year, month] = [start.getUTCFullYear(), start.getUTCMonth() + months];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(start.getUTCDate(), lastOfMonth)) / DAY_MS;
}
