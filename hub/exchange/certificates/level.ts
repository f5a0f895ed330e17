import type { EntryLookup } from '#domain/item';

/** 行使层级 of an implementation, GB/T 39046 A.2. */
export function levelOf(implementationCode: string): string {
  return implementationCode.charAt(18);
}

/** At which level an item is exercised in a place. Empty when the catalogue does not say, or says several: no rule for one level holds. */
export function levelIn(
  catalogue: EntryLookup,
  { basicCode, divisionCode, date }: { basicCode: string; divisionCode: string; date: string },
): string {
  const entries = catalogue.byPlace(basicCode, divisionCode, date);
  const [level = '', ...others] = new Set(
    entries.map(({ implementationCode }) => levelOf(implementationCode)),
  );
  return others.length === 0 ? level : '';
}
