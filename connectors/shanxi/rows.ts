import { DoesNotFitError } from './errors.js';
import { type ColumnName, type ColumnType, columnsOf, type TableName } from './layout.js';

/** A row as it goes into a table; no value is NULL. */
export interface NewRow {
  readonly table: TableName;
  readonly values: Readonly<Record<string, string | number>>;
}

/** What a row says beside what every row of its batch has. */
export type Values<T extends TableName> = { readonly [C in ColumnName<T>]?: string | number | undefined };

/**
 * Makes the rows of one batch, and remembers everything that does not fit: nothing is cut, and PostgreSQL would take no NUL
 * (proved by test/unit/connectors/shanxi-format.test.ts).
 */
export class RowMaker {
  readonly #batch: string;
  readonly #projectNo: string;
  readonly #rows: NewRow[] = [];
  readonly #violations: string[] = [];

  constructor(batch: string, projectNo: string) {
    this.#batch = batch;
    this.#projectNo = projectNo;
  }

  add<T extends TableName>(table: T, operation: 'I' | 'U', values: Values<T>): void {
    const all: Values<TableName> = {
      row_guid: `${this.#batch}-${this.#rows.length + 1}`,
      project_no: this.#projectNo,
      cd_operation: operation,
      cd_batch: this.#batch,
      data_source: 'HUB',
      ...values,
    };
    const kept = Object.entries(all).filter(
      (entry): entry is [string, string | number] => entry[1] !== undefined,
    );
    for (const [column, value] of kept) this.#check(table, column, value);
    this.#rows.push({ table, values: Object.fromEntries(kept) });
  }

  /** @throws DoesNotFitError with every column that is too narrow. */
  finish(): readonly NewRow[] {
    if (this.#violations.length > 0) throw new DoesNotFitError(this.#violations);
    return this.#rows;
  }

  #check(table: TableName, column: string, value: string | number): void {
    const fault = faultOf(columnsOf(table)[column], value);
    if (fault !== undefined) this.#violations.push(`${table}.${column} ${fault}`);
  }
}

/** PostgreSQL counts characters as code points. */
export function faultOf(type: ColumnType | undefined, value: string | number): string | undefined {
  if (type === undefined) return 'is no column';
  if (typeof value === 'number') return undefined;
  if (value.includes('\0')) return 'cannot hold a NUL character';
  const length = [...value].length;
  return typeof type === 'number' && length > type
    ? `has ${type} characters, the text has ${length}`
    : undefined;
}
