import type { CaseFacets, ClockFacts, ClockKind, Suspension } from '../case/index.js';
import { dayNumber } from '../item/day.js';
import type { TimeLimit } from '../item/details.js';
import type { Calendars } from './calendars.js';
import { type Clock, isClockRefusal, pauseClock, startClock } from './clock.js';
import { dueAt } from './due.js';
import { type AppliedLimit, type CaseTerms, limitsFor } from './limits-for.js';
import { dayAt } from './standing-time.js';
import type { TimeLimitRules } from './time-limit-rules.js';
import { isUnpublished } from './workday-calendar.js';

/** Who says how long: the rule, the item, the acceptance with its promised date, or the notice with its deadline. */
export type ClockSource = 'RULE' | 'STATUTORY' | 'PROMISED' | 'ON_THE_SPOT' | 'ACCEPTANCE' | 'NOTICE';

/** One clock of a case: what its acts tell of it, under the rules and calendars that are asked. */
export interface CaseClock {
  readonly kind: ClockKind;
  readonly clock: Clock;
  readonly source: ClockSource;
  /** That says the rest: pauses, extension, warnings. */
  readonly rule: string;
  /** Why a promised date is not counted. */
  readonly promise: AppliedLimit['promise'];
  /** Special procedures that its rule does not know. */
  readonly uncounted: readonly string[];
  /** Levels told of, and the last day that they were told for. */
  readonly warned: ClockFacts['warned'];
}

interface ClockRules {
  readonly calendars: Calendars;
  readonly timeLimits: TimeLimitRules;
}

/** What decides how the clocks of a case run. */
export interface ClockQuestion {
  readonly facets: CaseFacets;
  readonly terms: CaseTerms;
  /** The day of the case, by whose rules it is judged: YYYY-MM-DD. */
  readonly date: string;
}

/** The clocks of a case that have a limit, in the order in which they started. */
export function caseClocks({ facets, terms, date }: ClockQuestion, rules: ClockRules): CaseClock[] {
  const limits = limitsFor(terms, rules.timeLimits, date);
  const kept = Object.entries(facets.clocks ?? {}).sort(
    ([, one], [, other]) => one.startedAt - other.startedAt,
  );
  return kept.flatMap(([name, facts]) => {
    const kind = name as ClockKind; // the keys of the facet are what they are
    const limit = limits.get(kind) ?? promisedAlone(kind, facts, { facets, terms, date }, rules);
    if (limit === undefined) return [];
    const committed = committedLimit(kind, facts, limit, terms.region, rules.calendars);
    const suspensions = kind === 'DECISION' ? (facets.suspension ?? []) : [];
    const { clock, uncounted } = paused(started(committed.limit, facts, terms.region), suspensions, rules);
    const { stoppedAt } = facts;
    const { source, promise } = committed;
    const rule = limit.source.rule;
    return { kind, clock: { ...clock, stoppedAt }, source, promise, rule, uncounted, warned: facts.warned };
  });
}

/** What nobody limits but the promise that the acceptance made. */
function promisedAlone(
  kind: ClockKind,
  { startedAt, until }: ClockFacts,
  { terms, date }: ClockQuestion,
  { calendars, timeLimits }: ClockRules,
): AppliedLimit | undefined {
  if (kind !== 'DECISION' || until === undefined) return undefined;
  const promisedLimit = limitUntil(until, startedAt, 'WORKING_DAY', terms.region, calendars);
  return limitsFor({ ...terms, details: { promisedLimit } }, timeLimits, date).get(kind);
}

interface Committed {
  readonly limit: AppliedLimit;
  readonly source: ClockSource;
  readonly promise: AppliedLimit['promise'];
}

/**
 * A day that was promised is counted when the law and the item's own promise allow it; else theirs stands, and the answer says
 * why. The acceptance is not refused for it: it is an act towards the applicant that the hub cannot undo.
 */
function committedLimit(
  kind: ClockKind,
  { startedAt, until }: ClockFacts,
  limit: AppliedLimit,
  region: string,
  calendars: Calendars,
): Committed {
  const plain = { limit, source: sourceOf(limit), promise: limit.promise };
  if (until === undefined) return plain;
  const counted = {
    ...limit,
    limit: limitUntil(until, startedAt, limit.limit.unit, region, calendars),
  };
  if (kind === 'CORRECTION_ANSWER') return { ...plain, limit: counted, source: 'NOTICE' };
  const latest = dueAt(startClock(limit, region, startedAt), calendars);
  if (latest.kind !== 'due') return { ...plain, promise: 'NOT_COMPARABLE' };
  if (until > latest.dueDate) return { ...plain, promise: 'LONGER' };
  return { limit: counted, source: 'ACCEPTANCE', promise: 'KEPT' };
}

function sourceOf({ source }: AppliedLimit): ClockSource {
  return source.by === 'RULE' ? 'RULE' : source.says;
}

/**
 * A day as a limit that runs from the start: in working days where those are counted, so that pauses and extensions move it like
 * any other; a day off stands for the next working day (民法典 art. 203). In days while its year is not published.
 */
function limitUntil(
  until: string,
  startedAt: number,
  unit: TimeLimit['unit'],
  region: string,
  calendars: Calendars,
): TimeLimit {
  const [first, last] = [dayAt(startedAt), dayNumber(until)];
  const calendar = calendars.forRegion(region);
  const moved = unit === 'WORKING_DAY' ? calendar.onOrAfter(last) : last;
  const workdays = isUnpublished(moved) ? moved : calendar.count(first, moved);
  return unit !== 'WORKING_DAY' || isUnpublished(workdays)
    ? { amount: Math.max(0, last - first), unit: 'CALENDAR_DAY' }
    : { amount: workdays, unit };
}

function started(limit: AppliedLimit, { startedAt, extensions = [] }: ClockFacts, region: string): Clock {
  const given = extensions.map(({ amount, unit, approver, at }) => ({ by: { amount, unit }, approver, at }));
  return { ...startClock(limit, region, startedAt), extensions: given };
}

/** Procedures that overlap are counted once; one that is no kind of pause of the rule stops nothing. */
function paused(clock: Clock, suspensions: readonly Suspension[], { timeLimits }: ClockRules) {
  const uncounted: string[] = [];
  const standing = suspensions.reduce((before, { procedure = '', from, to }, i) => {
    const kind = timeLimits.pauseKindOf(procedure)?.id ?? procedure;
    const after = pauseClock(before, { id: String(i), kind, from, to });
    if (!isClockRefusal(after)) return after;
    uncounted.push(procedure);
    return before;
  }, clock);
  return { clock: standing, uncounted };
}
