import type { PledgeRule } from '#domain/commitment';
import type { CaseTerms } from '#domain/deadline';
import type { ImplementationEntry } from '#domain/item';
import { dayOf } from '#domain/rules';
import type { cases } from '#hub/store';
import type { Rules } from './rules.js';

/** Of the deciding authority: the division in its unified code, which is the first part of the implementation code. */
export function regionOf({ implementationCode }: Pick<cases.CaseRow, 'implementationCode'>): string {
  return implementationCode.slice(2, 8);
}

/** What of a case decides which limits hold, without what its item says. */
export function termsOf(row: cases.CaseRow): CaseTerms {
  const { basicCode, implementationCode, mode } = row;
  return { region: regionOf(row), basicCode, implementationCode, mode, version: undefined, details: {} };
}

/** By which a pledge of the case is judged: that of its day. */
export function pledgeRuleOf(
  row: cases.CaseRow,
  { commitments }: Pick<Rules, 'commitments'>,
): PledgeRule | undefined {
  const { basicCode, createdAt } = row;
  const question = { basicCode, region: regionOf(row), date: dayOf(createdAt) };
  return commitments.ruleFor('NOTIFICATION_COMMITMENT', question);
}

/** The same, with what its item and its pledge said on the day of the case. */
export function itemTermsOf(row: cases.CaseRow, rules: Pick<Rules, 'catalogue' | 'commitments'>): CaseTerms {
  const { version, limits: details = {} } = entryOf(row, rules) ?? { version: undefined };
  const afterCheck = row.facets.pledge && pledgeRuleOf(row, rules)?.afterCheck.limit;
  return { ...termsOf(row), version, details, afterCheck };
}

/** 实施清单: of several places of one authority, that of the authority's own seat, or the first. */
function entryOf(
  row: cases.CaseRow,
  { catalogue }: Pick<Rules, 'catalogue'>,
): ImplementationEntry | undefined {
  const entries = catalogue.byImplementation(row.implementationCode, dayOf(row.createdAt));
  return entries.find(({ divisionCode }) => divisionCode === regionOf(row)) ?? entries[0];
}
