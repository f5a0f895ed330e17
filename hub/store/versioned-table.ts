import type { ImplementationRecord, NationalItem, Stated } from '#domain/item';
import { boolArray, int4Array, textArray } from './binary-array.js';
import type { SqlValue, Tx } from './database.js';

/**
 * What the two lists of the catalogue have in common: rows that keep their key for ever, versions that are only ever added,
 * and imports that compare what a file says with what stands.
 */
export interface VersionedTable<T> {
  readonly name: 'national_item' | 'implementation_entry';
  /** The columns that name a row for ever. */
  readonly key: readonly string[];
  /** All columns that a file speaks of, the key first, without the days. */
  readonly columns: readonly TableColumn<T>[];
  /** A column that says whose list a row belongs to; a complete list ends the rows of the same owner that it leaves out. */
  readonly owner: string | undefined;
}

/** Either list, when only its columns matter. */
export type AnyTable = VersionedTable<never>;

export interface TableColumn<T> {
  readonly name: string;
  /** Lists travel as words between spaces. */
  readonly type: 'text' | 'text[]' | 'jsonb';
  read(row: T): string | null;
}

/** A row as a file states it, and where. */
export interface StagedRow<T> {
  /** Counts the rows of an import. */
  readonly seq: number;
  /** Which of the files of the import, from 0, and the line in it. */
  readonly file: number;
  readonly line: number;
  readonly row: T;
  /** The file says that this row is no more. */
  readonly isEnded: boolean;
  /** The cells as they stood in the file, a JSON array, if they may have to be handed back. */
  readonly raw: string | null;
  /** Names the row for the parts of it that stand in other files. */
  readonly partKey?: string | undefined;
  /** 业务办理项编码: several handling items may be one implementation. */
  readonly handlingItem?: string | undefined;
}

export type StatedRow = Stated<ImplementationRecord> | Stated<NationalItem>;

export const stagedName = (table: AnyTable): string => `staged_${table.name}`;

/** A prefix before each name, for joins. */
export function listed(names: readonly string[], prefix = ''): string {
  return names.map((name) => (prefix === '' ? name : `${prefix}.${name}`)).join(', ');
}

export function contentOf(table: AnyTable): string[] {
  return table.columns.map(({ name }) => name).filter((name) => !table.key.includes(name));
}

/** Room for what a file says, which goes with the transaction. */
export async function openStaging(tx: Tx, table: AnyTable): Promise<void> {
  const columns = table.columns.map(({ name, type }) => `${name} ${type}`).join(', ');
  await tx.query({
    text: `create temporary table ${stagedName(table)} (seq integer, file integer, line integer, ${columns},
             valid_from date, valid_to date, is_ended boolean, raw text, part_key text, handling_item text) on commit drop`,
  });
}

export async function stageRows<T extends StatedRow>(
  tx: Tx,
  table: VersionedTable<T>,
  rows: readonly StagedRow<T>[],
): Promise<void> {
  const numbers = ['seq', 'file', 'line'] as const;
  const names = table.columns.map(({ name }) => name);
  const all = [
    ...numbers,
    ...names,
    'valid_from',
    'valid_to',
    'is_ended',
    'raw',
    'part_key',
    'handling_item',
  ];
  const types = [
    ...numbers.map(() => 'int4'),
    ...table.columns.map(() => 'text'),
    ...['text', 'text', 'bool', 'text', 'text', 'text'],
  ];
  const values: SqlValue[] = [
    ...numbers.map((name) => int4Array(rows.map((each) => each[name]))),
    ...table.columns.map(({ read }) => packed(rows.map(({ row }) => read(row)))),
    packed(rows.map(({ row }) => row.validFrom ?? null)),
    packed(rows.map(({ row }) => row.validTo ?? null)),
    boolArray(rows.map(({ isEnded }) => isEnded)),
    packed(rows.map(({ raw }) => raw)),
    packed(rows.map(({ partKey }) => partKey ?? null)),
    packed(rows.map(({ handlingItem }) => handlingItem ?? null)),
  ];
  await tx.query({
    name: `stage_${table.name}`,
    text: `insert into ${stagedName(table)} (${listed(all)})
           select ${numbers.join(', ')}, ${table.columns.map(unpacked).join(', ')}, valid_from::date, valid_to::date,
             is_ended, raw, part_key, handling_item
           from unnest(${types.map((type, i) => `$${i + 1}::${type}[]`).join(', ')}) as given(${listed(all)})`,
    values,
  });
}

/** A column of nothing is not sent: unnest fills what is missing with nulls. */
function packed(values: readonly (string | null)[]): SqlValue {
  return values.every((value) => value === null) ? null : textArray(values);
}

function unpacked({ name, type }: TableColumn<never>): string {
  if (type === 'text[]') return `string_to_array(${name}, ' ')`;
  return type === 'jsonb' ? `${name}::jsonb` : name;
}

/** Whether there was a day on which the version stood: some are superseded on their first one. */
export function wasInForce(row: {
  readonly validFrom: string;
  readonly validTo: string | undefined;
}): boolean {
  return row.validTo === undefined || row.validTo >= row.validFrom;
}
