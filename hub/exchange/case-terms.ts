import type { CaseTerms } from '#domain/deadline';
import type { cases } from '#hub/store';

/** Of the deciding authority: the division in its unified code, which is the first part of the implementation code. */
export function regionOf({ implementationCode }: Pick<cases.CaseRow, 'implementationCode'>): string {
  return implementationCode.slice(2, 8);
}

/** What of a case decides which limits hold, without what its item says. */
export function termsOf(row: cases.CaseRow): CaseTerms {
  const { basicCode, implementationCode, mode } = row;
  return { region: regionOf(row), basicCode, implementationCode, mode, version: undefined, details: {} };
}
