import type { HandlingMode } from '../case/lifecycle.js';
import type { ItemDetails } from './details.js';

/** What an entry says of the time that deciding may take. */
export type ItemLimits = Pick<ItemDetails, 'caseType' | 'statutoryLimit' | 'promisedLimit'>;

/**
 * One version of how one authority performs an item in one place (实施清单, one row), valid from one day to another. A change
 * never overwrites: what a later version says prevails from its `validFrom` on, and a version whose `validTo` lies before its
 * `validFrom` says that from that day on there is nothing.
 */
export interface ImplementationEntry {
  readonly implementationCode: string;
  readonly basicCode: string;
  readonly name: string;
  /** USCC. */
  readonly competentOrg: string;
  readonly competentOrgName: string;
  /** The platform whose list this stands in. Through whom the authority is reached, routing says. */
  readonly platform: string;
  readonly divisionCode: string;
  readonly modes: readonly HandlingMode[];
  /** YYYY-MM-DD, inclusive. */
  readonly validFrom: string;
  /** YYYY-MM-DD, inclusive; absent while open. */
  readonly validTo: string | undefined;
  readonly source: string;
  /** Counts the versions of an implementation in one place from 1; absent in entries that nobody stored. */
  readonly version?: number;
  /** Absent when the authority has said nothing of it. */
  readonly limits?: ItemLimits;
}

/** How routing finds entries; every answer holds only what is in force on the day. @param date YYYY-MM-DD. */
export interface EntryLookup {
  byImplementation(implementationCode: string, date: string): readonly ImplementationEntry[];
  byPlace(basicCode: string, divisionCode: string, date: string): readonly ImplementationEntry[];
}
