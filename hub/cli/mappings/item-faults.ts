import { endOfItem, NationalList } from '#domain/item';
import { catalogueImports, type Database, implementationEntries, nationalItems } from '#hub/store';
import { type MappingDocument, pointerTo } from '#proto/schema';

/** A code that stands for no item on the first day on which it would be used. */
export interface ItemFault {
  readonly code: 'ITEM_UNKNOWN' | 'ITEM_CANCELLED';
  readonly pointer: string;
  readonly message: string;
}

/** A national code of the document, where it stands, and the first day on which somebody would be led to it. */
interface PlacedItem {
  readonly pointer: string;
  readonly basicCode: string;
  /** YYYY-MM-DD. */
  readonly day: string;
}

/** By agreement of all connectors the table of this name, and what it is chained to, leads to items. */
const ITEMS = 'items';

/**
 * Every national code of the items against the catalogue: the national list, or the list of what authorities handle, which
 * is enough for a case to find its way. @param day on which the document takes effect, YYYY-MM-DD.
 */
export async function findItemFaults(
  db: Pick<Database, 'query'>,
  document: MappingDocument,
  day: string,
): Promise<ItemFault[]> {
  const changeNo = await catalogueImports.readChangeNo(db);
  const national = new NationalList(await nationalItems.readItemPeriods(db, changeNo));
  const items = itemsOf(document, day);
  const unlisted = items.filter((each) => national.byBasicCode(each.basicCode, each.day).length === 0);
  const handled = await handledOf(db, unlisted);
  return items.flatMap(({ pointer, basicCode, day }): ItemFault[] => {
    const standing = national.standing(basicCode, day);
    if (standing.kind !== 'handled')
      return [{ code: 'ITEM_CANCELLED', pointer, message: endOfItem(standing, day) }];
    const isKnown = national.byBasicCode(basicCode, day).length > 0 || handled.has(`${day} ${basicCode}`);
    return isKnown ? [] : [{ code: 'ITEM_UNKNOWN', pointer, message: `${basicCode} is no item on ${day}` }];
  });
}

/** Of each day and code. */
async function handledOf(
  db: Pick<Database, 'query'>,
  items: readonly PlacedItem[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const day of new Set(items.map((each) => each.day))) {
    const codes = items.filter((each) => each.day === day).map(({ basicCode }) => basicCode);
    for (const code of await implementationEntries.findHandledItems(db, codes, day))
      found.add(`${day} ${code}`);
  }
  return found;
}

/** Rows whose days are over when the document takes effect lead nobody anywhere. */
function itemsOf({ tables, chains }: MappingDocument, day: string): PlacedItem[] {
  const name = lastOf(chains, ITEMS);
  const rows = Object.hasOwn(tables, name) ? (tables[name] ?? []) : [];
  return rows.flatMap(({ national, nationals, validFrom, validTo }, row) => {
    if (validTo !== undefined && validTo < day) return [];
    const first = validFrom !== undefined && validFrom > day ? validFrom : day;
    const place = ['tables', name, row];
    return [
      ...(national === undefined
        ? []
        : [{ pointer: pointerTo([...place, 'national']), basicCode: national, day: first }]),
      ...(nationals ?? []).map((basicCode, i) => ({
        pointer: pointerTo([...place, 'nationals', i]),
        basicCode,
        day: first,
      })),
    ];
  });
}

/** Where a chain of tables ends; one that goes in a circle is another fault. */
function lastOf(chains: MappingDocument['chains'], table: string): string {
  const seen = new Set<string>();
  let name = table;
  while (!seen.has(name)) {
    seen.add(name);
    name = (Object.hasOwn(chains, name) ? chains[name] : undefined) ?? name;
  }
  return name;
}
