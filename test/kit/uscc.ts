import { usccFault } from '#domain/codes';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** An invented unified social credit code with both of its checks. @param head prefix and division, 8 characters. */
export function inventedUscc(head: string, serial: number): string {
  const organization = `MBY${String(serial).padStart(5, '0')}`;
  const values = [...organization].map((character) => Number.parseInt(character, 36));
  const check = (11 - (WEIGHTS.reduce((sum, weight, i) => sum + weight * (values[i] ?? 0), 0) % 11)) % 11;
  const body = head + organization + (check === 10 ? 'X' : String(check));
  const end = [...ALPHABET].find((character) => usccFault(body + character) === undefined);
  if (end === undefined) throw new Error(`${body} has no check character`);
  return body + end;
}
