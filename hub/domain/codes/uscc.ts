/** 统一社会信用代码, GB 32100: 18 characters without I, O, S, V, Z; the last is a check character. */

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** What is wrong with the text, or undefined when it is a unified social credit code. */
export function usccFault(text: string): string | undefined {
  if (text.length !== 18) return `a unified social credit code has 18 characters, not ${text.length}`;
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    const value = ALPHABET.indexOf(text.charAt(i));
    if (value < 0)
      return `character ${i + 1} (${text.charAt(i)}) cannot stand in a unified social credit code`;
    sum += (WEIGHTS[i] ?? 0) * value; // the check character has no weight
  }
  const expected = ALPHABET.charAt((31 - (sum % 31)) % 31);
  return text.charAt(17) === expected
    ? undefined
    : `the check character is ${text.charAt(17)}, expected ${expected}`;
}
