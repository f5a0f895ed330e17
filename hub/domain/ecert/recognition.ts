import { certificateTypeFault } from '../codes/certificate-type.js';
import { parseDivisionCode } from '../codes/division-code.js';
import { RuleDataError } from '../rules/rule-data-error.js';
import { isInForce, overlap, periodFault, type Validity } from '../rules/validity.js';

/** What must be done besides, before a certificate stands for paper. */
export const CONDITIONS = {
  ONLINE_STATUS: { zh: '在线核验状态', en: 'its status is asked for online' },
  SEAL_VERIFIED: { zh: '核验电子印章', en: 'the seal on its file is verified' },
  HOLDER_PRESENT: { zh: '持证人到场', en: 'the holder is present' },
  DATA_COMPARED: { zh: '与数据源比对', en: 'its fields are compared with the source' },
  ORIGINAL_LATER: { zh: '事后核对原件', en: 'the original is compared afterwards' },
} as const;

export type Condition = keyof typeof CONDITIONS;

export type RecognitionVerdict =
  | { readonly kind: 'RECOGNISED' }
  | { readonly kind: 'CONDITIONAL'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'NOT_RECOGNISED'; readonly reason: string };

/** One line of the recognition list (互认清单). What it leaves out, it holds for all of. */
export interface RecognitionRule extends Validity {
  readonly id: string;
  readonly typeCode: string | undefined;
  /** Province of the issuer, and of whoever uses the certificate; six digits. */
  readonly issuedIn: string | undefined;
  readonly usedIn: string | undefined;
  /** Items whose basic code begins so. Empty: all. */
  readonly basicCodePrefix: string;
  /** 行使层级 of whoever uses it, GB/T 39046 A.2. */
  readonly level: string | undefined;
  readonly verdict: RecognitionVerdict;
  readonly source: string;
}

export interface RecognitionQuestion {
  readonly typeCode: string;
  /** Division codes of any level; their provinces count. */
  readonly issuedIn: string;
  readonly usedIn: string;
  readonly basicCode: string;
  readonly level: string;
  /** YYYY-MM-DD. */
  readonly date: string;
}

/** What a rule is looked up by; what is left out may be anything. */
export interface RuleFilter extends Pick<RecognitionQuestion, 'date'> {
  readonly typeCode: string | undefined;
  readonly issuedIn: string | undefined;
  readonly usedIn: string | undefined;
  readonly basicCode: string | undefined;
  readonly level: string | undefined;
}

/** The verdict and the rule that it follows from. Without a rule nothing is recognised. */
export type RecognitionAnswer = RecognitionVerdict & { readonly rule: string | undefined };

const NO_RULE: RecognitionAnswer = Object.freeze({
  kind: 'NOT_RECOGNISED',
  reason: '互认清单未列 · not on the recognition list',
  rule: undefined,
});

/** Decides whether a certificate of one province is recognised in another. The most specific rule in force wins. */
export class Recognition {
  readonly #byType: ReadonlyMap<string, readonly RecognitionRule[]>;
  readonly #ofAllTypes: readonly RecognitionRule[];
  readonly #rules: readonly RecognitionRule[];

  /** @throws RuleDataError naming every fault, and every two rules between which some question has no answer. */
  constructor(rules: readonly RecognitionRule[]) {
    checkRecognition(rules);
    const sorted = [...rules].sort((a, b) => weight(b) - weight(a));
    this.#rules = sorted;
    const types = new Set(rules.flatMap(({ typeCode }) => typeCode ?? []));
    const ofType = (type: string) => sorted.filter(({ typeCode = type }) => typeCode === type);
    this.#byType = new Map([...types].map((type) => [type, ofType(type)]));
    this.#ofAllTypes = sorted.filter(({ typeCode }) => typeCode === undefined);
  }

  /** Rules in force on the day that hold for all, or for some, of what is asked about; the most specific first. */
  rulesFor(about: RuleFilter): RecognitionRule[] {
    const { typeCode, issuedIn, usedIn, basicCode = '', level, date } = about;
    return this.#rules.filter(
      (rule) =>
        (rule.typeCode ?? typeCode ?? '') === (typeCode ?? rule.typeCode ?? '') &&
        (issuedIn === undefined || isProvinceOf(rule.issuedIn, issuedIn)) &&
        (usedIn === undefined || isProvinceOf(rule.usedIn, usedIn)) &&
        (basicCode.startsWith(rule.basicCodePrefix) || rule.basicCodePrefix.startsWith(basicCode)) &&
        (level === undefined || (rule.level ?? level) === level) &&
        isInForce(rule, date),
    );
  }

  decide(question: RecognitionQuestion): RecognitionAnswer {
    const rules = this.#byType.get(question.typeCode) ?? this.#ofAllTypes;
    // The heaviest has none that is more specific; those of one weight that hold at once say the same, or were refused at load.
    const rule = rules.find((one) => holds(one, question));
    return rule === undefined ? NO_RULE : { ...rule.verdict, rule: rule.id };
  }
}

/** @throws RuleDataError naming every fault, and every two rules between which some question has no answer. */
export function checkRecognition(rules: readonly RecognitionRule[]): void {
  const faults = rules.flatMap((rule, at) => ruleFaults(rule, at, rules));
  if (faults.length === 0) faults.push(...contradictions(rules));
  if (faults.length > 0) throw new RuleDataError('the recognition list is not valid', faults);
}

function holds(rule: RecognitionRule, question: RecognitionQuestion): boolean {
  const { typeCode, issuedIn, usedIn, basicCode, level, date } = question;
  return (
    (rule.typeCode ?? typeCode) === typeCode &&
    isProvinceOf(rule.issuedIn, issuedIn) &&
    isProvinceOf(rule.usedIn, usedIn) &&
    basicCode.startsWith(rule.basicCodePrefix) &&
    (rule.level ?? level) === level &&
    isInForce(rule, date)
  );
}

function isProvinceOf(province: string | undefined, divisionCode: string): boolean {
  return province === undefined || divisionCode.startsWith(province.slice(0, 2));
}

const EXACT = ['typeCode', 'issuedIn', 'usedIn', 'level'] as const;

/** Grows with everything that makes a rule more specific. */
function weight(rule: RecognitionRule): number {
  return EXACT.filter((member) => rule[member] !== undefined).length + rule.basicCodePrefix.length;
}

/** What a rule holds for, apart from days. */
type Extent = Pick<RecognitionRule, (typeof EXACT)[number] | 'basicCodePrefix'>;

function contradictions(rules: readonly RecognitionRule[]): string[] {
  return rules.flatMap((rule, i) =>
    rules
      .slice(i + 1)
      .filter((other) => contradict(rule, other, rules))
      .map((other) => `${rule.id} and ${other.id} hold for the same, and neither is more specific`),
  );
}

/** Two rules that can hold at once, say different things, and of which neither gives way, to the other or to a third. */
function contradict(
  one: RecognitionRule,
  other: RecognitionRule,
  rules: readonly RecognitionRule[],
): boolean {
  if (isSameVerdict(one.verdict, other.verdict) || !overlap(one, other)) return false;
  const common = intersection(one, other);
  if (common === undefined) return false;
  const isNested = isWithin(one, other) !== isWithin(other, one);
  return !isNested && !rules.some((third) => settles(third, { one, other, common }));
}

interface Clash {
  readonly one: RecognitionRule;
  readonly other: RecognitionRule;
  readonly common: Extent;
}

/** A third rule settles a clash when it holds for all of it, on all its days, and is more specific than both. */
function settles(third: RecognitionRule, { one, other, common }: Clash): boolean {
  const isMoreSpecific = [one, other].every((rule) => isWithin(third, rule) && !isWithin(rule, third));
  const [from] = [one.validFrom ?? '', other.validFrom ?? ''].sort().reverse();
  const [to] = [one.validTo ?? FOREVER, other.validTo ?? FOREVER].sort();
  const isThen = (third.validFrom ?? '') <= (from ?? '') && (to ?? FOREVER) <= (third.validTo ?? FOREVER);
  return isMoreSpecific && isThen && isWithin(common, third);
}

const FOREVER = '9999-12-31';

function isWithin(inner: Extent, outer: Extent): boolean {
  return (
    EXACT.every((member) => outer[member] === undefined || outer[member] === inner[member]) &&
    inner.basicCodePrefix.startsWith(outer.basicCodePrefix)
  );
}

/** What both hold for; undefined when there is nothing. */
function intersection(one: Extent, other: Extent): Extent | undefined {
  const [short, long] = [one, other].sort((a, b) => a.basicCodePrefix.length - b.basicCodePrefix.length);
  const isApart = EXACT.some((member) => (one[member] ?? other[member]) !== (other[member] ?? one[member]));
  if (isApart || short === undefined || !long?.basicCodePrefix.startsWith(short.basicCodePrefix))
    return undefined;
  return {
    typeCode: one.typeCode ?? other.typeCode,
    issuedIn: one.issuedIn ?? other.issuedIn,
    usedIn: one.usedIn ?? other.usedIn,
    level: one.level ?? other.level,
    basicCodePrefix: long.basicCodePrefix,
  };
}

function isSameVerdict(one: RecognitionVerdict, other: RecognitionVerdict): boolean {
  if (one.kind !== 'CONDITIONAL' || other.kind !== 'CONDITIONAL') return one.kind === other.kind;
  const conditions = new Set(one.conditions);
  return (
    conditions.size === new Set(other.conditions).size &&
    other.conditions.every((condition) => conditions.has(condition))
  );
}

function ruleFaults(rule: RecognitionRule, at: number, rules: readonly RecognitionRule[]): string[] {
  const { id, typeCode, issuedIn, usedIn, basicCodePrefix, level, verdict } = rule;
  return [
    rules.findIndex((other) => other.id === id) < at ? 'stands twice' : undefined,
    typeCode === undefined ? undefined : certificateTypeFault(typeCode),
    provinceFault(issuedIn),
    provinceFault(usedIn),
    /^\d{0,12}$/.test(basicCodePrefix)
      ? undefined
      : `${basicCodePrefix} is not the beginning of a basic code`,
    level === undefined || /^[1-7]$/.test(level) ? undefined : `${level} is not a level of exercise, 1 to 7`,
    verdict.kind === 'CONDITIONAL' && verdict.conditions.length === 0 ? 'it names no condition' : undefined,
    periodFault(rule),
  ]
    .filter((fault) => fault !== undefined)
    .map((fault) => `${id}: ${fault}`);
}

function provinceFault(code: string | undefined): string | undefined {
  if (code === undefined) return undefined;
  const division = parseDivisionCode(code);
  if (typeof division === 'string') return division;
  return division.level === 'PROVINCE' ? undefined : `${code} is not a province`;
}
