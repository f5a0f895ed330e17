import { DivisionTableSchema, readJson, validate } from '#proto/schema';
import type { ReferenceCopy } from './reference-copy.js';

/** What a division is called on a day; if it is gone, what took its place. */
export interface Place {
  readonly code: string;
  readonly name: string | undefined;
  readonly successors: readonly string[];
}

/** The copy's table of divisions. It may be without one: then every division is what it always was. */
export class DivisionTable {
  readonly #divisions;
  readonly #changes;

  private constructor({ divisions, changes }: ReturnType<typeof DivisionTableSchema.parse>) {
    this.#divisions = divisions;
    this.#changes = changes;
  }

  static async read(copy: Pick<ReferenceCopy, 'table'>): Promise<DivisionTable> {
    const bytes = await copy.table('divisions');
    if (bytes === undefined) return new DivisionTable({ divisions: [], changes: [] });
    return new DivisionTable(
      validate(DivisionTableSchema, readJson(bytes), 'the table of divisions is not one'),
    );
  }

  /** @param day YYYY-MM-DD. */
  placeOn(code: string, day: string): Place {
    const named = this.#divisions.find(
      ({ code: each, validFrom = day, validTo = day }) => each === code && validFrom <= day && day <= validTo,
    );
    const gone =
      named === undefined ? this.#changes.filter(({ from, on }) => from === code && on <= day) : [];
    return { code, name: named?.name, successors: gone.map(({ to }) => to) };
  }

  /** The codes under which a place stands on a day: its own, or those of what took its place in the end. */
  standingFor(code: string, day: string): readonly string[] {
    const seen = new Set<string>();
    const open = [code];
    for (let each = open.pop(); each !== undefined; each = open.pop()) {
      if (!seen.has(each)) open.push(...this.placeOn(each, day).successors);
      seen.add(each);
    }
    return [...seen].filter((each) => this.placeOn(each, day).successors.length === 0);
  }
}
