import type { TimeLimit } from '../item/details.js';
import type { Calendars } from './calendars.js';
import { dueAt } from './due.js';
import { type Approver, type LimitTerms, limitText } from './limit.js';

/** A time that is not counted. */
export interface Pause {
  /** Names it within its clock; that of the special procedure or the correction. */
  readonly id: string;
  /** One of the kinds that the limit is paused by. */
  readonly kind: string;
  /** Milliseconds since 1970, the first that is not counted. */
  readonly from: number;
  /** The first that is counted again; undefined while nobody has said when. */
  readonly to: number | undefined;
}

/** More time that was given. */
export interface Extension {
  readonly by: TimeLimit;
  readonly approver: Approver;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** More time that is asked for; the clock keeps no reasons. */
export interface ExtensionRequest extends Extension {
  readonly reason: string;
}

/**
 * One statutory clock: a frozen value that knows what has happened to it, and no time. When it is due is computed from it
 * and the calendars, always anew: a new notice or a pause that is recorded late moves it.
 */
export interface Clock {
  readonly terms: LimitTerms;
  /** Of the deciding authority. */
  readonly region: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly pauses: readonly Pause[];
  readonly extensions: readonly Extension[];
  /** When what the limit asks for was done; undefined while the clock runs. */
  readonly stoppedAt: number | undefined;
}

/** Why a clock does not take what it was told. */
export interface ClockRefusal {
  readonly kind: 'refused';
  readonly code:
    | 'CLOCK_STOPPED'
    | 'BEFORE_START'
    | 'PAUSE_NOT_ALLOWED'
    | 'PAUSE_REPEATED'
    | 'PAUSE_UNKNOWN'
    | 'PAUSE_ENDS_BEFORE_IT_BEGINS'
    | 'EXTENSION_NOT_ALLOWED'
    | 'EXTENSION_USED_UP'
    | 'EXTENSION_OTHER_UNIT'
    | 'EXTENSION_TOO_LONG'
    | 'EXTENSION_OTHER_APPROVER'
    | 'EXTENSION_UNFOUNDED'
    | 'EXTENSION_TOO_LATE';
  readonly detail: string;
}

export function startClock(terms: LimitTerms, region: string, at: number): Clock {
  return freeze({ terms, region, startedAt: at, pauses: [], extensions: [], stoppedAt: undefined });
}

/** A pause that may overlap others. One that begins after the limit was over makes no difference. */
export function pauseClock(clock: Clock, pause: Pause): Clock | ClockRefusal {
  if (clock.stoppedAt !== undefined)
    return refused('CLOCK_STOPPED', 'nothing pauses a clock that was stopped');
  const { id, kind, from, to } = pause;
  if (!clock.terms.pausedBy.includes(kind)) return refused('PAUSE_NOT_ALLOWED', `${kind} does not pause it`);
  if (clock.pauses.some((each) => each.id === id)) return refused('PAUSE_REPEATED', `${id} is known already`);
  if (from < clock.startedAt) return refused('BEFORE_START', 'the pause begins before the clock');
  if (to !== undefined && to < from) return refused('PAUSE_ENDS_BEFORE_IT_BEGINS', id);
  return freeze({ ...clock, pauses: [...clock.pauses, { id, kind, from, to }] });
}

/** The end of a pause that had none. */
export function resumeClock(clock: Clock, id: string, at: number): Clock | ClockRefusal {
  if (clock.stoppedAt !== undefined)
    return refused('CLOCK_STOPPED', 'nothing resumes a clock that was stopped');
  const open = clock.pauses.find((pause) => pause.id === id && pause.to === undefined);
  if (open === undefined) return refused('PAUSE_UNKNOWN', `no open pause is named ${id}`);
  if (at < open.from) return refused('PAUSE_ENDS_BEFORE_IT_BEGINS', id);
  const pauses = clock.pauses.map((pause) => (pause === open ? { ...open, to: at } : pause));
  return freeze({ ...clock, pauses });
}

/** More time, as the terms allow it, given while the limit is not over. */
export function extendClock(
  clock: Clock,
  extension: ExtensionRequest,
  calendars: Calendars,
): Clock | ClockRefusal {
  if (clock.stoppedAt !== undefined)
    return refused('CLOCK_STOPPED', 'nothing extends a clock that was stopped');
  const refusal = extensionRefusal(clock, extension);
  if (refusal !== undefined) return refusal;
  const due = dueAt(clock, calendars);
  if (due.kind === 'due' && extension.at > due.dueAt) {
    return refused('EXTENSION_TOO_LATE', `the limit was over after ${due.dueDate}`);
  }
  const { by, approver, at } = extension;
  return freeze({ ...clock, extensions: [...clock.extensions, { by, approver, at }] });
}

/** What the limit asks for was done. Whether in time, `dueAt` says. */
export function stopClock(clock: Clock, at: number): Clock | ClockRefusal {
  if (clock.stoppedAt !== undefined) return refused('CLOCK_STOPPED', 'it was stopped before');
  if (at < clock.startedAt) return refused('BEFORE_START', 'it would stop before it started');
  return freeze({ ...clock, stoppedAt: at });
}

function extensionRefusal(
  clock: Clock,
  { by, approver, reason, at }: ExtensionRequest,
): ClockRefusal | undefined {
  const terms = clock.terms.extension;
  if (terms === undefined) return refused('EXTENSION_NOT_ALLOWED', 'the limit cannot be extended');
  if (at < clock.startedAt) return refused('BEFORE_START', 'it is extended before it started');
  if (clock.extensions.length >= terms.times) {
    return refused('EXTENSION_USED_UP', `it may be extended ${terms.times} times`);
  }
  if (by.unit !== clock.terms.limit.unit || by.unit !== terms.most.unit) {
    return refused(
      'EXTENSION_OTHER_UNIT',
      `by ${limitText(by)}, but it runs for ${limitText(clock.terms.limit)}`,
    );
  }
  const total = by.amount + clock.extensions.reduce((sum, each) => sum + each.by.amount, 0);
  if (!Number.isSafeInteger(by.amount) || by.amount < 1 || total > terms.most.amount) {
    return refused('EXTENSION_TOO_LONG', `by ${limitText(by)}, of ${limitText(terms.most)} in all`);
  }
  if (approver !== terms.approver)
    return refused('EXTENSION_OTHER_APPROVER', `${terms.approver} may approve it`);
  return reason.trim() === '' ? refused('EXTENSION_UNFOUNDED', 'it has no reason') : undefined;
}

function refused(code: ClockRefusal['code'], detail: string): ClockRefusal {
  return Object.freeze({ kind: 'refused', code, detail });
}

function freeze(clock: Clock): Clock {
  const pauses = Object.freeze(clock.pauses.map((pause) => Object.freeze(pause)));
  const extensions = Object.freeze(clock.extensions.map((extension) => Object.freeze(extension)));
  return Object.freeze({ ...clock, pauses, extensions });
}

export function isClockRefusal(answer: Clock | ClockRefusal): answer is ClockRefusal {
  return 'kind' in answer;
}
