import type { MappingDirection, MappingDocument } from '#proto/schema';
import type { FieldRules } from './fields.js';
import { MappingNotInForceError } from './gap.js';
import type { NotedGap } from './reading.js';
import type { Entry, MappingTable } from './table.js';

/** Gaps of the field map stand under this name. */
export const FIELDS = 'fields';

/** Which gap it is, whatever is known of it beside. */
export type GapPlace = Pick<NotedGap, 'table' | 'direction' | 'code' | 'kind'>;

/** What becomes of a gap under a version. DEPENDS: a condition or an expression decides it for each case. */
export type GapOutlook = 'CLOSES' | 'DEPENDS' | 'STAYS';

/** One version of a province's mapping, ready for use. Immutable. */
export class Mapping {
  readonly #document: MappingDocument;
  readonly #tables: ReadonlyMap<string, MappingTable>;
  readonly #fields: Readonly<Record<MappingDirection, FieldRules>>;

  constructor(
    document: MappingDocument,
    tables: ReadonlyMap<string, MappingTable>,
    fields: Readonly<Record<MappingDirection, FieldRules>>,
  ) {
    this.#document = document;
    this.#tables = tables;
    this.#fields = fields;
  }

  get document(): MappingDocument {
    return this.#document;
  }

  get platform(): string {
    return this.#document.platform;
  }

  get version(): string {
    return this.#document.version;
  }

  /** YYYY-MM-DD. */
  get validFrom(): string {
    return this.#document.validFrom;
  }

  get keepsUnmappedFields(): boolean {
    return this.#document.unmappedFields === 'KEEP';
  }

  isInForce(day: string): boolean {
    const { validFrom, validTo } = this.#document;
    return validFrom <= day && (validTo === undefined || day <= validTo);
  }

  /** @param day YYYY-MM-DD. @throws MappingNotInForceError. */
  mustBeInForce(day: string): void {
    if (!this.isInForce(day)) throw new MappingNotInForceError(`${this.platform} ${this.version}`, day);
  }

  /** @throws TypeError for a table that the document does not have. */
  table(name: string): MappingTable {
    const table = this.#tables.get(name);
    if (table === undefined) throw new TypeError(`no mapping table ${name}`);
    return table;
  }

  fields(direction: MappingDirection): FieldRules {
    return this.#fields[direction];
  }

  /** @param gap whose table has the platform before it. */
  outlook({ table, direction, code, kind }: GapPlace, day: string): GapOutlook {
    const name = table.slice(this.platform.length + 1);
    return name === FIELDS
      ? this.#fieldOutlook(direction, code, kind)
      : outlookOf(this.#tables.get(name)?.entries(direction, code, day) ?? []);
  }

  #fieldOutlook(direction: MappingDirection, code: string, kind: GapPlace['kind']): GapOutlook {
    const rules = this.#fields[direction];
    if (rules.from(code) === undefined)
      return this.keepsUnmappedFields && !rules.writes(code) ? 'CLOSES' : 'STAYS';
    return kind === 'MISSING' || kind === 'AMBIGUOUS' ? 'CLOSES' : 'DEPENDS';
  }
}

function outlookOf(entries: readonly Entry[]): GapOutlook {
  if (entries.length <= 1) return entries.length === 1 ? 'CLOSES' : 'STAYS';
  return entries.some(({ when }) => when !== undefined) ? 'DEPENDS' : 'CLOSES'; // priorities decide: the document was checked
}
