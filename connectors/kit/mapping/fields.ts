import type { MappingDirection, MappingField } from '#proto/schema';

/** How one field is written on the other side, in one direction. */
export interface FieldRule {
  readonly from: string;
  readonly to: string;
  readonly table: string | undefined;
  readonly expression: string | undefined;
  /** Fields of the other side whose values the expression sees. */
  readonly reads: readonly string[];
  /** Place in the document. */
  readonly field: number;
}

/** The field map of a document in one direction. Immutable. */
export class FieldRules {
  readonly #bySource: ReadonlyMap<string, readonly FieldRule[]>;
  readonly #byTarget: ReadonlyMap<string, FieldRule>;
  readonly #order: ReadonlyMap<FieldRule, number>;

  constructor(rules: readonly FieldRule[]) {
    this.#bySource = grouped(rules);
    this.#byTarget = new Map(rules.map((rule) => [rule.to, rule]));
    this.#order = orderOf(rules, this.#byTarget);
  }

  /** What is made of a field; undefined: the document does not name it. */
  from(name: string): readonly FieldRule[] | undefined {
    return this.#bySource.get(name);
  }

  /** Whether some rule writes a field of this name. */
  writes(name: string): boolean {
    return this.#byTarget.has(name);
  }

  /** For sorting: rules that others read come first. */
  inOrder(a: FieldRule, b: FieldRule): number {
    return (this.#order.get(a) ?? 0) - (this.#order.get(b) ?? 0);
  }
}

/** The fields of the document as they are used in one direction. */
export function rulesOf(fields: readonly MappingField[], direction: MappingDirection): FieldRule[] {
  return fields.flatMap((each, field): FieldRule[] => {
    const { local, national, table, toNational, toLocal, reads } = each;
    if (each.direction !== 'BOTH' && each.direction !== direction) return [];
    return direction === 'TO_NATIONAL'
      ? [{ from: local, to: national, table, expression: toNational, reads, field }]
      : [{ from: national, to: local, table, expression: toLocal, reads, field }];
  });
}

/** By the longest way along what reads what. There is no loop: the document was checked before. */
function orderOf(
  rules: readonly FieldRule[],
  byTarget: ReadonlyMap<string, FieldRule>,
): Map<FieldRule, number> {
  const order = new Map<FieldRule, number>();
  const place = (rule: FieldRule): number => {
    const known = order.get(rule);
    if (known !== undefined) return known;
    const earlier = rule.reads.flatMap((name) => byTarget.get(name) ?? []);
    const found = Math.max(-1, ...earlier.map(place)) + 1;
    order.set(rule, found);
    return found;
  };
  for (const rule of rules) place(rule);
  return order;
}

function grouped(rules: readonly FieldRule[]): Map<string, FieldRule[]> {
  const groups = new Map<string, FieldRule[]>();
  for (const rule of rules) groups.set(rule.from, [...(groups.get(rule.from) ?? []), rule]);
  return groups;
}
