import { dashed, digitsFault, isDate, unexpected } from './characters.js';

/**
 * The number by which a person is known (GB 11643): where it was given 6, date of birth 8, order 3, check character, which is
 * X for ten. Three documents carry numbers of this form and check:
 *   公民身份号码              a citizen; the region may have been merged away since, so it is not looked up
 *   港澳台居民居住证          81, 82 or 83 for Hong Kong, Macao and Taiwan, followed by 0000
 *   外国人永久居留身份证      since 2023-12: 9, province 2, country 3 (ISO 3166-1 numeric), date of birth, order, check
 */
export interface CitizenId {
  /** 18 characters, upper-case X. */
  readonly number: string;
  readonly kind: 'CITIZEN' | 'HMT_RESIDENT' | 'FOREIGN_RESIDENT';
  /** Where the number was given, 6 digits. */
  readonly divisionCode: string;
  /** Of a FOREIGN_RESIDENT: ISO 3166-1 numeric. */
  readonly nationality: string | undefined;
  /** YYYY-MM-DD. */
  readonly birthDate: string;
  readonly sex: 'MALE' | 'FEMALE';
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/**
 * Reads a number of 18 characters.
 * @param today YYYYMMDD: nobody is born after it.
 * @returns the number taken apart, or what is wrong with it.
 */
export function parseCitizenId(text: string, today: string): CitizenId | string {
  const fault = citizenIdFault(text, today);
  if (fault !== undefined) return fault;
  const kind = kindOf(text);
  const isForeign = kind === 'FOREIGN_RESIDENT';
  return Object.freeze({
    number: text,
    kind,
    divisionCode: isForeign ? `${text.slice(1, 3)}0000` : text.slice(0, 6),
    nationality: isForeign ? text.slice(3, 6) : undefined,
    birthDate: dashed(text.slice(6, 14)),
    sex: Number(text[16]) % 2 === 1 ? 'MALE' : 'FEMALE',
  });
}

/** What is wrong with the text, or undefined when it is a citizen id number. @param today YYYYMMDD. */
export function citizenIdFault(text: string, today: string): string | undefined {
  if (text.length !== 18) return lengthFault(text.length);
  const fault = digitsFault(text, 0, 17);
  if (fault !== undefined) return fault;
  if (!/[\dX]/.test(text.charAt(17))) return unexpected(text, 17, 'a digit or an upper-case X');
  const birth = text.slice(6, 14);
  if (!isDate(birth)) return `characters 7 to 14 are ${birth}, expected a date YYYYMMDD`;
  if (birth > today) return `the date of birth ${birth} lies in the future`;
  const expected = checkOf(text);
  return text[17] === expected ? undefined : `the check character is ${text[17]}, expected ${expected}`;
}

/**
 * Reads a number that somebody searches for: 18 characters, or one of 15 digits as given until 1999, which nobody may act
 * under any more. It is returned with the 18 characters that its holder has today, so that both compare equal.
 * @param today YYYYMMDD.
 */
export function citizenIdForLookup(text: string, today: string): CitizenId | string {
  if (text.length !== 15) return parseCitizenId(text, today);
  const fault = digitsFault(text, 0, 15);
  if (fault !== undefined) return fault;
  const birth = `19${text.slice(6, 12)}`;
  if (!isDate(birth)) return `characters 7 to 12 are ${text.slice(6, 12)}, expected a date YYMMDD`;
  const body = text.slice(0, 6) + birth + text.slice(12);
  return parseCitizenId(body + checkOf(body), today);
}

/**
 * For the edge, where people type and platforms have habits: a lower-case x at the end becomes X. No other reader of numbers
 * alters what it is given.
 */
export function normalizedCitizenId(text: string): string {
  return text.length === 18 && text.endsWith('x') ? `${text.slice(0, 17)}X` : text;
}

function lengthFault(length: number): string {
  const hint = length === 15 ? '; one of 15 digits serves for searching only' : '';
  return `a citizen id number has 18 characters, not ${length}${hint}`;
}

function kindOf(text: string): CitizenId['kind'] {
  if (text.startsWith('9')) return 'FOREIGN_RESIDENT';
  return /^8[123]0000/.test(text) ? 'HMT_RESIDENT' : 'CITIZEN';
}

function checkOf(body: string): string {
  let sum = 0;
  for (let i = 0; i < WEIGHTS.length; i++) sum += (WEIGHTS[i] ?? 0) * (body.charCodeAt(i) - 48);
  return CHECKS.charAt(sum % 11);
}
