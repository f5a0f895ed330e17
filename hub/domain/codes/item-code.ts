import { usccFault } from './uscc.js';

/**
 * Codes of government service items (政务服务事项), ZWFW C0109.1 and GB/T 39554:
 *   12 characters  基本编码    division 2, item type 2, parent item 5, sub-item 3
 *   31 characters  实施编码    USCC of the implementing authority 18, level 1, basic code 12
 *   33 characters  业务办理项  implementation code 31, number 2
 *   43 characters  办件流水    implementation code 31, YYYYMMDD 8, serial 4
 */
export interface ItemCode {
  readonly kind: 'BASIC' | 'IMPLEMENTATION' | 'HANDLING_ITEM' | 'CASE_SERIAL';
  readonly basicCode: string;
  /** Absent for a basic code. */
  readonly implementation?: {
    readonly code: string;
    readonly competentOrg: string;
    /** GB/T 39046 A.2: 1 national … 6 village. */
    readonly level: string;
  };
  /** What follows the implementation code. */
  readonly rest: string;
}

const KINDS: Readonly<Record<number, ItemCode['kind']>> = {
  12: 'BASIC',
  31: 'IMPLEMENTATION',
  33: 'HANDLING_ITEM',
  43: 'CASE_SERIAL',
};

/** @returns the code taken apart, or what is wrong with it. */
export function parseItemCode(text: string): ItemCode | string {
  const kind = KINDS[text.length];
  if (kind === undefined) return `an item code has 12, 31, 33 or 43 characters, not ${text.length}`;
  if (kind === 'BASIC')
    return isBasic(text) ? { kind, basicCode: text, rest: '' } : 'a basic code has 12 digits';
  const competentOrg = text.slice(0, 18);
  const orgFault = usccFault(competentOrg);
  if (orgFault !== undefined) return `in the authority's code ${competentOrg}: ${orgFault}`;
  const level = text.slice(18, 19);
  if (!/^[1-7]$/.test(level)) return `${level} is not a level of exercise (1 to 7)`;
  const basicCode = text.slice(19, 31);
  const rest = text.slice(31);
  if (!isBasic(basicCode) || !/^\d*$/.test(rest)) return 'what follows the level must be digits';
  return { kind, basicCode, implementation: { code: text.slice(0, 31), competentOrg, level }, rest };
}

function isBasic(text: string): boolean {
  return /^\d{12}$/.test(text);
}
