import type { MappingDirection, MappingDocument } from '#proto/schema';
import type { FieldRules } from './fields.js';
import { MappingNotInForceError } from './gap.js';
import type { MappingTable } from './table.js';

/** One expression of a document, and where it stands, as a JSON pointer. */
export interface PlacedExpression {
  readonly pointer: string;
  readonly source: string;
}

/** Gaps of the field map stand under this name. */
export const FIELDS = 'fields';

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

  /** Whether the document says anything of a code on that day, or of a form field. @param title as a gap names its table. */
  knows(title: string, direction: MappingDirection, code: string, day: string): boolean {
    const name = title.slice(this.platform.length + 1);
    if (name === FIELDS) return this.#fields[direction].from(code) !== undefined;
    const entries = this.#tables.get(name)?.entries(direction, code, day) ?? [];
    return entries.length > 0;
  }

  fields(direction: MappingDirection): FieldRules {
    return this.#fields[direction];
  }

  expressions(): PlacedExpression[] {
    const { tables, fields } = this.#document;
    const found: PlacedExpression[] = [];
    const add = (pointer: string, source: string | undefined) => {
      if (source !== undefined) found.push({ pointer, source });
    };
    for (const [name, rows] of Object.entries(tables)) {
      for (const [row, { when }] of rows.entries()) add(`/tables/${name}/${row}/when`, when);
    }
    for (const [field, { toNational, toLocal }] of fields.entries()) {
      add(`/fields/${field}/toNational`, toNational);
      add(`/fields/${field}/toLocal`, toLocal);
    }
    return found;
  }
}
