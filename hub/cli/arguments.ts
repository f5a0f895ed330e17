import { InvalidArgumentError } from 'commander';
import { divisionCodeFault, parseDivisionCode } from '#domain/codes';
import { values } from '#proto/schema';

/** What words of a command line may be, for commander. Each throws InvalidArgumentError, which says what is expected. */

/** What is said of `--json`. */
export const AS_JSON = '以 JSON 输出 · as JSON';

export interface JsonOption {
  readonly json?: boolean;
}

/** GB/T 2260; whether there is such a place is another question. */
export function readDivision(text: string): string {
  const fault = divisionCodeFault(text);
  if (fault === undefined) return text;
  throw new InvalidArgumentError(`应为行政区划代码 · expected a division code: ${fault}`);
}

/** YYYY-MM-DD of a day that exists. */
export function readDay(text: string): string {
  if (values.date.safeParse(text).success) return text;
  throw new InvalidArgumentError('应为日期，如 2026-11-22 · expected a date like 2026-11-22');
}

/** Six digits, the last four zero. */
export function readProvince(text: string): string {
  const division = parseDivisionCode(text);
  if (typeof division !== 'string' && division.level === 'PROVINCE') return text;
  throw new InvalidArgumentError(
    '应为省级区划代码，如 440000 · expected the code of a province, like 440000',
  );
}

/** 证照类型代码; whether anybody knows the type is another question. */
export function readCertificateType(text: string): string {
  if (values.certificateType.safeParse(text).success) return text;
  throw new InvalidArgumentError('应为 21 位类型代码 · expected a type code of 21 characters');
}

/** 基本编码; whether there is such an item is another question. */
export function readBasicCode(text: string): string {
  if (values.basicCode.safeParse(text).success) return text;
  throw new InvalidArgumentError('应为 12 位数字的基本编码 · expected a basic code of 12 digits');
}

/** The hub's number of a case; whether there is such a case is another question. */
export function readCaseNo(text: string): string {
  if (values.caseNo.safeParse(text).success) return text;
  throw new InvalidArgumentError('应为办件编号 · expected the number of a case');
}

/** What platforms and auditors are called by. */
export function readShortName(text: string): string {
  if (values.peerId.safeParse(text).success) return text;
  throw new InvalidArgumentError(
    '应为简称，由小写字母、数字、点和连字符组成 · expected a short name of lower-case letters, digits, dots and hyphens',
  );
}

export function readWhole(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d{1,15}$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`应为整数 · expected a whole number: ${least}–${most}`);
  };
}

export const readPort = readWhole(0, 65_535);

export function readAmount(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError('应为不小于 0 的数 · expected a number, 0 or more');
}

export function readOneOf(names: readonly string[]): (text: string) => string {
  return (text) => {
    if (names.includes(text)) return text;
    throw new InvalidArgumentError(`应为 · expected: ${names.join(' | ')}`);
  };
}
