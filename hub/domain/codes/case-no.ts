import { mod3736 } from './check-character.js';

/**
 * The hub's case number: `TB`, the moment of submission in China Standard Time to the millisecond, 12 random characters
 * (60 bits, so that nobody can guess one), a check character. 32 characters; sorts by time, which keeps indexes small.
 */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM_CHARACTERS = 12;
const CST_OFFSET_MS = 8 * 3_600_000;
const SHAPE = /^TB\d{17}[0-9A-HJKMNP-TV-Z]{12}[0-9A-Z]$/;

/** Random bytes that `formatCaseNo` needs. */
export const CASE_NO_RANDOM_BYTES = RANDOM_CHARACTERS;

export function formatCaseNo(atMs: number, random: Uint8Array): string {
  const iso = new Date(atMs + CST_OFFSET_MS).toISOString(); // 2026-11-22T10:00:00.000Z
  const day = iso.slice(0, 4) + iso.slice(5, 7) + iso.slice(8, 10);
  const time = iso.slice(11, 13) + iso.slice(14, 16) + iso.slice(17, 19) + iso.slice(20, 23);
  let tail = '';
  for (let i = 0; i < RANDOM_CHARACTERS; i++) tail += ALPHABET[(random[i] ?? 0) % 32];
  const body = `TB${day}${time}${tail}`;
  return `${body}${mod3736(body)}`;
}

/** What is wrong with the text, or undefined when it is a case number. */
export function caseNoFault(text: string): string | undefined {
  if (!SHAPE.test(text)) return 'not a case number of a hub';
  const expected = mod3736(text.slice(0, -1));
  return text.endsWith(expected ?? '?')
    ? undefined
    : `the check character is ${text.slice(-1)}, expected ${expected}`;
}
