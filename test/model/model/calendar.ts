import type { Day } from './words.js';

/**
 * The days of China, +08:00 all year, counted one by one; and which of them are working days. The years of the model have holidays and
 * working weekends of its own, which the hub is given as notices.
 */

const DAY_MS = 86_400_000;
const CST_MS = 8 * 3_600_000;

/** Days off of a year, and weekends on which people work instead. */
export interface Year {
  readonly year: number;
  readonly daysOff: readonly (readonly [Day, Day])[];
  readonly makeUpWorkdays: readonly Day[];
}

export const YEARS: readonly Year[] = [
  { year: 2026, daysOff: [], makeUpWorkdays: [] },
  {
    year: 2027,
    daysOff: [
      ['2027-01-01', '2027-01-03'],
      ['2027-02-05', '2027-02-11'],
      ['2027-05-01', '2027-05-05'],
      ['2027-10-01', '2027-10-07'],
    ],
    makeUpWorkdays: ['2027-02-14', '2027-10-09'],
  },
  {
    year: 2028,
    daysOff: [
      ['2028-01-01', '2028-01-03'],
      ['2028-01-25', '2028-01-31'],
      ['2028-05-01', '2028-05-03'],
    ],
    makeUpWorkdays: ['2028-02-05'],
  },
  { year: 2029, daysOff: [['2029-01-01', '2029-01-02']], makeUpWorkdays: [] },
  { year: 2030, daysOff: [], makeUpWorkdays: [] },
];

const OFF = new Set(YEARS.flatMap(({ daysOff }) => daysOff.flatMap(([first, last]) => eachDay(first, last))));
const MADE_UP = new Set(YEARS.flatMap(({ makeUpWorkdays }) => makeUpWorkdays.map(dayNumber)));

/** Days since 1970-01-01. */
export function dayNumber(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

export function dayText(day: number): Day {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The day of a moment. */
export function dayAt(at: number): number {
  return Math.floor((at + CST_MS) / DAY_MS);
}

/** 00:00 of a day. */
export function startOf(day: number): number {
  return day * DAY_MS - CST_MS;
}

export function isWorkday(day: number): boolean {
  if (MADE_UP.has(day)) return true;
  const weekday = (day + 4) % 7; // 1970-01-01 was a Thursday; 0 is a Sunday
  return weekday !== 0 && weekday !== 6 && !OFF.has(day);
}

/** The n-th working day after a day, or before it when n is negative. */
export function workdayFrom(day: number, n: number): number {
  let at = day;
  for (let left = Math.abs(n); left > 0; ) {
    at += Math.sign(n);
    if (isWorkday(at)) left--;
  }
  return at;
}

function eachDay(first: Day, last: Day): number[] {
  const days: number[] = [];
  for (let day = dayNumber(first); day <= dayNumber(last); day++) days.push(day);
  return days;
}
