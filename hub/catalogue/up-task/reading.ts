import type { HandlingMode } from '#domain/case';
import type { ItemDetails, TimeLimit } from '#domain/item';
import type { Cells, LayoutColumn } from '../cells.js';
import { checkDetails, isFaulty } from '../details.js';
import { wordsOf } from '../flat/modes.js';
import type { CodeListName, UpTaskRules } from './rules.js';

/** How the cells of the national exchange tables are read, whichever table they stand in. */

export function columnsOf(required: readonly string[], optional: readonly string[]): LayoutColumn[] {
  return [
    ...required.map((name) => ({ name })),
    ...optional.filter((name) => !required.includes(name)).map((name) => ({ name, isOptional: true })),
  ];
}

/** What a cell means by a code list; an empty cell means nothing. */
export function codeOf(
  cells: Cells,
  rules: UpTaskRules,
  column: string,
  list: CodeListName,
): string | undefined {
  const text = cells.text(column);
  return text === '' ? undefined : meaningOf(cells, rules, column, list, text);
}

/** Several codes in one cell. @returns undefined for an empty cell. */
export function codesOf(
  cells: Cells,
  rules: UpTaskRules,
  column: string,
  list: CodeListName,
): readonly string[] | undefined {
  const words = wordsOf(cells.text(column));
  if (words.length === 0) return undefined;
  return [...new Set(words.flatMap((word) => meaningOf(cells, rules, column, list, word) ?? []))];
}

function meaningOf(
  cells: Cells,
  rules: UpTaskRules,
  column: string,
  list: CodeListName,
  code: string,
): string | undefined {
  const meaning = rules.meaning(list, code);
  if (meaning === undefined) cells.fault('BAD_VALUE', column, code);
  return meaning;
}

/** The lines of a cell. @returns undefined for an empty one. */
export function linesOf(cells: Cells, column: string): readonly string[] | undefined {
  const lines = cells
    .text(column)
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.length === 0 ? undefined : lines;
}

export function limitOf(cells: Cells, rules: UpTaskRules, day: string, type: string): TimeLimit | undefined {
  const amount = cells.count(day);
  const unit = codeOf(cells, rules, type, 'limitUnit');
  if (amount === undefined) return undefined;
  if (unit === undefined) {
    if (cells.text(type) === '') cells.fault('REQUIRED', type, `${day} = ${amount}`);
    return undefined;
  }
  return { amount, unit: unit as TimeLimit['unit'] }; // the schema of details refuses any other
}

export function modesOf(
  cells: Cells,
  rules: UpTaskRules,
  table: 'basic' | 'extend',
): readonly HandlingMode[] {
  const told = rules.modes.filter(
    (rule) => rule.table === table && rule.values.includes(cells.text(rule.column)),
  );
  return [...new Set(told.map(({ mode }) => mode))];
}

/** Columns that the rules for modes look at. */
export function modeColumns(rules: UpTaskRules, table: 'basic' | 'extend'): string[] {
  return rules.modes.filter((rule) => rule.table === table).map(({ column }) => column);
}

/** What a row says of an entry; of what its cells are empty it says nothing. */
type Said = { readonly [K in keyof ItemDetails]: ItemDetails[K] | undefined };

/** Leaves out what was not said, and checks the rest as any details are checked. */
export function detailsOf(cells: Cells, said: Said): ItemDetails {
  const told = Object.entries(said).filter(([, value]) => value !== undefined);
  const details = checkDetails(Object.fromEntries(told));
  if (!isFaulty(details)) return details;
  for (const fault of details) cells.fault('BAD_DETAILS', undefined, fault);
  return {};
}
