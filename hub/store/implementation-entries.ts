import type { ImplementationEntry, ImplementationRecord, ItemLimits, Stated } from '#domain/item';
import type { Database } from './database.js';
import { type VersionedTable, wasInForce } from './versioned-table.js';

export const IMPLEMENTATION_ENTRIES: VersionedTable<Stated<ImplementationRecord>> = {
  name: 'implementation_entry',
  key: ['implementation_code', 'division_code'],
  owner: 'platform',
  columns: [
    { name: 'implementation_code', type: 'text', read: (row) => row.implementationCode },
    { name: 'division_code', type: 'text', read: (row) => row.divisionCode },
    { name: 'basic_code', type: 'text', read: (row) => row.basicCode },
    { name: 'name', type: 'text', read: (row) => row.name },
    { name: 'competent_org', type: 'text', read: (row) => row.competentOrg },
    { name: 'competent_org_name', type: 'text', read: (row) => row.competentOrgName },
    { name: 'platform', type: 'text', read: (row) => row.platform },
    { name: 'modes', type: 'text[]', read: (row) => row.modes.join(' ') },
    { name: 'details', type: 'jsonb', read: ({ details }) => JSON.stringify(details) },
    { name: 'local_code', type: 'text', read: (row) => row.localCode ?? null },
    { name: 'local_basic_code', type: 'text', read: (row) => row.localBasicCode ?? null },
    { name: 'source', type: 'text', read: (row) => row.source },
  ],
};

const RECORD = `implementation_code as "implementationCode", basic_code as "basicCode", name, competent_org as "competentOrg",
  competent_org_name as "competentOrgName", platform, division_code as "divisionCode", modes, valid_from as "validFrom",
  source, version, change_no as "changeNo", details, local_code as "localCode", local_basic_code as "localBasicCode"`;

export interface NumberedEntry extends ImplementationEntry {
  readonly changeNo: number;
}

export interface NumberedRecord extends ImplementationRecord {
  readonly changeNo: number;
}

/** A row on the shortest way into memory: a hub reads a million of them at its start. */
interface ChangedRow {
  readonly implementationCode: string;
  readonly name: string;
  readonly competentOrgName: string;
  readonly platform: string;
  readonly divisionCode: string;
  /** Words; the driver would take a list apart character by character. */
  readonly modes: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly source: string;
  readonly version: number;
  readonly changeNo: number;
  /** JSON; few different ones, so that each is read once. */
  readonly limits: string | null;
}

type StoredRecord = Omit<NumberedRecord, 'validTo' | 'localCode' | 'localBasicCode'> & {
  readonly validTo: string | null;
  readonly localCode: string | null;
  readonly localBasicCode: string | null;
};

/** What routing needs of the versions with change numbers above `after`, up to `upTo`, in the order of the changes. */
export async function readChangedEntries(
  db: Pick<Database, 'query'>,
  range: { readonly after: number; readonly upTo: number; readonly limit: number },
): Promise<NumberedEntry[]> {
  const rows = await db.query<ChangedRow>({
    name: 'read_changed_entries',
    text: `select implementation_code as "implementationCode", name, competent_org_name as "competentOrgName", platform,
             division_code as "divisionCode", array_to_string(modes, ' ') as modes, valid_from as "validFrom",
             valid_to as "validTo", source, version, change_no as "changeNo",
             nullif(jsonb_strip_nulls(jsonb_build_object('caseType', details->'caseType',
               'promisedLimit', details->'promisedLimit', 'statutoryLimit', details->'statutoryLimit'))::text, '{}') as limits
           from implementation_entry
           where change_no > $1 and change_no <= $2 order by change_no limit $3`,
    values: [range.after, range.upTo, range.limit],
  });
  return rows.map(toEntry);
}

/** Authority and item are parts of the implementation code; the table holds every row to that. */
function toEntry(row: ChangedRow): NumberedEntry {
  const { implementationCode } = row;
  return {
    implementationCode,
    basicCode: implementationCode.slice(19),
    name: row.name,
    competentOrg: implementationCode.slice(0, 18),
    competentOrgName: row.competentOrgName,
    platform: row.platform,
    divisionCode: row.divisionCode,
    modes: row.modes === '' ? [] : (row.modes.split(' ') as ImplementationEntry['modes'][number][]), // as they were entered
    validFrom: row.validFrom,
    validTo: row.validTo ?? undefined,
    source: row.source,
    version: row.version,
    changeNo: row.changeNo,
    ...(row.limits === null ? {} : { limits: limitsOf(row.limits) }),
  };
}

/** A million entries say much the same. */
const READ = new Map<string, ItemLimits>();
const MOST_READ = 10_000;

function limitsOf(text: string): ItemLimits {
  const known = READ.get(text);
  if (known !== undefined) return known;
  const limits = JSON.parse(text) as ItemLimits; // as the import has checked and stored it
  if (READ.size < MOST_READ) READ.set(text, limits);
  return limits;
}

/** Every version of entries by implementation or basic code, oldest first, each with the day on which it really ended. */
export async function readEntryHistory(
  db: Pick<Database, 'query'>,
  code: string,
  limit: number,
): Promise<NumberedRecord[]> {
  const column = code.length === 12 ? 'basic_code' : 'implementation_code';
  const rows = await db.query<StoredRecord>({
    text: `select ${RECORD}, ends_on as "validTo" from implementation_period where ${column} = $1
           order by implementation_code, division_code, version limit $2`,
    values: [code, limit],
  });
  return rows.map(toRecord);
}

/** Which of these items some authority handles on a day. @param date YYYY-MM-DD. */
export async function findHandledItems(
  db: Pick<Database, 'query'>,
  basicCodes: readonly string[],
  date: string,
): Promise<string[]> {
  const rows = await db.query<{ basicCode: string }>({
    text: `select distinct basic_code as "basicCode" from implementation_period
           where basic_code = any($1) and valid_from <= $2::date and (ends_on is null or ends_on >= $2::date)`,
    values: [basicCodes, date],
  });
  return rows.map(({ basicCode }) => basicCode);
}

/** The entries of an item that are in force on a day, with all that is known of them. @param date YYYY-MM-DD. */
export async function readRecordsInForce(
  db: Pick<Database, 'query'>,
  basicCode: string,
  date: string,
): Promise<NumberedRecord[]> {
  const rows = await db.query<StoredRecord>({
    text: `select ${RECORD}, ends_on as "validTo" from implementation_period
           where basic_code = $1 and valid_from <= $2::date and (ends_on is null or ends_on >= $2::date)
           order by division_code, implementation_code`,
    values: [basicCode, date],
  });
  return rows.map(toRecord);
}

/** A page of the list as it stood after a change: keys in their order, each with all its versions. */
export interface EntryPage {
  readonly records: readonly NumberedRecord[];
  /** Where the next page begins; absent after the last one. */
  readonly next: EntryKey | undefined;
}

export type EntryKey = Pick<ImplementationEntry, 'implementationCode' | 'divisionCode'>;

/** @param limit how many keys a page has. */
export async function readEntryPeriods(
  db: Pick<Database, 'query'>,
  range: { readonly after: EntryKey; readonly upTo: number; readonly limit: number },
): Promise<EntryPage> {
  const rows = await db.query<StoredRecord>({
    text: `with page as materialized (
             select distinct implementation_code, division_code from implementation_entry
             where (implementation_code, division_code) > ($1, $2) and change_no <= $3
             order by implementation_code, division_code limit $4
           ), versions as (
             select entry.*, least(valid_to, min(valid_from) over newer - 1) as ends_on
             from page join implementation_entry entry using (implementation_code, division_code)
             where change_no <= $3
             window newer as (
               partition by implementation_code, division_code order by version
               rows between 1 following and unbounded following
             )
           )
           select ${RECORD}, ends_on as "validTo" from versions
           order by implementation_code, division_code, valid_from, version`,
    values: [range.after.implementationCode, range.after.divisionCode, range.upTo, range.limit],
  });
  return { records: rows.map(toRecord).filter(wasInForce), next: rows.at(-1) };
}

function toRecord(row: StoredRecord): NumberedRecord {
  return {
    ...row,
    validTo: row.validTo ?? undefined,
    localCode: row.localCode ?? undefined,
    localBasicCode: row.localBasicCode ?? undefined,
  };
}
