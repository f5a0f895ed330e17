import type { CaseTerms } from '#domain/deadline';
import type { ImplementationEntry } from '#domain/item';
import { dayOf } from '#domain/rules';
import type { cases } from '#hub/store';
import type { Rules } from './rules.js';

/** Of the deciding authority: the division in its unified code, which is the first part of the implementation code. */
export function regionOf({ implementationCode }: Pick<cases.CaseRow, 'implementationCode'>): string {
  return implementationCode.slice(2, 8);
}

/** What of a case and its item decides which limits hold, as the item stood on the day of the case. */
export function termsOf(row: cases.CaseRow, rules: Pick<Rules, 'catalogue'>): CaseTerms {
  const { basicCode, implementationCode, mode } = row;
  const entry = entryOf(row, rules);
  const { version, limits: details = {} } = entry ?? { version: undefined };
  return { region: regionOf(row), basicCode, implementationCode, mode, version, details };
}

/** 实施清单: of several places of one authority, that of the authority's own seat, or the first. */
function entryOf(
  row: cases.CaseRow,
  { catalogue }: Pick<Rules, 'catalogue'>,
): ImplementationEntry | undefined {
  const entries = catalogue.byImplementation(row.implementationCode, dayOf(row.createdAt));
  return entries.find(({ divisionCode }) => divisionCode === regionOf(row)) ?? entries[0];
}
