import { certificateTypeFault } from '../codes/certificate-type.js';
import { parseItemCode } from '../codes/item-code.js';
import { groupBy } from '../rules/group.js';
import { RuleDataError } from '../rules/rule-data-error.js';
import { isInForce, overlap, periodFault, type Validity } from '../rules/validity.js';

/** 免提交: a material of an item that need not be handed in when one of these certificates is there. */
export interface ReplacementRule extends Validity {
  readonly basicCode: string;
  /** As the implementation lists name it. */
  readonly material: string;
  /** Any one of them. */
  readonly typeCodes: readonly string[];
  readonly source: string;
}

/** Which certificates stand for which materials. A material without a rule is handed in. */
export class Replacements {
  readonly #rules: ReadonlyMap<string, readonly ReplacementRule[]>;

  /** @throws RuleDataError naming every fault, and every material with two rules on one day. */
  constructor(rules: readonly ReplacementRule[]) {
    const groups = groupBy(rules, keyOf);
    const faults = [...rules.flatMap(ruleFaults), ...[...groups.values()].flatMap(clashes)];
    if (faults.length > 0) throw new RuleDataError('the list of replaced materials is not valid', faults);
    this.#rules = groups;
  }

  /** The types of which any one stands for the material; empty when none does. @param date YYYY-MM-DD. */
  typesFor(basicCode: string, material: string, date: string): readonly string[] {
    const rules = this.#rules.get(keyOf({ basicCode, material })) ?? [];
    return rules.find((rule) => isInForce(rule, date))?.typeCodes ?? [];
  }
}

function keyOf({ basicCode, material }: Pick<ReplacementRule, 'basicCode' | 'material'>): string {
  return `${basicCode} ${material}`;
}

function ruleFaults(rule: ReplacementRule): string[] {
  const { basicCode, material, typeCodes } = rule;
  return [
    basicCodeFault(basicCode),
    material.trim() === '' ? 'it names no material' : undefined,
    typeCodes.length === 0 ? 'it names no certificate' : undefined,
    ...typeCodes.map(certificateTypeFault),
    periodFault(rule),
  ]
    .filter((fault) => fault !== undefined)
    .map((fault) => `${keyOf(rule)}: ${fault}`);
}

function basicCodeFault(text: string): string | undefined {
  const code = parseItemCode(text);
  if (typeof code === 'string') return code;
  return code.kind === 'BASIC' ? undefined : `a basic code has 12 digits, not ${text.length}`;
}

function clashes(rules: readonly ReplacementRule[]): string[] {
  return rules.flatMap((rule, i) =>
    rules.slice(i + 1).some((other) => overlap(rule, other)) ? [`${keyOf(rule)}: two rules on one day`] : [],
  );
}
