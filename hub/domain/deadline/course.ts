import type { Calendars } from './calendars.js';
import type { Clock } from './clock.js';
import { dayAt, standingDays, standingTimes } from './standing-time.js';
import { isUnpublished, type Unpublished, type WorkdayCalendar } from './workday-calendar.js';

/**
 * The days that a clock counts. A day counts when it comes after the day on which the clock started and the clock does not
 * stand when it begins, at 00:00; of working days only those. So a pause costs as many days as midnights fall into it: the
 * day on which it begins was begun by the authority and counts, the day on which the clock runs again does not, as the day
 * on which a limit starts does not (民法典 art. 201). A pause within one day costs none.
 */
export class Course {
  readonly calendar: WorkdayCalendar;
  readonly startDay: number;
  readonly #standing: readonly { first: number; last: number }[];

  constructor(clock: Clock, calendars: Calendars) {
    this.calendar = calendars.forRegion(clock.region);
    this.startDay = dayAt(clock.startedAt);
    this.#standing = standingDays(standingTimes(clock.pauses)).filter(({ last }) => last > this.startDay);
  }

  /** The n-th day that counts, n from 1; undefined when the clock stands for ever before it comes. */
  nth(n: number, unit: 'WORKING_DAY' | 'CALENDAR_DAY'): number | undefined | Unpublished {
    let counted = this.startDay;
    let left = n;
    for (const { first, last } of this.#standing) {
      const between = this.#count(counted, first - 1, unit);
      // A limit that ends before the first unpublished year is not touched by it: the last step below finds that out.
      if (typeof between !== 'number' || left <= between) break;
      left -= between;
      if (last === Number.POSITIVE_INFINITY) return undefined;
      counted = Math.max(counted, last);
    }
    return unit === 'WORKING_DAY' ? this.calendar.add(counted, left) : counted + left;
  }

  /** How many working days count after the start, up to and including a day. */
  workdaysThrough(day: number): number | Unpublished {
    let total = this.calendar.count(this.startDay, day);
    for (const { first, last } of this.#standing) {
      const lost = this.calendar.count(Math.max(first - 1, this.startDay), Math.min(last, day));
      if (isUnpublished(total)) return total;
      if (isUnpublished(lost)) return lost;
      total -= lost;
    }
    return total;
  }

  /** The last day of the time in which the clock stands when the day ends; infinite for one without end. */
  standsAtEndOf(day: number): number | undefined {
    return this.#standing.find(({ first, last }) => first <= day + 1 && day + 1 <= last)?.last;
  }

  #count(after: number, until: number, unit: 'WORKING_DAY' | 'CALENDAR_DAY'): number | Unpublished {
    return unit === 'WORKING_DAY' ? this.calendar.count(after, until) : Math.max(0, until - after);
  }
}
