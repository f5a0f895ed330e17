import type { ImplementationRecord, NationalItem } from '#domain/item';
import { textArray } from './binary-array.js';
import type { Database } from './database.js';

/** A version as it travels: the details as the JSON that is stored, which nobody on the way need read. */
type Travelling<T extends { readonly details: unknown }> = Omit<T, 'details' | 'version'> & {
  readonly version: number;
  readonly details: string;
  readonly changeNo: number;
};

export type ItemChange = Travelling<NationalItem> & { readonly list: 'national_item' };
export type EntryChange = Travelling<ImplementationRecord> & { readonly list: 'implementation_entry' };

export interface ChangeRange {
  readonly after: number;
  readonly upTo: number;
  /** At most so many rows; and no more once their details have so many bytes together. */
  readonly limit: number;
  readonly bytes: number;
}

/** Which entries count: those in the divisions with these beginnings, and in these very ones. */
export interface DivisionFilter {
  readonly beginnings: readonly string[];
  readonly codes: readonly string[];
}

/** Rows in the order of their changes. */
export interface ChangePage<T> {
  readonly rows: readonly T[];
  /** Every change up to this one has been looked at. */
  readonly upTo: number;
}

type Stored<T> = Omit<T, 'list' | 'validTo'> & { readonly validTo: string | null; readonly found: number };

const ITEM = `list_no as "listNo", version, basic_code as "basicCode", name, ministry, batch, modes, scenario, scope, partners,
  status, details::text as details, document, valid_from as "validFrom", valid_to as "validTo", source,
  change_no as "changeNo"`;
const ENTRY = `implementation_code as "implementationCode", division_code as "divisionCode", version,
  basic_code as "basicCode", name, competent_org as "competentOrg", competent_org_name as "competentOrgName", platform,
  modes, details::text as details, local_code as "localCode", local_basic_code as "localBasicCode",
  valid_from as "validFrom", valid_to as "validTo", source, change_no as "changeNo"`;

export async function readItemChanges(
  db: Pick<Database, 'query'>,
  range: ChangeRange,
): Promise<ChangePage<ItemChange>> {
  const rows = await db.query<Stored<ItemChange>>({
    name: 'read_item_changes',
    text: bounded(ITEM, 'national_item', 'true'),
    values: [range.after, range.upTo, range.limit, range.bytes],
  });
  return toPage(rows, range, (row) => ({ ...row, list: 'national_item', validTo: row.validTo ?? undefined }));
}

/** @param filter all entries when absent. */
export async function readEntryChanges(
  db: Pick<Database, 'query'>,
  range: ChangeRange,
  filter: DivisionFilter | undefined,
): Promise<ChangePage<EntryChange>> {
  const { after, upTo, limit, bytes } = range;
  const places = filter === undefined ? [] : [textArray(filter.beginnings), textArray(filter.codes)];
  const rows = await db.query<Stored<EntryChange>>({
    name: filter === undefined ? 'read_entry_changes' : 'read_entry_changes_of',
    text: bounded(
      ENTRY,
      'implementation_entry',
      filter === undefined ? 'true' : '(division_code ^@ any($5::text[]) or division_code = any($6::text[]))',
    ),
    values: [after, upTo, limit, bytes, ...places],
  });
  return toPage(rows, range, (row) => ({
    ...row,
    list: 'implementation_entry',
    validTo: row.validTo ?? undefined,
    localCode: row.localCode ?? undefined,
    localBasicCode: row.localBasicCode ?? undefined,
  }));
}

/** The first row comes however large it is, or nothing would ever get past it. */
function bounded(columns: string, table: string, condition: string): string {
  return `
    with page as (
      select ${columns} from ${table}
      where change_no > $1 and change_no <= $2 and ${condition} order by change_no limit $3
    ), measured as (
      select *, count(*) over () as found,
        sum(octet_length(details)) over (order by "changeNo") - octet_length(details) as before
      from page
    )
    select * from measured where before < $4 order by "changeNo"`;
}

function toPage<S extends { readonly changeNo: number; readonly found: number }, T>(
  rows: readonly S[],
  { upTo, limit }: ChangeRange,
  toRow: (row: S) => T,
): ChangePage<T> {
  const last = rows.at(-1);
  const isCut = last !== undefined && (rows.length === limit || rows.length < last.found);
  return { rows: rows.map(toRow), upTo: isCut ? last.changeNo : upTo };
}
