import { dashed, digitsFault, isDate, unexpected } from './characters.js';
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
  readonly basic: BasicCode;
  /** Absent for a basic code. */
  readonly implementation?: {
    readonly code: string;
    readonly competentOrg: string;
    /** GB/T 39046 A.2: 1 national … 6 village, 7 at several levels. */
    readonly level: string;
  };
  /** Of a HANDLING_ITEM, two digits. */
  readonly handlingItemNo?: string;
  /** Of a CASE_SERIAL: the day (YYYY-MM-DD) and the number of that day. */
  readonly caseSerial?: { readonly date: string; readonly number: string };
  /** What follows the implementation code, as it stands. */
  readonly rest: string;
}

/** The parts of a 基本编码. */
export interface BasicCode {
  /** 00: the national list; otherwise the two digits of the province whose own item it is. */
  readonly list: string;
  /** 事项类型, GB/T 39046 A.1: 01 permit … 20 public service. */
  readonly itemType: string;
  /** 主项, five digits. */
  readonly parentItem: string;
  /** 子项, three digits; 000: the parent item itself. */
  readonly subItem: string;
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
  return kind === 'BASIC' ? parseBasic(text) : parseImplementation(text, kind);
}

function parseBasic(text: string): ItemCode | string {
  const fault = digitsFault(text, 0, 12);
  if (fault !== undefined) return fault;
  return Object.freeze({ kind: 'BASIC', basicCode: text, basic: basicParts(text), rest: '' });
}

function parseImplementation(text: string, kind: ItemCode['kind']): ItemCode | string {
  const competentOrg = text.slice(0, 18);
  const orgFault = usccFault(competentOrg);
  if (orgFault !== undefined) return `in the authority's code ${competentOrg}: ${orgFault}`;
  const level = text.charAt(18);
  if (!/[1-7]/.test(level)) return unexpected(text, 18, 'a level of exercise, 1 to 7');
  const fault = digitsFault(text, 19, text.length) ?? caseDayFault(text, kind);
  if (fault !== undefined) return fault;
  const basicCode = text.slice(19, 31);
  const rest = text.slice(31);
  return Object.freeze({
    kind,
    basicCode,
    basic: basicParts(basicCode),
    implementation: Object.freeze({ code: text.slice(0, 31), competentOrg, level }),
    ...(kind === 'HANDLING_ITEM' && { handlingItemNo: rest }),
    ...(kind === 'CASE_SERIAL' && {
      caseSerial: Object.freeze({ date: dashed(rest.slice(0, 8)), number: rest.slice(8) }),
    }),
    rest,
  });
}

function caseDayFault(text: string, kind: ItemCode['kind']): string | undefined {
  const day = text.slice(31, 39);
  if (kind !== 'CASE_SERIAL' || isDate(day)) return undefined;
  return `characters 32 to 39 are ${day}, expected a date YYYYMMDD`;
}

function basicParts(basicCode: string): BasicCode {
  return Object.freeze({
    list: basicCode.slice(0, 2),
    itemType: basicCode.slice(2, 4),
    parentItem: basicCode.slice(4, 9),
    subItem: basicCode.slice(9),
  });
}
