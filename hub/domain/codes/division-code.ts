import { digitsFault, unexpected } from './characters.js';

/**
 * 行政区划代码, GB/T 2260 and its statistical extension: province 2, city 2, county 2, then town 3 and village 3.
 *
 *   440000        province                441803003      town (镇、街道)
 *   441800        city                    441803003001   village (村、社区)
 *   441803        county                  441900003      a town of a city that has no counties: their two digits are 00
 *
 * 100000 stands for the whole country, as in the codes under which central organs are registered. The standard knows no 66;
 * platforms agreed on it for 新疆生产建设兵团.
 */
export interface DivisionCode {
  /** The shortest form: what ends in empty levels of town or village is the county's, city's or province's own code. */
  readonly code: string;
  readonly level: DivisionLevel;
  /** 6 digits each, 9 for the town; undefined above the level, and for a county's place in a city without counties. */
  readonly province: string | undefined;
  readonly city: string | undefined;
  readonly county: string | undefined;
  readonly town: string | undefined;
  /** Not of GB/T 2260. */
  readonly isPrivate: boolean;
}

export type DivisionLevel = 'NATION' | 'PROVINCE' | 'CITY' | 'COUNTY' | 'TOWN' | 'VILLAGE';

/** The division that holds all others. */
export const NATION = '100000';

/** @returns the code taken apart, or what is wrong with it. */
export function parseDivisionCode(text: string): DivisionCode | string {
  const fault = divisionCodeFault(text);
  if (fault !== undefined) return fault;
  const code = shortestDivisionCode(text);
  const level = levelOf(code);
  const isAt = (length: number) => significantDigits(code) >= length;
  return Object.freeze({
    code,
    level,
    province: level === 'NATION' ? undefined : `${code.slice(0, 2)}0000`,
    city: isAt(4) ? `${code.slice(0, 4)}00` : undefined,
    county: isAt(6) && code.slice(4, 6) !== '00' ? code.slice(0, 6) : undefined,
    town: isAt(9) ? code.slice(0, 9) : undefined,
    isPrivate: code.startsWith('66'),
  });
}

/** What is wrong with the text, or undefined when it is a division code. Whether there is such a place, `Divisions` knows. */
export function divisionCodeFault(text: string): string | undefined {
  const { length } = text;
  if (length !== 6 && length !== 9 && length !== 12) {
    return `a division code has 6, 9 or 12 digits, not ${length}`;
  }
  const fault = digitsFault(text, 0, length);
  if (fault !== undefined) return fault;
  if (shortestDivisionCode(text) === NATION) return undefined;
  if (!/[1-8]/.test(text.charAt(0))) return unexpected(text, 0, 'a region, 1 to 8');
  if (text.startsWith('10')) {
    return `characters 1 and 2 are 10, expected a province; the whole country is ${NATION}`;
  }
  return gapFault(text, 2, 4, 'a city') ?? gapFault(text, 6, 9, 'a town');
}

/** The divisions that hold this one, nearest first, up to the country. @param code a division code. */
export function divisionAncestors(code: string): readonly string[] {
  const ancestors: string[] = [];
  for (let above = divisionParent(code); above !== undefined; above = divisionParent(above)) {
    ancestors.push(above);
  }
  return ancestors;
}

/** The division next above, or undefined for the country. @param code a division code. */
export function divisionParent(code: string): string | undefined {
  const own = shortestDivisionCode(code);
  if (own === NATION) return undefined;
  switch (significantDigits(own)) {
    case 12:
      return own.slice(0, 9);
    case 9:
      return own.slice(0, 6); // of a city without counties, this is the city itself
    case 6:
      return `${own.slice(0, 4)}00`;
    case 4:
      return `${own.slice(0, 2)}0000`;
    default:
      return NATION;
  }
}

/**
 * Whether a division lies in another, or is it. What is no code is no place: an empty one is neither somewhere nor everywhere
 * (proved by test/unit/hub/domain/codes.test.ts).
 */
export function isWithinDivision(code: string, outer: string): boolean {
  if (!REGION.test(code) || !REGION.test(outer)) return false;
  return code.startsWith(divisionPrefix(outer));
}

/** How the codes of all places within a division begin; empty for the whole country. */
export function divisionPrefix(code: string): string {
  const short = shortestDivisionCode(code);
  return short === NATION ? '' : short.slice(0, significantDigits(short));
}

/** How every division code begins, the country's too. */
const REGION = /^[1-8]\d{5}/;

/** A level that is filled although the one it belongs to is not. */
function gapFault(text: string, from: number, to: number, expected: string): string | undefined {
  const isEmpty = Number(text.slice(from, to)) === 0;
  if (!isEmpty || Number(text.slice(to)) === 0) return undefined;
  return `characters ${from + 1} to ${to} are ${text.slice(from, to)}, expected ${expected}, because digits follow`;
}

function levelOf(code: string): DivisionLevel {
  if (code === NATION) return 'NATION';
  const digits = significantDigits(code);
  if (digits === 12) return 'VILLAGE';
  if (digits === 9) return 'TOWN';
  if (digits === 6) return 'COUNTY';
  return digits === 4 ? 'CITY' : 'PROVINCE';
}

/** How many digits say something: 12, 9, 6, 4 or 2. @param code in its shortest form. */
function significantDigits(code: string): number {
  if (code.length > 6) return code.length;
  if (!code.endsWith('00')) return 6;
  return code.endsWith('0000') ? 2 : 4;
}

/** A division code without empty levels of town and village: 441803000000 is 441803. @param code a division code. */
export function shortestDivisionCode(code: string): string {
  if (code.length === 12 && code.endsWith('000')) return shortestDivisionCode(code.slice(0, 9));
  return code.length === 9 && code.endsWith('000') ? code.slice(0, 6) : code;
}
