import { divisionAncestors, shortestDivisionCode } from '../codes/division-code.js';
import { limitFault } from '../deadline/limit.js';
import { type Provenance, regionFault } from '../deadline/notice.js';
import type { TimeLimit } from '../item/details.js';
import { groupBy } from '../rules/group.js';
import { RuleDataError } from '../rules/rule-data-error.js';
import { isInForce, overlap, periodFault, type Validity } from '../rules/validity.js';

/** Of every rule that an applicant's written word may stand in for something, for items of a place. What no rule allows is not allowed. */
interface RuleBase extends Validity {
  readonly id: string;
  /** Basic codes. */
  readonly items: readonly string[];
  /** Deciding divisions within it; 100000 for all. */
  readonly region: string;
  readonly basis: string;
  readonly url: string | undefined;
  readonly provenance: Provenance;
}

/** 容缺受理: materials come later. */
export interface DeferralRule extends RuleBase {
  readonly kind: 'DEFERRED_MATERIALS';
  /** Codes of the materials that may be deferred; absent: any. */
  readonly materials: readonly string[] | undefined;
}

/** How an authority may check afterwards: 数据比对, 书面核查, 实地核查. */
export const CHECK_METHODS = ['DATA_COMPARISON', 'DOCUMENTS', 'ON_SITE'] as const;
export type CheckMethod = (typeof CHECK_METHODS)[number];

/** 告知承诺: what was promised is checked after the decision. */
export interface PledgeRule extends RuleBase {
  readonly kind: 'NOTIFICATION_COMMITMENT';
  /** Codes of the conditions and materials that a pledge may stand for. */
  readonly pledgeable: readonly string[];
  /** 告知书: its version, and SHA-256 of its text in UTF-8. */
  readonly notice: { readonly version: string; readonly sha256: string };
  readonly afterCheck: {
    readonly methods: readonly CheckMethod[];
    /** From the decision. */
    readonly limit: TimeLimit;
    /** For so many months whoever broke a pledge is handled on no commitment of either kind; absent: nobody is kept from one. */
    readonly barsMonths: number | undefined;
  };
}

export type CommitmentRule = DeferralRule | PledgeRule;
export type CommitmentKind = CommitmentRule['kind'];
type RuleOf<K extends CommitmentKind> = Extract<CommitmentRule, { readonly kind: K }>;

export interface CommitmentQuestion {
  readonly basicCode: string;
  /** Of the deciding authority. */
  readonly region: string;
  /** YYYY-MM-DD. */
  readonly date: string;
}

/** Every rule of commitments. Immutable. */
export class CommitmentRules {
  readonly rules: readonly CommitmentRule[];
  readonly #byItem: ReadonlyMap<string, readonly CommitmentRule[]>;

  /**
   * @throws RuleDataError naming every fault: ids used twice, periods, regions, and two rules of one region that hold for the
   * same item on one day.
   */
  constructor(rules: readonly CommitmentRule[]) {
    const rows = rules.flatMap((rule) => rule.items.map((item) => ({ item, rule })));
    const byItem = groupBy(rows, ({ item, rule }) => `${rule.kind} ${item}`);
    this.#byItem = new Map([...byItem].map(([key, found]) => [key, found.map(({ rule }) => rule)]));
    const faults = [...rules.flatMap(ruleFaults), ...twice(rules), ...[...this.#byItem].flatMap(conflicts)];
    if (faults.length > 0) throw new RuleDataError('the rules of commitments are not valid', faults);
    this.rules = Object.freeze([...rules]);
  }

  /** The rule of the nearest region; undefined when it is not allowed. */
  ruleFor<K extends CommitmentKind>(
    kind: K,
    { basicCode, region, date }: CommitmentQuestion,
  ): RuleOf<K> | undefined {
    const isOfKind = (rule: CommitmentRule): rule is RuleOf<K> => rule.kind === kind;
    const rules = (this.#byItem.get(`${kind} ${basicCode}`) ?? [])
      .filter(isOfKind)
      .filter((rule) => isInForce(rule, date));
    for (const place of [shortestDivisionCode(region), ...divisionAncestors(region)]) {
      const found = rules.find((rule) => rule.region === place);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function ruleFaults(rule: CommitmentRule): string[] {
  const period = periodFault(rule);
  const limit = rule.kind === 'NOTIFICATION_COMMITMENT' ? limitFault(rule.afterCheck.limit) : undefined;
  const faults = [...regionFault(rule.region), ...[period, limit].filter((fault) => fault !== undefined)];
  return faults.map((fault) => `${rule.id}: ${fault}`);
}

function twice(rules: readonly CommitmentRule[]): string[] {
  return [...groupBy(rules, ({ id }) => id)].flatMap(([id, { length }]) =>
    length > 1 ? [`${id}: ${length} times the same rule`] : [],
  );
}

function conflicts([item, rules]: readonly [string, readonly CommitmentRule[]]): string[] {
  return rules.flatMap((rule, i) =>
    rules
      .slice(i + 1)
      .filter((other) => rule.region === other.region && overlap(rule, other))
      .map((other) => `${rule.id} and ${other.id} hold for ${item} on one day`),
  );
}
