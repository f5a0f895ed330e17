import { divisionAncestors, shortestDivisionCode } from '../codes/division-code.js';
import { type Provenance, regionFault } from '../deadline/notice.js';
import { groupBy } from '../rules/group.js';
import { RuleDataError } from '../rules/rule-data-error.js';
import { isInForce, overlap, periodFault, type Validity } from '../rules/validity.js';

/** What an applicant's written word may stand in for: 容缺受理, a material that comes later. */
export const COMMITMENT_KINDS = ['DEFERRED_MATERIALS'] as const;
export type CommitmentKind = (typeof COMMITMENT_KINDS)[number];

/** That it may, for items of a place. What no rule allows is not allowed. */
export interface CommitmentRule extends Validity {
  readonly id: string;
  readonly kind: CommitmentKind;
  /** Basic codes. */
  readonly items: readonly string[];
  /** Deciding divisions within it; 100000 for all. */
  readonly region: string;
  /** Codes of the materials that may be deferred; absent: any. */
  readonly materials: readonly string[] | undefined;
  readonly basis: string;
  readonly url: string | undefined;
  readonly provenance: Provenance;
}

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
  ruleFor(kind: CommitmentKind, { basicCode, region, date }: CommitmentQuestion): CommitmentRule | undefined {
    const rules = (this.#byItem.get(`${kind} ${basicCode}`) ?? []).filter((rule) => isInForce(rule, date));
    for (const place of [shortestDivisionCode(region), ...divisionAncestors(region)]) {
      const found = rules.find((rule) => rule.region === place);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function ruleFaults(rule: CommitmentRule): string[] {
  const period = periodFault(rule);
  const faults = [...regionFault(rule.region), ...(period === undefined ? [] : [period])];
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
