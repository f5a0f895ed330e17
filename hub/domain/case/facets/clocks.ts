import type { Approver } from '../../deadline/limit.js';
import type { TimeLimit } from '../../item/details.js';
import { dayOf } from '../../rules/day-of.js';
import type { CaseAct } from '../acts.js';
import { isClocked } from '../lifecycle.js';
import { acceptance } from './acceptance.js';
import type { Facet, Step } from './facet.js';
import { isLate } from './lapse.js';
import { movedText } from './moved.js';

/** The clocks that run in a case; what each is for, `LimitKind` says. */
export type ClockKind =
  | 'ACCEPTANCE_NOTICE'
  | 'DECISION'
  | 'CERTIFICATE_ISSUE'
  | 'CORRECTION_ANSWER'
  | 'AFTER_CHECK';

/**
 * What has happened to one clock. How long it runs is not in it: that follows from rules, item and calendars, which may
 * change. Times are unix milliseconds, when the hub received the act: nobody moves a clock by what it writes.
 */
export interface ClockFacts {
  readonly startedAt: number;
  /** The day, YYYY-MM-DD, that the authority promised or set. */
  readonly until?: string;
  readonly extensions?: readonly (TimeLimit & { readonly approver: Approver; readonly at: number })[];
  readonly stoppedAt?: number;
  /** Levels that were told of, with the last day that they were told for: another one is told of anew. */
  readonly warned?: { readonly dueDate: string; readonly levels: readonly string[] };
  /** The last days before and after the last recomputation, so that it is told once. */
  readonly recomputed?: string;
}

export type ClocksFacts = { readonly [K in ClockKind]?: ClockFacts };

type AboutClock = CaseAct<'TimeLimitExtended' | 'ClockWarned' | 'DeadlineRecomputed'>;

export const clocks: Facet<ClocksFacts> = {
  obstacle(own, { act }: Step) {
    if (!isAboutClock(act)) return undefined;
    const clock = runningOf(own, act.clock);
    if (clock === undefined) return `${act.clock} does not run: ${act.type}`;
    if (act.type === 'ClockWarned' && isTold(clock, act)) return `${act.level} was told of before: it`;
    if (act.type === 'DeadlineRecomputed' && clock.recomputed === movedText(act)) return 'told before: it';
    return undefined;
  },

  after(own, step: Step) {
    return elsewhere(notice(own, step), step);
  },
};

/** 受理告知 runs while the authority holds the papers. */
function notice(own: ClocksFacts | undefined, step: Step): ClocksFacts | undefined {
  const heldSince = acceptance.after(step.before.facets.acceptance, step)?.heldSince;
  if (heldSince === undefined) return stopped(own, ['ACCEPTANCE_NOTICE'], step.act.at);
  const clock = runningOf(own, 'ACCEPTANCE_NOTICE');
  return clock?.startedAt === heldSince ? own : started(own, 'ACCEPTANCE_NOTICE', heldSince);
}

function elsewhere(own: ClocksFacts | undefined, { act, before, state }: Step): ClocksFacts | undefined {
  switch (act.type) {
    case 'CorrectionNotice':
      return started(own, 'CORRECTION_ANSWER', act.at, dayOf(Date.parse(act.deadline)));
    case 'CorrectionSubmitted':
      return stopped(own, ['CORRECTION_ANSWER'], act.at);
    case 'CaseAccepted':
      return isLate(before, act)
        ? promised(own, act.promisedDate)
        : started(own, 'DECISION', act.at, act.promisedDate);
    case 'DeferredMaterialsAcceptance':
      return started(own, 'DECISION', act.at, act.promisedDate);
    case 'AcceptedByLapse': // 自收到申请材料之日起即为受理
      return started(own, 'DECISION', before.facets.acceptance?.heldSince ?? act.at);
    case 'DecisionIssued': {
      const decided = stopped(own, ['DECISION'], act.at);
      if (act.outcome === 'DENIED') return decided;
      const issuing = started(decided, 'CERTIFICATE_ISSUE', act.at);
      return before.facets.pledge === undefined ? issuing : started(issuing, 'AFTER_CHECK', act.at);
    }
    case 'ResultDelivered': // what was pledged is checked all the same
      return stopped(own, BEFORE_DELIVERY, act.at);
    case 'CommitmentChecked':
      return stopped(own, ['AFTER_CHECK'], act.at);
    case 'DecisionRevoked':
      return stopped(own, KINDS, act.at);
    case 'TimeLimitExtended':
    case 'ClockWarned':
    case 'DeadlineRecomputed':
      return told(own, act);
    default:
      return isClocked(state) ? own : stopped(own, KINDS, act.at);
  }
}

const BEFORE_DELIVERY: readonly ClockKind[] = [
  'ACCEPTANCE_NOTICE',
  'DECISION',
  'CERTIFICATE_ISSUE',
  'CORRECTION_ANSWER',
];
const KINDS: readonly ClockKind[] = [...BEFORE_DELIVERY, 'AFTER_CHECK'];

function isAboutClock(act: CaseAct): act is AboutClock {
  return act.type === 'TimeLimitExtended' || act.type === 'ClockWarned' || act.type === 'DeadlineRecomputed';
}

function runningOf(own: ClocksFacts | undefined, kind: ClockKind): ClockFacts | undefined {
  const clock = own?.[kind];
  return clock?.stoppedAt === undefined ? clock : undefined;
}

function isTold({ warned }: ClockFacts, { dueDate, level }: CaseAct<'ClockWarned'>): boolean {
  return warned?.dueDate === dueDate && warned.levels.includes(level);
}

function started(
  own: ClocksFacts | undefined,
  kind: ClockKind,
  startedAt: number,
  until?: string,
): ClocksFacts {
  return { ...own, [kind]: until === undefined ? { startedAt } : { startedAt, until } };
}

/** A clock that runs by law goes on from where it began; only what is promised besides is new. */
function promised(own: ClocksFacts | undefined, until: string | undefined): ClocksFacts | undefined {
  const clock = runningOf(own, 'DECISION');
  return clock === undefined || until === undefined ? own : { ...own, DECISION: { ...clock, until } };
}

function stopped(
  own: ClocksFacts | undefined,
  kinds: readonly ClockKind[],
  stoppedAt: number,
): ClocksFacts | undefined {
  const running = kinds.filter((kind) => runningOf(own, kind) !== undefined);
  if (running.length === 0) return own;
  return { ...own, ...Object.fromEntries(running.map((kind) => [kind, { ...own?.[kind], stoppedAt }])) };
}

function told(own: ClocksFacts | undefined, act: AboutClock): ClocksFacts | undefined {
  const clock = runningOf(own, act.clock);
  return clock && { ...own, [act.clock]: toldClock(clock, act) };
}

function toldClock({ recomputed, ...clock }: ClockFacts, act: AboutClock): ClockFacts {
  switch (act.type) {
    case 'TimeLimitExtended': {
      const { amount, unit, approver, at } = act;
      return { ...clock, extensions: [...(clock.extensions ?? []), { amount, unit, approver, at }] };
    }
    case 'ClockWarned': {
      const { dueDate, level } = act;
      const levels = clock.warned?.dueDate === dueDate ? [...clock.warned.levels, level] : [level];
      const kept = { ...clock, warned: { dueDate, levels } };
      return recomputed === undefined ? kept : { ...kept, recomputed };
    }
    case 'DeadlineRecomputed':
      return { ...clock, recomputed: movedText(act) };
  }
}
