import type { HandlingMode } from '../case/lifecycle.js';
import type { TimeLimit } from '../item/details.js';
import type { Validity } from '../rules/validity.js';
import type { Provenance } from './notice.js';

/**
 * What a limit is for. Each kind is a clock of its own; what starts and stops it, the engine knows.
 *
 *   ACCEPTANCE_NOTICE         受理告知: to say that the case is accepted, not accepted, or what is missing
 *   DECISION                  办结: to decide
 *   PRELIMINARY_REVIEW        下级先行审查
 *   CERTIFICATE_ISSUE         颁发送达证件, after the decision
 *   CORRECTION_ANSWER         补正: for the applicant
 *   DEFERRED_MATERIALS        容缺材料补齐
 *   HEARING_REQUEST, HEARING  听证申请, 组织听证
 *   DISPATCH_ACKNOWLEDGEMENT  签收: between platforms
 *   JOINT_REPLY               多地联办协办答复
 *   JOINT_RELEASE             多地联办: after which the lead need not wait for an answer
 *   CONSULTATION_REPLY        咨询答复: for the platform that was asked
 *   AFTER_CHECK               事后核查: of a pledge, after the decision that grants on it
 *   RATING_REMEDY             差评整改: for the rated side to answer
 *   RATING_APPEAL             申诉复核: for the other side to rule
 *   RATING_FOLLOW_UP          回访: for whoever brought the rating in to ask the applicant again
 */
export const LIMIT_KINDS = [
  'ACCEPTANCE_NOTICE',
  'DECISION',
  'PRELIMINARY_REVIEW',
  'CERTIFICATE_ISSUE',
  'CORRECTION_ANSWER',
  'DEFERRED_MATERIALS',
  'HEARING_REQUEST',
  'HEARING',
  'DISPATCH_ACKNOWLEDGEMENT',
  'JOINT_REPLY',
  'JOINT_RELEASE',
  'CONSULTATION_REPLY',
  'AFTER_CHECK',
  'RATING_REMEDY',
  'RATING_APPEAL',
  'RATING_FOLLOW_UP',
] as const;
export type LimitKind = (typeof LIMIT_KINDS)[number];

/** What the law makes of silence: the case counts as accepted, ends, or is late and nothing else. */
export const LAPSE_EFFECTS = ['ACCEPTED_BY_LAPSE', 'TERMINATED', 'OVERDUE'] as const;
export type LapseEffect = (typeof LAPSE_EFFECTS)[number];

/** Who is told. */
export const ESCALATIONS = [
  'HANDLER',
  'SUPERVISOR',
  'AUTHORITY_HEAD',
  'DATA_AUTHORITY',
  'HUB_OPERATOR',
] as const;
export type Escalation = (typeof ESCALATIONS)[number];

export const APPROVERS = ['AUTHORITY_HEAD', 'GOVERNMENT_HEAD'] as const;
export type Approver = (typeof APPROVERS)[number];

/** 预警 and 督办: one level of a ladder. */
export interface WarningLevel {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /**
   * Working days: 0 when the last day begins, -3 when the day begins after which three more count, 1 when the first working day
   * after the last one begins. Hours: from the moment at which the limit is over.
   */
  readonly offset: { readonly amount: number; readonly unit: 'WORKING_DAY' | 'HOUR' };
  readonly escalateTo: readonly Escalation[];
}

export interface ExtensionTerms {
  /** At most so much, in all. */
  readonly most: TimeLimit;
  readonly times: number;
  readonly approver: Approver;
}

/** A procedure whose time is not counted (行政许可法 art. 45, and what rules add). */
export interface PauseKind {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly basis: string;
  readonly provenance: Provenance;
}

/** What a clock runs by. A `limit` of 0 working days is 即办: due by the end of the day on which it starts. */
export interface LimitTerms {
  readonly kind: LimitKind;
  readonly limit: TimeLimit;
  /** Whether a limit of days or months that would end on a day off ends on the next working day (民法典 art. 203). */
  readonly movesToWorkday: boolean;
  readonly extension: ExtensionTerms | undefined;
  /** Ids of the kinds of pauses. */
  readonly pausedBy: readonly string[];
  readonly onLapse: LapseEffect;
  readonly warnings: readonly WarningLevel[];
}

/** A rule of limits: rule data with its validity and where it comes from. */
export interface TimeLimitRule extends Validity, Omit<LimitTerms, 'limit'> {
  readonly id: string;
  /** Absent: what the item says, and none where it says nothing. */
  readonly limit: TimeLimit | undefined;
  /** Deciding divisions within it; 100000 for all. */
  readonly region: string;
  /** 事项类型, codes of GB/T 39046—2020 A.1; absent for all. */
  readonly itemTypes: readonly string[] | undefined;
  readonly modes: readonly HandlingMode[] | undefined;
  /** Never longer than what the item promises, less so many working days; absent when promises do not matter. */
  readonly belowPromise: number | undefined;
  readonly basis: string;
  readonly url: string | undefined;
  readonly provenance: Provenance;
}

const TEXT: Readonly<Record<TimeLimit['unit'], string>> = {
  WORKING_DAY: 'working days',
  CALENDAR_DAY: 'days',
  HOUR: 'hours',
  MONTH: 'months',
};

/** `20 working days`. */
export function limitText({ amount, unit }: TimeLimit): string {
  return `${amount} ${TEXT[unit]}`;
}

/** What is wrong with a limit, or undefined. */
export function limitFault({ amount, unit }: TimeLimit): string | undefined {
  if (!Number.isSafeInteger(amount) || amount < 0) return `${amount} is not a whole number, 0 or more`;
  const most = MOST[unit];
  if (amount > most) return `${amount} ${TEXT[unit]} are more than ${most}`;
  if (amount === 0 && unit !== 'WORKING_DAY') return 'on the spot is written as 0 working days';
  return undefined;
}

/** Longer than any limit that anybody sets: a slip of the pen. */
const MOST: Readonly<Record<TimeLimit['unit'], number>> = {
  WORKING_DAY: 2_500,
  CALENDAR_DAY: 3_660,
  HOUR: 87_840,
  MONTH: 120,
};

/**
 * Whether one limit can never end after another that starts with it; undefined when that depends on the calendar. So many
 * calendar days are never longer than as many working days.
 */
export function isWithinLimit(one: TimeLimit, other: TimeLimit): boolean | undefined {
  if (one.amount === 0) return true;
  if (one.unit === other.unit) return one.amount <= other.amount;
  if (one.unit === 'HOUR' && other.unit === 'CALENDAR_DAY') return one.amount <= other.amount * 24;
  if (one.unit === 'CALENDAR_DAY' && other.unit === 'WORKING_DAY' && one.amount <= other.amount) return true;
  return undefined;
}
