const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * ISO 7064 MOD 37,36 over digits and upper-case letters. Used by GB/T 36904 identifiers and by the hub's case numbers.
 * @returns undefined when the body holds any other character.
 */
export function mod3736(body: string): string | undefined {
  let product = 36;
  for (const character of body) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return undefined;
    const sum = (product + value) % 36;
    product = ((sum === 0 ? 36 : sum) * 2) % 37;
  }
  return ALPHABET[(37 - product) % 36];
}
