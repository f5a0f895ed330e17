import { groupBy } from '#domain/rules';
import { type MappingDocument, pointerTo } from '#proto/schema';

/** What changes from one version of a mapping to another. */
export interface MappingDifference {
  /** Of the document itself: days, source, what becomes of unnamed fields, and chains. */
  readonly members: readonly MemberChange[];
  /** Of each table, and of the form fields, that is not the same. */
  readonly lists: readonly ListDifference[];
}

export interface MemberChange {
  readonly name: string;
  /** Undefined where it is not said. */
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface ListDifference {
  /** A JSON pointer: /fields, /tables/items. */
  readonly pointer: string;
  readonly added: readonly PlacedRow[];
  readonly removed: readonly PlacedRow[];
  readonly changed: readonly (PlacedRow & { readonly members: readonly MemberChange[] })[];
  readonly unchanged: number;
}

/** A row of a table, or a form field. */
interface PlacedRow {
  /** Its place; of a removed one, in the version before. */
  readonly index: number;
  readonly row: Row;
}

interface Row {
  readonly local: string;
  readonly national?: string | undefined;
  readonly nationals?: readonly string[] | undefined;
  readonly name?: string | undefined;
}

export function compareMappings(before: MappingDocument, after: MappingDocument): MappingDifference {
  const names = new Set([...Object.keys(before.tables), ...Object.keys(after.tables)]);
  const lists = [...names].map((name) =>
    compareRows(pointerTo(['tables', name]), rowsOf(before, name), rowsOf(after, name)),
  );
  lists.push(compareRows('/fields', before.fields, after.fields));
  return {
    members: compareMembers(headOf(before), headOf(after)),
    lists: lists.filter(({ added, removed, changed }) => added.length + removed.length + changed.length > 0),
  };
}

function rowsOf({ tables }: MappingDocument, name: string): readonly Row[] {
  return Object.hasOwn(tables, name) ? (tables[name] ?? []) : [];
}

/** Everything beside the lists; the version is another one anyway. */
function headOf({ tables, fields, version, chains, ...head }: MappingDocument): Record<string, unknown> {
  const chained = Object.entries(chains).map(([from, to]) => [`chains/${from}`, to]);
  return { ...head, ...Object.fromEntries(chained) };
}

function compareMembers(before: object, after: object): MemberChange[] {
  const [old, now] = [new Map<string, unknown>(Object.entries(before)), new Map(Object.entries(after))];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((name) => ({ name, before: old.get(name), after: now.get(name) }))
    .filter((each) => JSON.stringify(each.before) !== JSON.stringify(each.after));
}

/** Rows have no names. One is taken for another by all it says, else by both its codes, else by one of them. */
const LIKENESSES: readonly ((row: Row) => unknown)[] = [
  (row) => Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)),
  ({ local, national, nationals }) => [local, national ?? nationals],
  ({ local }) => local,
  ({ national, nationals }) => national ?? nationals,
];

function compareRows(pointer: string, before: readonly Row[], after: readonly Row[]): ListDifference {
  let [removed, added] = [placed(before), placed(after)];
  const pairs: (readonly [PlacedRow, PlacedRow])[] = [];
  for (const likeness of LIKENESSES) {
    const waiting = groupBy(removed, ({ row }) => JSON.stringify(likeness(row)));
    const taken = new Set<PlacedRow>();
    added = added.filter((each) => {
      const old = waiting.get(JSON.stringify(likeness(each.row)))?.shift();
      if (old === undefined) return true;
      taken.add(old);
      pairs.push([old, each]);
      return false;
    });
    removed = removed.filter((each) => !taken.has(each));
  }
  const changed = pairs
    .map(([old, now]) => ({ ...now, members: compareMembers(old.row, now.row) }))
    .filter(({ members }) => members.length > 0)
    .sort((a, b) => a.index - b.index);
  return { pointer, added, removed, changed, unchanged: pairs.length - changed.length };
}

function placed(rows: readonly Row[]): PlacedRow[] {
  return rows.map((row, index) => ({ index, row }));
}
