import { digitsFault, unexpected } from './characters.js';
import { organizationCheck } from './organization-code.js';

/**
 * 统一社会信用代码, GB 32100: 18 characters without I, O, S, V, Z.
 *   1      登记管理部门  who registers      9–17  主体标识码  the GB 11714 code of the organisation, with its own check
 *   2      机构类别      what is registered   18   check character
 *   3–8    登记管理机关行政区划  where
 */
export interface Uscc {
  readonly code: string;
  /** Characters 1 and 2: who registers, and what. */
  readonly prefix: string;
  /** What the prefix stands for; undefined for one that the table does not know, which is no fault. */
  readonly kind: OrganizationKind | undefined;
  /** Of the registering authority, 6 digits; 100000 for the whole country. It may have been withdrawn since. */
  readonly divisionCode: string;
  /** GB 11714, nine characters. */
  readonly organizationCode: string;
}

export type OrganizationKind =
  | 'STATE_ORGAN'
  | 'PUBLIC_INSTITUTION'
  | 'MASS_ORGANIZATION'
  | 'SOCIAL_ORGANIZATION'
  | 'ENTERPRISE'
  | 'INDIVIDUAL_BUSINESS'
  | 'FARMERS_COOPERATIVE'
  | 'RURAL_COLLECTIVE';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** By character code; −1 for what cannot stand in a code. */
const VALUES = new Int8Array(128).fill(-1);
for (let value = 0; value < ALPHABET.length; value++) VALUES[ALPHABET.charCodeAt(value)] = value;

/** From common knowledge of the code, not from the standard's text: it explains, and never decides. */
const KINDS: Readonly<Record<string, OrganizationKind>> = {
  '11': 'STATE_ORGAN',
  '12': 'PUBLIC_INSTITUTION',
  '13': 'MASS_ORGANIZATION',
  '51': 'SOCIAL_ORGANIZATION',
  '52': 'SOCIAL_ORGANIZATION',
  '53': 'SOCIAL_ORGANIZATION',
  '91': 'ENTERPRISE',
  '92': 'INDIVIDUAL_BUSINESS',
  '93': 'FARMERS_COOPERATIVE',
  N1: 'RURAL_COLLECTIVE',
};

/** @returns the code taken apart, or what is wrong with it. */
export function parseUscc(text: string): Uscc | string {
  const fault = usccFault(text);
  if (fault !== undefined) return fault;
  const prefix = text.slice(0, 2);
  return Object.freeze({
    code: text,
    prefix,
    kind: Object.hasOwn(KINDS, prefix) ? KINDS[prefix] : undefined,
    divisionCode: text.slice(2, 8),
    organizationCode: text.slice(8, 17),
  });
}

/** What is wrong with the text, or undefined when it is a unified social credit code. */
export function usccFault(text: string): string | undefined {
  if (text.length !== 18) return `a unified social credit code has 18 characters, not ${text.length}`;
  let sum = 0;
  for (let at = 0; at < 18; at++) {
    const value = VALUES[text.charCodeAt(at)] ?? -1;
    if (value < 0) return unexpected(text, at, 'a digit or a capital letter other than I, O, S, V, Z');
    sum += value * (WEIGHTS[at] ?? 0);
  }
  const divisionFault = digitsFault(text, 2, 8, 'a digit of the registering division (characters 3 to 8)');
  if (divisionFault !== undefined) return divisionFault;
  const expected = ALPHABET[(31 - (sum % 31)) % 31];
  if (text[17] !== expected) return `the check character is ${text[17]}, expected ${expected}`;
  const inner = organizationCheck(text, 8);
  return text[16] === inner
    ? undefined
    : `the check character of the organisation code (character 17) is ${text[16]}, expected ${inner}`;
}
