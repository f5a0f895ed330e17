import { isDate } from '../codes/characters.js';

/** When a rule holds. Days are YYYY-MM-DD, inclusive, and compare as text. */
export interface Validity {
  /** Undefined: its beginning is not recorded, and lies before anything that is asked. */
  readonly validFrom: string | undefined;
  /** Undefined while it is open. */
  readonly validTo: string | undefined;
}

export function isInForce({ validFrom, validTo }: Validity, date: string): boolean {
  return (validFrom === undefined || validFrom <= date) && (validTo === undefined || date <= validTo);
}

/** Whether there is a day on which both hold. */
export function overlap(one: Validity, other: Validity): boolean {
  return beginsBy(one, other.validTo) && beginsBy(other, one.validTo);
}

function beginsBy({ validFrom }: Validity, date: string | undefined): boolean {
  return validFrom === undefined || date === undefined || validFrom <= date;
}

/** What is wrong with a period, or undefined. */
export function periodFault({ validFrom, validTo }: Validity): string | undefined {
  for (const day of [validFrom, validTo]) {
    if (day !== undefined && !isDay(day)) return `${day} is not a day YYYY-MM-DD`;
  }
  if (validFrom === undefined || validTo === undefined || validFrom <= validTo) return undefined;
  return `it ends on ${validTo}, before it begins on ${validFrom}`;
}

/** Whether the text is a day, written YYYY-MM-DD. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && isDate(text.replaceAll('-', ''));
}
