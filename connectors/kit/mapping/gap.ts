import type { MappingDirection } from '#proto/schema';

/** MISSING: no counterpart. AMBIGUOUS: several, and nothing says which. */
type GapKind = 'MISSING' | 'AMBIGUOUS';

export interface GapFacts {
  readonly kind: GapKind;
  readonly direction?: MappingDirection | undefined;
  /** What it could be, when it is ambiguous. */
  readonly candidates?: readonly string[];
}

/** A code that has no counterpart on the other side, or more than one. Never guessed: an operator completes the table. */
export class MappingGapError extends Error {
  readonly #table: string;
  readonly #code: string;
  readonly #facts: GapFacts;

  /** @param table with the platform before it, as in "henan items". */
  constructor(table: string, code: string, facts: GapFacts = { kind: 'MISSING' }) {
    super(
      facts.kind === 'MISSING'
        ? `mapping gap: ${table} has no counterpart for ${code}`
        : `mapping gap: ${table} has more than one counterpart for ${code}: ${facts.candidates?.join(', ')}`,
    );
    this.name = 'MappingGapError';
    this.#table = table;
    this.#code = code;
    this.#facts = facts;
  }

  get table(): string {
    return this.#table;
  }

  get code(): string {
    return this.#code;
  }

  get kind(): GapKind {
    return this.#facts.kind;
  }

  get direction(): MappingDirection | undefined {
    return this.#facts.direction;
  }

  /** AMBIGUOUS: what it could be. MISSING: what it would be if a condition held. */
  get candidates(): readonly string[] {
    return this.#facts.candidates ?? [];
  }
}

/** The document says nothing of this day. */
export class MappingNotInForceError extends Error {
  readonly code = 'MAPPING_NOT_IN_FORCE';

  constructor(what: string, day: string) {
    super(`the mapping of ${what} is not in force on ${day}`);
    this.name = 'MappingNotInForceError';
  }
}
