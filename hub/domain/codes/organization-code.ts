/** 组织机构代码, GB 11714: eight digits or capitals and a check character. It stands in characters 9 to 17 of a USCC. */

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const CHECKS = '0123456789X';
const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** The check character of the eight characters that begin at `from`. */
export function organizationCheck(text: string, from: number): string {
  let sum = 0;
  for (let i = 0; i < WEIGHTS.length; i++) {
    sum += (WEIGHTS[i] ?? 0) * ALPHABET.indexOf(text.charAt(from + i));
  }
  return CHECKS.charAt((11 - (sum % 11)) % 11);
}
