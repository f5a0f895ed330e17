import type { HandlingMode } from '../case/lifecycle.js';
import type { ItemDetails, TimeLimit } from '../item/details.js';
import { isWithinLimit, LIMIT_KINDS, type LimitKind, type LimitTerms, type TimeLimitRule } from './limit.js';
import type { TimeLimitRules } from './time-limit-rules.js';

/** What of a case and its item decides which limits hold. */
export interface CaseTerms {
  /** Of the deciding authority: its calendar counts. */
  readonly region: string;
  /** 12 digits. */
  readonly basicCode: string;
  readonly mode: HandlingMode;
  readonly implementationCode: string;
  /** Of the implementation entry; undefined when nobody counted. */
  readonly version: number | undefined;
  /** 事后核查, of a pledge: what the rule of commitments gives the authority; the rule of limits where it is absent. */
  readonly afterCheck?: TimeLimit | undefined;
  readonly details: Pick<ItemDetails, 'caseType' | 'statutoryLimit' | 'promisedLimit'>;
}

/** Who says how long. */
export type LimitSource =
  | { readonly by: 'RULE'; readonly rule: string }
  | {
      readonly by: 'ITEM';
      /** Its rule says the rest: pauses, extension, warnings. */
      readonly rule: string;
      readonly implementationCode: string;
      readonly version: number | undefined;
      readonly says: 'STATUTORY' | 'PROMISED' | 'ON_THE_SPOT';
    };

export interface AppliedLimit extends LimitTerms {
  readonly source: LimitSource;
  /** What the law allows, when a promise is shorter. */
  readonly statutory: TimeLimit;
  /** Why what the item promises does not hold: it is longer than the law allows, or cannot be compared with that. */
  readonly promise: 'KEPT' | 'NONE' | 'LONGER' | 'NOT_COMPARABLE';
}

/** 即办件, GB/T 39046—2020 A.6. */
const ON_THE_SPOT = '1';
const IMMEDIATELY: TimeLimit = Object.freeze({ amount: 0, unit: 'WORKING_DAY' });

/**
 * The limits that hold for a case on its day, by kind; a kind for which neither a rule nor the item says anything is absent.
 * What the item says about deciding wins over the rule: its statutory limit, because other laws may set another (行政许可法
 * art. 42), and its promise if it is no longer than that. @param date YYYY-MM-DD.
 */
export function limitsFor(
  terms: CaseTerms,
  rules: TimeLimitRules,
  date: string,
): ReadonlyMap<LimitKind, AppliedLimit> {
  const question = { region: terms.region, itemType: terms.basicCode.slice(2, 4), mode: terms.mode, date };
  const found = new Map<LimitKind, AppliedLimit>();
  for (const kind of LIMIT_KINDS) {
    const rule = rules.ruleFor(kind, question);
    const applied = rule && limitOf(rule, terms);
    if (applied !== undefined) found.set(kind, applied);
  }
  return found;
}

function limitOf(rule: TimeLimitRule, terms: CaseTerms): AppliedLimit | undefined {
  if (rule.kind === 'DECISION') return decisionLimit(rule, terms);
  const isGiven = rule.kind === 'AFTER_CHECK' && terms.afterCheck !== undefined;
  return ruledLimit(isGiven ? { ...rule, limit: terms.afterCheck } : rule, terms);
}

type Choice = Pick<AppliedLimit, 'limit' | 'source' | 'statutory' | 'promise'>;

function decisionLimit(rule: TimeLimitRule, terms: CaseTerms): AppliedLimit | undefined {
  const { statutoryLimit, promisedLimit, caseType } = terms.details;
  const statutory = statutoryLimit ?? rule.limit;
  const promised = promisedLimit ?? (caseType === ON_THE_SPOT ? IMMEDIATELY : undefined);
  const says = promisedLimit === undefined ? 'ON_THE_SPOT' : 'PROMISED';
  if (statutory === undefined) {
    if (promised === undefined) return undefined;
    const source = itemSource(rule, terms, says);
    return applied(rule, { limit: promised, source, statutory: promised, promise: 'KEPT' });
  }
  const within = promised && isWithinLimit(promised, statutory);
  if (promised !== undefined && within === true) {
    return applied(rule, {
      limit: promised,
      source: itemSource(rule, terms, says),
      statutory,
      promise: 'KEPT',
    });
  }
  const source = statutoryLimit === undefined ? ruleSource(rule) : itemSource(rule, terms, 'STATUTORY');
  const promise = promised === undefined ? 'NONE' : within === false ? 'LONGER' : 'NOT_COMPARABLE';
  return applied(rule, { limit: statutory, source, statutory, promise });
}

/** A limit of the rules, which a promise may shorten (容缺: no longer than the item itself may take). */
function ruledLimit(rule: TimeLimitRule, terms: CaseTerms): AppliedLimit | undefined {
  const { limit, belowPromise } = rule;
  if (limit === undefined) return undefined;
  const promised = terms.details.promisedLimit;
  const plain: Choice = { limit, source: ruleSource(rule), statutory: limit, promise: 'NONE' };
  if (belowPromise === undefined || promised === undefined) return applied(rule, plain);
  if (promised.unit !== limit.unit) return applied(rule, { ...plain, promise: 'NOT_COMPARABLE' });
  const most = { amount: Math.max(0, promised.amount - belowPromise), unit: promised.unit };
  if (limit.amount <= most.amount) return applied(rule, plain);
  const source = itemSource(rule, terms, 'PROMISED');
  return applied(rule, { limit: Object.freeze(most), source, statutory: limit, promise: 'KEPT' });
}

function applied(rule: TimeLimitRule, choice: Choice): AppliedLimit {
  const { kind, movesToWorkday, extension, pausedBy, onLapse, warnings } = rule;
  return Object.freeze({ kind, movesToWorkday, extension, pausedBy, onLapse, warnings, ...choice });
}

function ruleSource({ id }: TimeLimitRule): LimitSource {
  return Object.freeze({ by: 'RULE', rule: id });
}

function itemSource(
  { id }: TimeLimitRule,
  { implementationCode, version }: CaseTerms,
  says: 'STATUTORY' | 'PROMISED' | 'ON_THE_SPOT',
): LimitSource {
  return Object.freeze({ by: 'ITEM', rule: id, implementationCode, version, says });
}
