import type { NationalItem } from '#domain/item';
import type { AuthorityDetails, ItemToCompare } from '#domain/sameness';
import { catalogueImports, type Database, implementationEntries, nationalItems } from '#hub/store';

/** Items of the list that are in force on the day, with everybody who performs them; a code that is asked for need not be on it. */
export async function handledItems(
  db: Database,
  codes: readonly string[],
  day: string,
): Promise<ItemToCompare[]> {
  const list = await nationalItems.readItemPeriods(db, await catalogueImports.readChangeNo(db));
  const inForce = new Map(list.filter((item) => isInForce(item, day)).map((item) => [item.basicCode, item]));
  const items: ItemToCompare[] = [];
  for (const basicCode of codes.length > 0 ? codes : inForce.keys()) {
    const records = await implementationEntries.readRecordsInForce(db, basicCode, day);
    const authorities = records.map((record): AuthorityDetails => {
      return { ...record, level: record.implementationCode.charAt(18) };
    });
    const [first] = records;
    if (first === undefined) continue;
    const listed = inForce.get(basicCode);
    items.push({ basicCode, name: listed?.name ?? first.name, national: listed?.details ?? {}, authorities });
  }
  return items;
}

function isInForce({ status, validFrom, validTo }: NationalItem, day: string): boolean {
  return status === 'IN_FORCE' && validFrom <= day && (validTo === undefined || day <= validTo);
}
