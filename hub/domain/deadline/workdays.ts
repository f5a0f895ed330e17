/**
 * Working days (工作日) of one region: Monday to Friday, less the published holidays, plus the published make-up days.
 * A year that was not published has no answer: guessing would move legal deadlines.
 */

export interface PublishedYear {
  readonly year: number;
  /** Closed ranges of YYYY-MM-DD. */
  readonly holidays: readonly (readonly [string, string])[];
  /** YYYY-MM-DD. */
  readonly makeupWorkdays: readonly string[];
}

export class WorkdayCalendar {
  readonly #years = new Map<string, PublishedYear>();

  constructor(years: readonly PublishedYear[]) {
    for (const year of years) this.#years.set(String(year.year), year);
  }

  /** @returns undefined when the year of the date was not published. */
  isWorkday(date: string): boolean | undefined {
    const year = this.#years.get(date.slice(0, 4));
    if (year === undefined) return undefined;
    if (year.makeupWorkdays.includes(date)) return true;
    if (year.holidays.some(([first, last]) => first <= date && date <= last)) return false;
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    return weekday !== 0 && weekday !== 6;
  }

  /**
   * The last day of a time limit. The day it starts on is not counted (民法典 art. 201).
   * @returns undefined when the limit runs into a year that was not published.
   */
  dueDate(start: string, workdays: number): string | undefined {
    let date = start;
    for (let counted = 0; counted < workdays; ) {
      date = nextDay(date);
      const isWorkday = this.isWorkday(date);
      if (isWorkday === undefined) return undefined;
      if (isWorkday) counted++;
    }
    return date;
  }
}

function nextDay(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
