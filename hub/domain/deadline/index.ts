export { Calendars } from './calendars.js';
export { type CaseClock, type ClockSource, caseClocks } from './case-clocks.js';
export {
  type Clock,
  type ClockRefusal,
  type Extension,
  type ExtensionRequest,
  extendClock,
  isClockRefusal,
  type Pause,
  pauseClock,
  resumeClock,
  startClock,
  stopClock,
} from './clock.js';
export { type Due, type DueAnswer, dueAt, type Paused } from './due.js';
export {
  type Firing,
  type FiringEvent,
  type NoFiring,
  nextFiring,
  remainingWorkdays,
  type Warnings,
  warningsOf,
} from './firing.js';
export {
  APPROVERS,
  ESCALATIONS,
  LAPSE_EFFECTS,
  LIMIT_KINDS,
  type LimitKind,
  type LimitTerms,
  limitFault,
  type PauseKind,
  type TimeLimitRule,
  type WarningLevel,
} from './limit.js';
export { type AppliedLimit, type CaseTerms, type LimitSource, limitsFor } from './limits-for.js';
export { monthsLater } from './months.js';
export { type HolidayNotice, type OwnHolidays, PROVENANCES, type Provenance } from './notice.js';
export { type RuleQuestion, TimeLimitRules } from './time-limit-rules.js';
export { isUnpublished, type Unpublished, WorkdayCalendar } from './workday-calendar.js';
