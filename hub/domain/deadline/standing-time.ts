import type { Pause } from './clock.js';

/**
 * The days of China Standard Time, +08:00 all year and everywhere: a case is judged by the country's clock, not by that of
 * the machine. Days are days since 1970-01-01.
 */
const DAY_MS = 86_400_000;
const CST_MS = 8 * 3_600_000;

/** The day of a moment. */
export function dayAt(unixMs: number): number {
  return Math.floor((unixMs + CST_MS) / DAY_MS);
}

/** 00:00 of the day, which is 24:00 of the one before. */
export function startOf(day: number): number {
  return day * DAY_MS - CST_MS;
}

/** When a clock stands: from the first millisecond to the one in which it runs again, which may be never. */
export interface Standing {
  readonly from: number;
  readonly to: number;
}

/** Pauses in order, those that meet or overlap as one. */
export function standingTimes(pauses: readonly Pause[]): readonly Standing[] {
  if (pauses.length === 0) return NONE;
  const merged: { from: number; to: number }[] = [];
  for (const { from, to = Number.POSITIVE_INFINITY } of [...pauses].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

const NONE: readonly Standing[] = [];

/** Days at whose beginning the clock stands, first and last; a time that no midnight falls into has none. */
export function standingDays(times: readonly Standing[]): readonly { first: number; last: number }[] {
  return times
    .map(({ from, to }) => ({ first: dayFrom(from), last: dayFrom(to) - 1 }))
    .filter(({ first, last }) => first <= last);
}

/** The first day that begins in or after the moment. */
function dayFrom(unixMs: number): number {
  return Math.ceil((unixMs + CST_MS) / DAY_MS);
}
