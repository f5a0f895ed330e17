import { divisionCodeFault, divisionParent, NATION, shortestDivisionCode } from '../codes/division-code.js';
import { groupBy } from '../rules/group.js';
import { RuleDataError } from '../rules/rule-data-error.js';
import {
  type HolidayNotice,
  isNational,
  nameOf,
  noticeFaults,
  type OwnHolidays,
  regionFault,
  weekdaysOf,
  withNotice,
} from './notice.js';
import { WorkdayCalendar } from './workday-calendar.js';

/**
 * The working-day calendars of all regions, from everything that was published about them. Immutable; whoever learns of a new
 * notice makes a new one, and recomputes the clocks that it may touch.
 */
export class Calendars {
  readonly notices: readonly HolidayNotice[];
  readonly own: readonly OwnHolidays[];
  readonly #byRegion = new Map<string, RegionYears>();
  /** Answers given before: a million clocks ask for few places. */
  readonly #nearest = new Map<string, WorkdayCalendar>();

  /**
   * @throws RuleDataError naming every fault: codes and days, two notices of one version, days that a notice names twice,
   * make-up days that are working days anyway, a region's notice for a year of which the country has none.
   */
  constructor(notices: readonly HolidayNotice[], own: readonly OwnHolidays[] = []) {
    const faults = [
      ...notices.flatMap(noticeFaults),
      ...sameVersions(notices),
      ...own.flatMap(({ region }) => regionFault(region)),
    ];
    if (faults.length === 0) faults.push(...this.#build(latestOf(notices), own));
    if (faults.length > 0) throw new RuleDataError('the calendars are not valid', faults);
    this.notices = Object.freeze([...notices]);
    this.own = Object.freeze([...own]);
  }

  /**
   * The calendar of the nearest region that has one of its own, up to the country's.
   * @throws RangeError for what is no division code.
   */
  forRegion(divisionCode: string): WorkdayCalendar {
    const known = this.#nearest.get(divisionCode);
    if (known !== undefined) return known;
    const fault = divisionCodeFault(divisionCode);
    if (fault !== undefined) throw new RangeError(`${divisionCode}: ${fault}`);
    const own = this.#byRegion.get(shortestDivisionCode(divisionCode)) ?? this.#above(divisionCode);
    const calendar = own?.calendar ?? EMPTY;
    if (this.#nearest.size < MOST_REMEMBERED) this.#nearest.set(divisionCode, calendar);
    return calendar;
  }

  /** Regions from the country down: each stands on the one above. */
  #build(notices: readonly HolidayNotice[], own: readonly OwnHolidays[]): string[] {
    const byRegion = groupBy(notices, ({ region }) => region);
    const regions = new Set([
      NATION,
      ...[...byRegion.keys(), ...own.map(({ region }) => region)].sort(byDepth),
    ]);
    return [...regions].flatMap((region) => {
      const above = region === NATION ? undefined : this.#above(region);
      const since = Math.min(...own.filter((each) => each.region === region).map((each) => each.since));
      const { years, effective, faults } = yearsOf(byRegion.get(region) ?? [], above, since);
      this.#byRegion.set(region, { years, calendar: new WorkdayCalendar(region, years, effective) });
      return faults;
    });
  }

  #above(region: string): RegionYears | undefined {
    for (let code = divisionParent(region); code !== undefined; code = divisionParent(code)) {
      const found = this.#byRegion.get(code);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

interface RegionYears {
  readonly years: ReadonlyMap<number, Uint8Array>;
  readonly calendar: WorkdayCalendar;
}

const MOST_REMEMBERED = 10_000;
const EMPTY = new WorkdayCalendar(NATION, new Map(), []);

/** @param since the first year that the region must have published itself; infinite when there is none. */
function yearsOf(notices: readonly HolidayNotice[], above: RegionYears | undefined, since: number) {
  const years = new Map([...(above?.years ?? [])].filter(([year]) => year < since));
  const inherited = (above?.calendar.notices ?? []).filter(
    ({ year }) => years.has(year) || notices.some((notice) => notice.year === year),
  );
  const faults = notices.flatMap((notice) => {
    const base = isNational(notice) ? weekdaysOf(notice.year) : above?.years.get(notice.year);
    if (base === undefined) return [`${nameOf(notice)}: nothing is published for ${notice.year} above it`];
    const made = withNotice(base, notice);
    years.set(notice.year, made.days);
    return made.faults;
  });
  const effective = [...inherited, ...notices].sort((a, b) => a.year - b.year);
  return { years, effective, faults };
}

function latestOf(notices: readonly HolidayNotice[]): readonly HolidayNotice[] {
  const groups = groupBy(notices, ({ region, year }) => `${region} ${year}`);
  return [...groups.values()].map((group) => group.reduce((a, b) => (b.version > a.version ? b : a)));
}

function sameVersions(notices: readonly HolidayNotice[]): string[] {
  return [...groupBy(notices, nameOf)].flatMap(([name, { length }]) =>
    length > 1 ? [`${name}: there are ${length} notices`] : [],
  );
}

/** Provinces before cities before counties. */
function byDepth(a: string, b: string): number {
  return depthOf(a) - depthOf(b) || (a < b ? -1 : 1);
}

function depthOf(code: string): number {
  const parent = divisionParent(code);
  return parent === undefined ? 0 : depthOf(parent) + 1;
}
