/** 公民身份号码, GB 11643: 17 digits and a check character, which is X for ten. */

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/**
 * What is wrong with the text, or undefined when it is a citizen id number.
 * The region is not looked up: people keep the code of a region that was merged away.
 * @param today YYYYMMDD: nobody is born after it.
 */
export function citizenIdFault(text: string, today: string): string | undefined {
  if (!/^\d{17}[\dX]$/.test(text)) return 'a citizen id number has 17 digits and a digit or an upper-case X';
  const birth = text.slice(6, 14);
  if (!isDate(birth)) return `${birth} is not a date`;
  if (birth > today) return `the date of birth ${birth} lies in the future`;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(text[i]), 0);
  const expected = CHECKS[sum % 11];
  return text[17] === expected ? undefined : `the check character is ${text[17]}, expected ${expected}`;
}

function isDate(yyyymmdd: string): boolean {
  const [year, month, day] = [yyyymmdd.slice(0, 4), yyyymmdd.slice(4, 6), yyyymmdd.slice(6)].map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
