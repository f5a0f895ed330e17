import { type Clock, dueAt, nextFiring, type WarningLevel } from '#domain/deadline';
import type { Rules } from '../rules.js';
import type { Plan } from './awaited.js';
import { calendarName, waitOf } from './limits.js';

/** Something that is owed in a case beside its own clocks, and the levels of warnings that were told of. */
export interface RunningLadder {
  readonly clock: Clock;
  readonly rule: string;
  readonly warned: readonly string[];
}

/** What a warning says of the level that was reached. */
export interface ReachedLevel {
  readonly level: string;
  readonly dueDate: string;
  readonly firingAt: string;
  readonly rule: string;
  readonly calendar: string;
  readonly escalateTo: string[];
}

/** Until when something is owed, for whoever reads it. */
export interface OwedBy {
  /** The last day, YYYY-MM-DD; undefined when nothing is owed, or a year is not published. */
  readonly dueDate: string | undefined;
  readonly rule: string | undefined;
}

export function owedBy(running: RunningLadder | undefined, { calendars }: Rules): OwedBy {
  const due = running && dueAt(running.clock, calendars);
  return { dueDate: due?.kind === 'due' ? due.dueDate : undefined, rule: running?.rule };
}

/** The next level; without a date while nobody has published the year that the limit ends in. */
export function planOf(ref: string, running: RunningLadder, rules: Rules): Plan[] {
  const due = dueAt(running.clock, rules.calendars);
  if (due.kind !== 'due') return [{ ref, waitsFor: waitOf(due) }];
  const next = nextWarning(running, rules);
  return next === undefined ? [] : [{ ref, dueAt: next.at, dueDate: due.dueDate }];
}

/** The level that was planned for then. @returns undefined when it is not yet reached after all. */
export function reachedLevel(
  running: RunningLadder,
  planned: number,
  rules: Rules,
): ReachedLevel | undefined {
  const { clock, rule } = running;
  const next = nextWarning(running, rules);
  const due = dueAt(clock, rules.calendars);
  if (next === undefined || next.at > planned || due.kind !== 'due') return undefined;
  return {
    level: next.level.id,
    dueDate: due.dueDate,
    firingAt: new Date(next.at).toISOString(),
    rule,
    calendar: calendarName(clock, due.dueDate, rules),
    escalateTo: [...next.level.escalateTo],
  };
}

interface NextWarning {
  readonly at: number;
  readonly level: WarningLevel;
}

/** The first level that nobody was told of. */
function nextWarning({ clock, warned }: RunningLadder, { calendars }: Rules): NextWarning | undefined {
  for (let after = clock.startedAt; ; ) {
    const firing = nextFiring(clock, calendars, after);
    if (firing.kind !== 'fires') return undefined;
    const { at, events } = firing;
    for (const event of events) {
      if (event.kind === 'WARNING' && !warned.includes(event.level.id)) return { at, level: event.level };
    }
    after = at;
  }
}
