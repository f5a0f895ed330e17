import { dayAt, dayNumber, isWorkday } from './calendar.js';
import { type Count, lastDay, lastDayText, nextWarning, overAt, type Pause } from './count.js';
import { EXTENSIONS, LIMITS } from './limits.js';
import type { CaseAct, ClockKind, Day, Owed } from './words.js';

type Extending = Extract<CaseAct, { type: 'TimeLimitExtended' }>;

export interface Clock {
  readonly kind: ClockKind;
  readonly startedAt: number;
  until: Day | undefined;
  extension: number;
  stoppedAt: number | undefined;
  /** What was told of for which last day. */
  told: { readonly dueDate: Day; readonly levels: readonly string[] } | undefined;
}

/** How a clock looks from outside. */
export interface ClockReading {
  readonly kind: ClockKind;
  readonly startedAt: number;
  readonly stoppedAt: number | undefined;
  readonly dueDate: Day | undefined;
  readonly extendedBy: number;
  readonly source: 'RULE' | 'PROMISED' | 'ACCEPTANCE' | 'NOTICE';
}

const KINDS: readonly ClockKind[] = [
  'ACCEPTANCE_NOTICE',
  'DECISION',
  'CERTIFICATE_ISSUE',
  'CORRECTION_ANSWER',
  'AFTER_CHECK',
];

/** The clocks of one case. Those that end are kept, to be looked at. */
export class Clocks {
  readonly #clocks = new Map<ClockKind, Clock>();
  /** What the item promises for its decision, in working days. */
  readonly #promised: number | undefined;
  /** The time for which the clock of the decision stands. */
  readonly #pauses: () => readonly Pause[];

  constructor(promised: number | undefined, pauses: () => readonly Pause[]) {
    this.#promised = promised;
    this.#pauses = pauses;
  }

  start(kind: ClockKind, startedAt: number, until?: Day): void {
    this.#clocks.set(kind, { kind, startedAt, until, extension: 0, stoppedAt: undefined, told: undefined });
  }

  /** Goes on from where it began, until another day. */
  promise(kind: ClockKind, until: Day | undefined): void {
    const clock = this.#running().find((each) => each.kind === kind);
    if (clock !== undefined && until !== undefined) clock.until = until;
  }

  stop(at: number, kinds: readonly ClockKind[] = KINDS): void {
    for (const clock of this.#running()) if (kinds.includes(clock.kind)) clock.stoppedAt = at;
  }

  /** 延期: once, as the rule gives it, while the limit is not over. */
  mayExtend({ clock: kind, amount, unit, approver }: Extending, at: number): boolean {
    const clock = this.#running().find((each) => each.kind === kind);
    const most = EXTENSIONS[kind] ?? 0;
    if (clock === undefined || clock.extension > 0 || amount > most) return false;
    if (unit !== 'WORKING_DAY' || approver !== 'AUTHORITY_HEAD') return false;
    const over = overAt(this.#countOf(clock));
    return over === undefined || at < over;
  }

  extend({ clock: kind, amount }: Extending): void {
    const clock = this.#clocks.get(kind);
    if (clock !== undefined) clock.extension += amount;
  }

  warn(kind: ClockKind, level: string, dueDate: Day): void {
    const clock = this.#clocks.get(kind);
    if (clock === undefined) return;
    const levels = clock.told?.dueDate === dueDate ? clock.told.levels : [];
    clock.told = { dueDate, levels: [...levels, level] };
  }

  /** 预警: each level once for each last day; the next one alone is awaited. */
  warnings(): Owed[] {
    return this.#running().flatMap((clock): Owed[] => {
      const count = this.#countOf(clock);
      const told = clock.told?.dueDate === lastDayText(count) ? clock.told?.levels : [];
      const next = nextWarning(count, LIMITS[clock.kind].ladder, told ?? []);
      if (next === undefined) return [];
      const { level, dueDate, from } = next;
      return [{ act: { type: 'ClockWarned', clock: clock.kind, level, dueDate }, from }];
    });
  }

  /** When the time to say whether the case is accepted is over; undefined while it does not run. */
  acceptanceOverAt(): number | undefined {
    const clock = this.#running().find(({ kind }) => kind === 'ACCEPTANCE_NOTICE');
    return clock && overAt(this.#countOf(clock));
  }

  /** Since when the authority has had the papers and said nothing. */
  acceptanceSince(): number | undefined {
    return this.#running().find(({ kind }) => kind === 'ACCEPTANCE_NOTICE')?.startedAt;
  }

  /** Whether a decision at this moment is in time. */
  isInTime(at: number): boolean {
    const clock = this.#clocks.get('DECISION');
    const over = clock && overAt(this.#countOf(clock));
    return over !== undefined && at < over;
  }

  readings(): ClockReading[] {
    return [...this.#clocks.values()].map((clock) => ({
      kind: clock.kind,
      startedAt: clock.startedAt,
      stoppedAt: clock.stoppedAt,
      dueDate: lastDayText(this.#countOf(clock)),
      extendedBy: clock.extension,
      source: this.#lengthOf(clock).source,
    }));
  }

  #running(): Clock[] {
    return [...this.#clocks.values()].filter(({ stoppedAt }) => stoppedAt === undefined);
  }

  #countOf(clock: Clock): Count {
    const { workdays } = this.#lengthOf(clock);
    const pauses = clock.kind === 'DECISION' ? this.#pauses() : [];
    return { startedAt: clock.startedAt, workdays: workdays + clock.extension, pauses };
  }

  /** A promised day counts when it is no later than the limit allows; the day of a notice always does. */
  #lengthOf({ kind, startedAt, until }: Clock): Pick<ClockReading, 'source'> & { readonly workdays: number } {
    const isPromised = kind === 'DECISION' && this.#promised !== undefined;
    const workdays = isPromised ? (this.#promised ?? 0) : LIMITS[kind].workdays;
    const source = isPromised ? 'PROMISED' : 'RULE';
    if (until === undefined) return { workdays, source };
    const promised = workdaysUntil(startedAt, dayNumber(until));
    if (kind === 'CORRECTION_ANSWER') return { workdays: promised, source: 'NOTICE' };
    const latest = lastDay({ startedAt, workdays, pauses: [] });
    return latest !== undefined && dayNumber(until) > latest
      ? { workdays, source }
      : { workdays: promised, source: 'ACCEPTANCE' };
  }
}

/** A day as so many working days; a day off stands for the next working day. */
function workdaysUntil(startedAt: number, until: number): number {
  let last = until;
  while (!isWorkday(last)) last++;
  let workdays = 0;
  for (let day = dayAt(startedAt) + 1; day <= last; day++) if (isWorkday(day)) workdays++;
  return workdays;
}
