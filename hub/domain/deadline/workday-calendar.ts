import { dateOfDay, dayNumber } from '../item/day.js';
import type { HolidayNotice } from './notice.js';

/** No notice says which days of the year are working days in the region, so nothing that needs them can be said. */
export interface Unpublished {
  readonly kind: 'unpublished';
  readonly year: number;
  readonly region: string;
}

/** Years that follow each other without a gap, with everything counted beforehand. Days are days since 1970-01-01. */
interface Span {
  readonly first: number;
  readonly last: number;
  /** How many working days there are up to and including a day, by its distance from `first`. */
  readonly through: Int32Array;
  readonly workdays: Int32Array;
}

/**
 * Working days (工作日) of one region. A year that was not published has no answer: guessing would move legal deadlines. Every
 * question costs the same however many days lie between. Days are days since 1970-01-01 (`dayNumber`, `dateOfDay`).
 */
export class WorkdayCalendar {
  readonly region: string;
  /** What the calendar rests on: for each year the notice of the country, then those of regions, as far as there are any. */
  readonly notices: readonly HolidayNotice[];
  readonly #spans: readonly Span[];

  /** @param years by year: 1 for each day that is a working day, 0 for each other. */
  constructor(region: string, years: ReadonlyMap<number, Uint8Array>, notices: readonly HolidayNotice[]) {
    this.region = region;
    this.notices = Object.freeze([...notices]);
    this.#spans = spansOf(years);
  }

  /** @param date YYYY-MM-DD. */
  isWorkday(date: string): boolean | Unpublished {
    const day = dayNumber(date);
    const span = this.#spanOf(day);
    if (span === undefined) return this.#unpublished(day);
    return throughOf(span, day) > throughOf(span, day - 1);
  }

  /** The n-th working day after a day, n from 1. */
  add(day: number, n: number): number | Unpublished {
    const span = this.#spanOf(day + 1);
    if (span === undefined) return this.#unpublished(day + 1);
    return span.workdays[throughOf(span, day) + n - 1] ?? this.#unpublished(span.last + 1);
  }

  /** How many working days there are after one day, up to and including another that is not before it. */
  count(after: number, until: number): number | Unpublished {
    if (until <= after) return 0;
    const span = this.#spanOf(after + 1);
    if (span === undefined) return this.#unpublished(after + 1);
    if (until > span.last) return this.#unpublished(span.last + 1);
    return throughOf(span, until) - throughOf(span, after);
  }

  /** The day itself if it is a working day, or the next one. */
  onOrAfter(day: number): number | Unpublished {
    return this.add(day - 1, 1);
  }

  /** How many working days the year has. */
  workdaysIn(year: number): number | Unpublished {
    return this.count(dayNumber(`${year}-01-01`) - 1, dayNumber(`${year}-12-31`));
  }

  #spanOf(day: number): Span | undefined {
    return this.#spans.find(({ first, last }) => first <= day && day <= last);
  }

  #unpublished(day: number): Unpublished {
    const year = Number(dateOfDay(day).slice(0, -6));
    return Object.freeze({ kind: 'unpublished', year, region: this.region });
  }
}

export function isUnpublished(answer: object | number | boolean): answer is Unpublished {
  return typeof answer === 'object' && 'kind' in answer && answer.kind === 'unpublished';
}

function spansOf(years: ReadonlyMap<number, Uint8Array>): readonly Span[] {
  const runs: { first: number; days: number[] }[] = [];
  for (const [year, days] of [...years].sort(([a], [b]) => a - b)) {
    const first = dayNumber(`${year}-01-01`);
    const run = runs.at(-1);
    if (run !== undefined && run.first + run.days.length === first) run.days.push(...days);
    else runs.push({ first, days: [...days] });
  }
  return runs.map(({ first, days }) => spanOf(first, days));
}

function spanOf(first: number, days: readonly number[]): Span {
  let count = 0;
  const through = Int32Array.from(days, (isWorkday) => {
    count += isWorkday;
    return count;
  });
  const workdays = Int32Array.from(days.flatMap((isWorkday, i) => (isWorkday ? [first + i] : [])));
  return { first, last: first + days.length - 1, through, workdays };
}

function throughOf(span: Span, day: number): number {
  return span.through[day - span.first] ?? 0; // nothing before the first day
}
