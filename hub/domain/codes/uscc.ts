/** 统一社会信用代码, GB 32100: 18 characters without I, O, S, V, Z; the last is a check character. */

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** What is wrong with the text, or undefined when it is a unified social credit code. */
export function usccFault(text: string): string | undefined {
  if (text.length !== 18) return `a unified social credit code has 18 characters, not ${text.length}`;
  const values = [...text].map((character) => ALPHABET.indexOf(character));
  const wrong = values.findIndex((value) => value < 0);
  if (wrong >= 0)
    return `character ${wrong + 1} (${text[wrong]}) cannot stand in a unified social credit code`;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * (values[i] ?? 0), 0);
  const expected = ALPHABET[(31 - (sum % 31)) % 31];
  return text[17] === expected ? undefined : `the check character is ${text[17]}, expected ${expected}`;
}
