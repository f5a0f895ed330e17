import { NATION, parseDivisionCode } from '../codes/division-code.js';
import { dateOfDay, dayNumber } from '../item/day.js';
import { isDay } from '../rules/validity.js';

/** How a piece of rule data came here: read in its source, remembered and not looked up, or invented for development. */
export const PROVENANCES = ['FOUND', 'RECALLED', 'SAMPLE'] as const;
export type Provenance = (typeof PROVENANCES)[number];

/**
 * What was published about the days off of one year (部分节假日安排的通知). That of the whole country stands on weekends; that
 * of a region (广西三月三) stands on what holds above it. A corrected notice has a higher version and replaces the earlier one.
 */
export interface HolidayNotice {
  /** A division code in its shortest form; 100000 for the whole country. */
  readonly region: string;
  readonly year: number;
  /** Counts the notices of a region and year from 1. */
  readonly version: number;
  /** YYYY-MM-DD. */
  readonly publishedOn: string;
  /** Closed ranges of YYYY-MM-DD. Days in them that are no working days anyway do no harm: notices name whole holidays. */
  readonly daysOff: readonly (readonly [string, string])[];
  /** YYYY-MM-DD, each of them no working day otherwise (调休上班). */
  readonly makeUpWorkdays: readonly string[];
  readonly document: string;
  readonly url: string | undefined;
  readonly provenance: Provenance;
}

/**
 * A region whose law gives it days off of its own. Its years are published only with a notice of its own: to take that of the
 * country for it would be a guess.
 */
export interface OwnHolidays {
  readonly region: string;
  /** The first year. */
  readonly since: number;
  readonly document: string;
  readonly provenance: Provenance;
}

/** What is wrong with a notice by itself, one line each. */
export function noticeFaults(notice: HolidayNotice): string[] {
  const { year, version, publishedOn, daysOff, makeUpWorkdays } = notice;
  const name = nameOf(notice);
  const days = [...daysOff.flat(), ...makeUpWorkdays];
  const faults = [
    ...regionFault(notice.region),
    ...(Number.isInteger(year) && year >= 1949 && year <= 9999 ? [] : [`${year} is not a year`]),
    ...(Number.isInteger(version) && version > 0 ? [] : [`${version} is not a version, 1 or more`]),
    ...(isDay(publishedOn) ? [] : [`publishedOn: ${publishedOn} is not a day YYYY-MM-DD`]),
    ...days.flatMap((day) => (isDay(day) ? [] : [`${day} is not a day YYYY-MM-DD`])),
    ...days.flatMap((day) =>
      isDay(day) && Number(day.slice(0, 4)) !== year ? [`${day} is not in ${year}`] : [],
    ),
    ...daysOff.flatMap(([first, last]) =>
      last < first ? [`${first} to ${last} ends before it begins`] : [],
    ),
  ];
  return (faults.length > 0 ? faults : repeated(notice)).map((fault) => `${name}: ${fault}`);
}

/** `440000 2026 (version 1)`. */
export function nameOf({
  region,
  year,
  version,
}: Pick<HolidayNotice, 'region' | 'year' | 'version'>): string {
  return `${region} ${year} (version ${version})`;
}

export function regionFault(region: string): string[] {
  const code = parseDivisionCode(region);
  if (typeof code === 'string') return [`${region}: ${code}`];
  return code.code === region ? [] : [`${region}: expected its shortest form, ${code.code}`];
}

/** Only weekends are off. One entry for each day of the year, 1 for a working day. */
export function weekdaysOf(year: number): Uint8Array {
  const first = dayNumber(`${year}-01-01`);
  const days = new Uint8Array(dayNumber(`${year + 1}-01-01`) - first);
  const THURSDAY = 4; // 1970-01-01
  for (let i = 0; i < days.length; i++) {
    const weekday = (first + i + THURSDAY) % 7;
    days[i] = weekday === 0 || weekday === 6 ? 0 : 1;
  }
  return days;
}

/** The year as the notice makes it of what holds above, and the make-up days that make no difference. */
export function withNotice(above: Uint8Array, notice: HolidayNotice): { days: Uint8Array; faults: string[] } {
  const days = Uint8Array.from(above);
  const first = dayNumber(`${notice.year}-01-01`);
  for (const [from, to] of notice.daysOff) days.fill(0, dayNumber(from) - first, dayNumber(to) - first + 1);
  const faults = notice.makeUpWorkdays.flatMap((date) => {
    const i = dayNumber(date) - first;
    const was = above[i];
    days[i] = 1;
    return was === 1 ? [`${nameOf(notice)}: the make-up day ${date} is a working day anyway`] : [];
  });
  return { days, faults };
}

/** Days that a notice names twice. */
function repeated({ daysOff, makeUpWorkdays }: HolidayNotice): string[] {
  const seen = new Set<number>();
  const twice = new Set<number>();
  const see = (day: number) => void (seen.has(day) ? twice : seen).add(day);
  for (const [from, to] of daysOff) for (let day = dayNumber(from); day <= dayNumber(to); day++) see(day);
  for (const date of makeUpWorkdays) see(dayNumber(date));
  return [...twice].map((day) => `${dateOfDay(day)} is named twice`);
}

export function isNational({ region }: { readonly region: string }): boolean {
  return region === NATION;
}
