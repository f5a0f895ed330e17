import { ExpressionError, type ExpressionErrorCode, type ExpressionPool } from '#connectors/kit/expressions';
import type { MappingDirection } from '#proto/schema';
import { type CaseFacts, type FormField, visible } from './facts.js';
import { mapFields } from './field-mapping.js';
import { MappingGapError } from './gap.js';
import type { Mapping } from './mapping.js';
import type { Entry, MappingTable } from './table.js';

/** Why a case waits: a code without one counterpart, or an expression that gave no result. */
export interface NotedGap {
  readonly kind: MappingGapError['kind'] | ExpressionErrorCode;
  readonly table: string;
  readonly code: string;
  readonly direction: MappingDirection;
  readonly candidates: readonly string[];
}

/** What a reading works with. */
export interface ReadingTools {
  readonly expressions: ExpressionPool;
  /** Told of every gap, whoever asked. */
  note(gap: NotedGap): void;
}

/** A mapping as it holds on one day. */
export class MappingReading {
  readonly #mapping: Mapping;
  readonly #day: string;
  readonly #tools: ReadingTools;

  /** @param day of the case, YYYY-MM-DD. */
  constructor(mapping: Mapping, day: string, tools: ReadingTools) {
    this.#mapping = mapping;
    this.#day = day;
    this.#tools = tools;
  }

  /** @throws TypeError for a table that the document does not have, MappingNotInForceError. */
  table(name: string): TableReading {
    this.#mapping.mustBeInForce(this.#day);
    return new TableReading(this.#mapping.table(name), this.#day, this.#tools);
  }

  /**
   * A form in the words of the other side, by the field map of the document: all its expressions in one go.
   * @throws MappingGapError, MappingNotInForceError, ExpressionError; every gap of the form has been noted by then.
   */
  async mapFields(
    direction: MappingDirection,
    fields: readonly FormField[],
    facts: CaseFacts,
  ): Promise<FormField[]> {
    this.#mapping.mustBeInForce(this.#day);
    return mapFields({ mapping: this.#mapping, reading: this, direction, facts, tools: this.#tools }, fields);
  }
}

/** A table as it holds on one day. */
export class TableReading {
  readonly #table: MappingTable;
  readonly #day: string;
  readonly #tools: ReadingTools;

  constructor(table: MappingTable, day: string, tools: ReadingTools) {
    this.#table = table;
    this.#day = day;
    this.#tools = tools;
  }

  /** @throws MappingGapError; AMBIGUOUS too where a condition would have to decide: that takes `nationalFor`. */
  toNational(local: string): string {
    const found = this.#one('TO_NATIONAL', local);
    return this.#next?.toNational(found) ?? found;
  }

  /** @throws MappingGapError; AMBIGUOUS too where a condition would have to decide: that takes `localFor`. */
  toLocal(national: string): string {
    return this.#one('TO_LOCAL', this.#next?.toLocal(national) ?? national);
  }

  /** All that one thing of the province is nationally. @throws MappingGapError. */
  toNationals(local: string): readonly string[] {
    const bundle = this.#table.bundle(local, this.#day)?.nationals;
    if (bundle === undefined) return [this.toNational(local)];
    const next = this.#next;
    return next === undefined ? bundle : bundle.map((each) => next.toNational(each));
  }

  /** As toNational; conditions decide. @throws MappingGapError, ExpressionError. */
  async nationalFor(local: string, facts: CaseFacts): Promise<string> {
    const found = await this.#oneFor('TO_NATIONAL', local, facts);
    return this.#next?.nationalFor(found, facts) ?? found;
  }

  /** As toLocal; conditions decide. @throws MappingGapError, ExpressionError. */
  async localFor(national: string, facts: CaseFacts): Promise<string> {
    const code = (await this.#next?.localFor(national, facts)) ?? national;
    return this.#oneFor('TO_LOCAL', code, facts);
  }

  /** As nationalFor or localFor; at once where there is nothing to decide. @throws MappingGapError, ExpressionError. */
  counterpart(direction: MappingDirection, code: string, facts: CaseFacts): string | Promise<string> {
    const { next } = this.#table;
    if (next === undefined && this.#table.entries(direction, code, this.#day).length <= 1)
      return this.#one(direction, code);
    return direction === 'TO_NATIONAL' ? this.nationalFor(code, facts) : this.localFor(code, facts);
  }

  get #next(): TableReading | undefined {
    const { next } = this.#table;
    return next === undefined ? undefined : new TableReading(next, this.#day, this.#tools);
  }

  #one(direction: MappingDirection, code: string): string {
    const entries = this.#table.entries(direction, code, this.#day);
    const [first] = entries;
    if (first !== undefined && entries.length === 1) return first.to;
    const left = entries.every(({ when }) => when === undefined) ? highest(entries) : entries;
    return this.#only(direction, code, left, entries);
  }

  async #oneFor(direction: MappingDirection, code: string, facts: CaseFacts): Promise<string> {
    const entries = this.#table.entries(direction, code, this.#day);
    if (entries.length <= 1) return this.#one(direction, code);
    const held = await this.#conditions(direction, code, entries, facts);
    return this.#only(direction, code, highest(entries.filter((_, i) => held[i])), entries);
  }

  /** Whether the condition of each entry holds; one without holds. */
  async #conditions(
    direction: MappingDirection,
    code: string,
    entries: readonly Entry[],
    facts: CaseFacts,
  ): Promise<boolean[]> {
    const steps = entries.map(({ when = 'true' }) => ({ source: when, own: { code } }));
    try {
      const values = await this.#tools.expressions.evaluate({ facts: visible(facts), steps });
      return values.map((value, i) => isTrue(value, steps[i]?.source));
    } catch (error) {
      if (error instanceof ExpressionError) this.#note(error.code, direction, code, entries);
      throw error;
    }
  }

  /** @throws MappingGapError unless exactly one is left. */
  #only(direction: MappingDirection, code: string, left: readonly Entry[], all: readonly Entry[]): string {
    const [first] = left;
    if (first !== undefined && left.length === 1) return first.to;
    const bundled = direction === 'TO_NATIONAL' ? this.#table.bundle(code, this.#day)?.nationals : undefined;
    const kind = left.length === 0 && bundled === undefined ? 'MISSING' : 'AMBIGUOUS';
    const candidates = bundled ?? (left.length === 0 ? all : left).map(({ to }) => to);
    this.#tools.note({ kind, table: this.#table.title, code, direction, candidates });
    throw new MappingGapError(this.#table.title, code, { kind, direction, candidates });
  }

  #note(
    kind: ExpressionErrorCode,
    direction: MappingDirection,
    code: string,
    entries: readonly Entry[],
  ): void {
    const candidates = entries.map(({ to }) => to);
    this.#tools.note({ kind, table: this.#table.title, code, direction, candidates });
  }
}

function highest(entries: readonly Entry[]): readonly Entry[] {
  const top = Math.max(...entries.map(({ priority }) => priority));
  return entries.filter(({ priority }) => priority === top);
}

/** Nothing, as from a field that the form does not have, does not hold. */
function isTrue(value: unknown, source: string | undefined): boolean {
  if (typeof value === 'boolean' || value === null) return value === true;
  throw new ExpressionError(
    { code: 'EXPRESSION_FAILED', message: 'a condition gives true or false' },
    source,
  );
}
