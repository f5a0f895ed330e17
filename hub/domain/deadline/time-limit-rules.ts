import type { HandlingMode } from '../case/lifecycle.js';
import { divisionAncestors, shortestDivisionCode } from '../codes/division-code.js';
import { groupBy } from '../rules/group.js';
import { RuleDataError } from '../rules/rule-data-error.js';
import { isInForce, overlap, periodFault } from '../rules/validity.js';
import { type LimitKind, limitFault, type PauseKind, type TimeLimitRule } from './limit.js';
import { regionFault } from './notice.js';

/** What rules are asked about. */
export interface RuleQuestion {
  /** Of the deciding authority. */
  readonly region: string;
  /** 事项类型, GB/T 39046—2020 A.1. */
  readonly itemType: string;
  readonly mode: HandlingMode;
  /** YYYY-MM-DD. */
  readonly date: string;
}

/** Every rule of limits and every kind of pause. Immutable. */
export class TimeLimitRules {
  readonly rules: readonly TimeLimitRule[];
  readonly pauseKinds: readonly PauseKind[];
  readonly #byKind: ReadonlyMap<LimitKind, readonly TimeLimitRule[]>;

  /**
   * @throws RuleDataError naming every fault: ids used twice, periods, limits, kinds of pauses that nobody knows, and rules
   * that hold for the same on one day without either being the more specific one.
   */
  constructor(rules: readonly TimeLimitRule[], pauseKinds: readonly PauseKind[]) {
    this.#byKind = groupBy(rules, ({ kind }) => kind);
    const known = new Set(pauseKinds.map(({ id }) => id));
    const faults = [
      ...twice('rule', rules),
      ...twice('kind of pause', pauseKinds),
      ...rules.flatMap((rule) => ruleFaults(rule, known).map((fault) => `${rule.id}: ${fault}`)),
      ...[...this.#byKind.values()].flatMap(conflicts),
    ];
    if (faults.length > 0) throw new RuleDataError('the time limits are not valid', faults);
    this.rules = Object.freeze([...rules]);
    this.pauseKinds = Object.freeze([...pauseKinds]);
  }

  /** The kind of pause that a special procedure is, named by id or in Chinese (HEARING, 听证). */
  pauseKindOf(procedure: string): PauseKind | undefined {
    return this.pauseKinds.find(({ id, nameZh }) => id === procedure || nameZh === procedure);
  }

  /** The most specific rule of a kind: of the nearest region, then for item types, then for modes. */
  ruleFor(kind: LimitKind, question: RuleQuestion): TimeLimitRule | undefined {
    const places = [shortestDivisionCode(question.region), ...divisionAncestors(question.region)];
    const holding = (this.#byKind.get(kind) ?? []).filter((rule) => holds(rule, question, places));
    return holding.reduce<TimeLimitRule | undefined>(
      (best, rule) => (best === undefined || compare(rule, best) > 0 ? rule : best),
      undefined,
    );
  }
}

function holds(
  rule: TimeLimitRule,
  { itemType, mode, date }: RuleQuestion,
  places: readonly string[],
): boolean {
  return (
    isInForce(rule, date) &&
    places.includes(rule.region) &&
    (rule.itemTypes?.includes(itemType) ?? true) &&
    (rule.modes?.includes(mode) ?? true)
  );
}

/** More than 0 when the first is the more specific one. */
function compare(a: TimeLimitRule, b: TimeLimitRule): number {
  return specificityOf(a) - specificityOf(b);
}

function specificityOf({ region, itemTypes, modes }: TimeLimitRule): number {
  return (
    divisionAncestors(region).length * 4 + (itemTypes === undefined ? 0 : 2) + (modes === undefined ? 0 : 1)
  );
}

function conflicts(rules: readonly TimeLimitRule[]): string[] {
  return rules.flatMap((rule, i) =>
    rules
      .slice(i + 1)
      .filter((other) => compare(rule, other) === 0 && rule.region === other.region && overlap(rule, other))
      .filter((other) => meet(rule.itemTypes, other.itemTypes) && meet(rule.modes, other.modes))
      .map((other) => `${rule.id} and ${other.id} hold for the same on one day`),
  );
}

function meet<T>(one: readonly T[] | undefined, other: readonly T[] | undefined): boolean {
  return one === undefined || other === undefined || one.some((value) => other.includes(value));
}

function ruleFaults(rule: TimeLimitRule, pauseKinds: ReadonlySet<string>): string[] {
  const { limit, extension, warnings, pausedBy } = rule;
  const faults = [limit, extension?.most].flatMap((each) => (each && limitFault(each)) ?? []);
  const period = periodFault(rule);
  return [
    ...faults,
    ...(period === undefined ? [] : [period]),
    ...regionFault(rule.region),
    ...pausedBy.flatMap((id) => (pauseKinds.has(id) ? [] : [`no kind of pause is named ${id}`])),
    ...(extension && limit && extension.most.unit !== limit.unit
      ? ['its extension is in another unit than its limit']
      : []),
    ...(extension && extension.times < 1 ? ['an extension that may be given less than once'] : []),
    ...(rule.belowPromise !== undefined && limit === undefined
      ? ['below a promise, but without a limit']
      : []),
    ...twice('warning', warnings),
  ];
}

function twice(what: string, rows: readonly { readonly id: string }[]): string[] {
  return [...groupBy(rows, ({ id }) => id)].flatMap(([id, { length }]) =>
    length > 1 ? [`${id}: ${length} times the same ${what}`] : [],
  );
}
