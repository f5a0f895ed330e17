import type { NationalItem, Stated } from '#domain/item';
import type { Database } from './database.js';
import { type VersionedTable, wasInForce } from './versioned-table.js';

export const NATIONAL_ITEMS: VersionedTable<Stated<NationalItem>> = {
  name: 'national_item',
  key: ['list_no'],
  owner: undefined,
  columns: [
    { name: 'list_no', type: 'text', read: (row) => row.listNo },
    { name: 'basic_code', type: 'text', read: (row) => row.basicCode },
    { name: 'name', type: 'text', read: (row) => row.name },
    { name: 'ministry', type: 'text', read: (row) => row.ministry },
    { name: 'batch', type: 'text', read: (row) => row.batch },
    { name: 'modes', type: 'text[]', read: (row) => row.modes.join(' ') },
    { name: 'scenario', type: 'text', read: (row) => row.scenario },
    { name: 'scope', type: 'text', read: (row) => row.scope },
    { name: 'partners', type: 'text[]', read: (row) => row.partners.join(' ') },
    { name: 'status', type: 'text', read: (row) => row.status },
    { name: 'details', type: 'jsonb', read: (row) => JSON.stringify(row.details) },
    { name: 'document', type: 'text', read: (row) => row.document },
    { name: 'source', type: 'text', read: (row) => row.source },
  ],
};

const COLUMNS = `list_no as "listNo", version, basic_code as "basicCode", name, ministry, batch, modes, scenario, scope, partners,
  status, details, document, valid_from as "validFrom", source, change_no as "changeNo"`;

/** A stored version; `validTo` is null while it is open. */
type StoredItem = Omit<NationalItem, 'validTo'> & {
  readonly validTo: string | null;
  readonly changeNo: number;
};

export interface NumberedItem extends NationalItem {
  readonly changeNo: number;
}

/** Versions with change numbers above `after`, up to `upTo`, in the order of the changes. */
export async function readChangedItems(
  db: Pick<Database, 'query'>,
  range: { readonly after: number; readonly upTo: number; readonly limit: number },
): Promise<NumberedItem[]> {
  const rows = await db.query<StoredItem>({
    text: `select ${COLUMNS}, valid_to as "validTo" from national_item
           where change_no > $1 and change_no <= $2 order by change_no limit $3`,
    values: [range.after, range.upTo, range.limit],
  });
  return rows.map(toItem);
}

/** Every version of rows by list number or basic code, oldest first, each with the day on which it really ended. */
export async function readItemHistory(db: Pick<Database, 'query'>, code: string): Promise<NumberedItem[]> {
  const rows = await db.query<StoredItem>({
    text: `select ${COLUMNS}, ends_on as "validTo" from national_item_period
           where list_no in (select list_no from national_item where list_no = $1 or basic_code = $1)
           order by list_no, version`,
    values: [code],
  });
  return rows.map(toItem);
}

/** The whole list as it stood after a change, each version with the day on which it really ended. */
export async function readItemPeriods(db: Pick<Database, 'query'>, upTo: number): Promise<NumberedItem[]> {
  const rows = await db.query<StoredItem>({
    text: `select ${COLUMNS}, least(valid_to, min(valid_from) over newer - 1) as "validTo"
           from national_item where change_no <= $1
           window newer as (partition by list_no order by version rows between 1 following and unbounded following)
           order by list_no, version`,
    values: [upTo],
  });
  return rows.map(toItem).filter(wasInForce);
}

function toItem(row: StoredItem): NumberedItem {
  return { ...row, validTo: row.validTo ?? undefined };
}
