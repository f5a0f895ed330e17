import {
  CatalogueCopy,
  type CatalogueEntry,
  type CatalogueItem,
  type CatalogueState,
  DivisionTable,
  localDay,
  type Place,
  ReferenceCopy,
  type Standing,
} from '#connectors/kit';
import { tongban } from '#proto/codec';
import { pad, type Speech } from './speech.js';

export interface CopyQuestion {
  /** List number, basic or implementation code. */
  readonly item: string | undefined;
  readonly division: string | undefined;
  /** YYYY-MM-DD; today when absent. */
  readonly date: string | undefined;
}

/** How old a part of the copy is; nothing when there is none yet. */
interface Age {
  readonly syncedAt: string | undefined;
  readonly ageSeconds: number | undefined;
}

export interface CopyAnswer {
  readonly rules: Age & { readonly mappings: readonly string[]; readonly tables: readonly string[] };
  readonly catalogue: Age & CatalogueState;
  readonly date: string;
  readonly place: Place | undefined;
  readonly items: readonly Standing<CatalogueItem>[];
  readonly entries: readonly Standing<CatalogueEntry>[];
  /** There are more entries than are given. */
  readonly hasMore: boolean;
}

/** So many entries are given; a large division has thousands. */
const MOST_ENTRIES = 500;

/** What a connector's copy of the hub's rules is, and what it says: read from the files, whether anybody runs or not. */
export async function lookAtCopy(dataDir: string, question: CopyQuestion, now: number): Promise<CopyAnswer> {
  const [copy, catalogue] = await Promise.all([ReferenceCopy.look(dataDir), CatalogueCopy.look(dataDir)]);
  const { item, division, date = localDay(now) } = question;
  try {
    const items = item === undefined ? [] : await catalogue.items(item, date);
    const code = items[0]?.version.basicCode ?? item ?? division;
    const isThere = (entry: CatalogueEntry) => division === undefined || entry.divisionCode === division;
    const found = code === undefined ? [] : await entriesOf(catalogue, code, date, isThere);
    return {
      rules: {
        ...ageOf(copy.syncedAt, now),
        mappings: copy.mappings.map(({ version }) => version),
        tables: copy.tables.map(({ name }) => name),
      },
      catalogue: { ...ageOf(copy.catalogueSyncedAt, now), ...catalogue.state },
      date,
      place: division === undefined ? undefined : (await DivisionTable.read(copy)).placeOn(division, date),
      items,
      entries: found.slice(0, MOST_ENTRIES),
      hasMore: found.length > MOST_ENTRIES,
    };
  } finally {
    await catalogue.close();
  }
}

/** One more than are given, if there are. */
async function entriesOf(
  catalogue: CatalogueCopy,
  code: string,
  date: string,
  isWanted: (entry: CatalogueEntry) => boolean,
): Promise<Standing<CatalogueEntry>[]> {
  const found: Standing<CatalogueEntry>[] = [];
  for await (const entry of catalogue.entries(code, date)) {
    if (isWanted(entry.version)) found.push(entry);
    if (found.length > MOST_ENTRIES) break;
  }
  return found;
}

function ageOf(syncedAt: number | undefined, now: number): Age {
  if (syncedAt === undefined) return { syncedAt: undefined, ageSeconds: undefined };
  return {
    syncedAt: new Date(syncedAt).toISOString(),
    ageSeconds: Math.max(0, Math.round((now - syncedAt) / 1000)),
  };
}

/** Enums by name, and the details as what they are, as `tongban catalog show --json` gives them. */
export function toJson(answer: CopyAnswer): string {
  const { NationalItem, ImplementationEntry } = tongban.v1;
  const plain = {
    ...answer,
    items: answer.items.map(({ version, supersededOn }) => ({
      ...NationalItem.toObject(version, { enums: String }),
      details: JSON.parse(version.details),
      supersededOn,
    })),
    entries: answer.entries.map(({ version, supersededOn }) => ({
      ...ImplementationEntry.toObject(version, { enums: String }),
      details: JSON.parse(version.details),
      supersededOn,
    })),
  };
  return JSON.stringify(plain, null, 2);
}

export function showCopy(speech: Speech, answer: CopyAnswer, question: CopyQuestion): void {
  showState(speech, answer);
  const { place, items, entries, date } = answer;
  if (place !== undefined) showPlace(speech, place, date);
  for (const item of items) showItem(speech, item);
  for (const entry of entries) showEntry(speech, entry);
  const isEmpty = question.item === undefined && isKnown(place) && entries.length === 0;
  if (isEmpty && answer.catalogue.isWhole) {
    speech.say({ zh: `${date} 没有在此办理的事项`, en: `nothing is performed here on ${date}` });
  }
  if (answer.hasMore) {
    speech.say({
      zh: `（仅列前 ${MOST_ENTRIES} 条）`,
      en: `(the first ${MOST_ENTRIES} only)`,
    });
  }
}

/** @throws when the copy has no such item or place, or cannot say, as `tongban catalog show` does. */
export function requireFound(answer: CopyAnswer, { item, division }: CopyQuestion): void {
  const { catalogue, place, items, entries, date } = answer;
  const asked = item ?? (isKnown(place) ? undefined : division);
  if (asked === undefined || items.length + entries.length > 0) return;
  if (!catalogue.isWhole) {
    throw new Error('副本尚不完整，不能查询 · the copy is not whole yet: nothing can be looked up');
  }
  throw new Error(`${date} 副本中没有 · not in the copy on ${date}: ${asked}`);
}

function isKnown(place: Place | undefined): boolean {
  return place !== undefined && (place.name !== undefined || place.successors.length > 0);
}

function showState(speech: Speech, { rules, catalogue }: CopyAnswer): void {
  const { rows, isWhole, fetched, cursor, divisions } = catalogue;
  const age = (seconds: number | undefined) => (seconds === undefined ? '–' : `${seconds} s`);
  speech.say({
    zh: `对照与代码表：${age(rules.ageSeconds)} 前同步  对照 ${rules.mappings.join(' ') || '–'}  代码表 ${rules.tables.join(' ') || '–'}`,
    en: `mappings and code tables: synced ${age(rules.ageSeconds)} ago  mappings ${rules.mappings.join(' ') || '–'}  tables ${rules.tables.join(' ') || '–'}`,
  });
  speech.say({
    zh: `目录：${age(catalogue.ageSeconds)} 前同步  ${rows} 条  区划 ${divisions.join(' ') || '全部'}  游标 ${cursor ?? '–'}`,
    en: `catalogue: synced ${age(catalogue.ageSeconds)} ago  ${rows} rows  divisions ${divisions.join(' ') || 'all'}  cursor ${cursor ?? '–'}`,
  });
  if (fetched !== undefined) {
    speech.say({
      zh: `正在获取新副本：已得 ${fetched} 条${isWhole ? '，旧副本仍在用' : '，尚不能查询'}`,
      en: `a new copy is being fetched: ${fetched} rows so far${isWhole ? '; the old one is in use' : '; nothing can be looked up yet'}`,
    });
  }
}

function showPlace(speech: Speech, { code, name, successors }: Place, date: string): void {
  if (name !== undefined) speech.say(`${code}  ${name}`);
  else if (successors.length > 0) {
    speech.say({
      zh: `${code}  ${date} 已撤销，由 ${successors.join(' ')} 承接`,
      en: `${code}  gone on ${date}; ${successors.join(' ')} took its place`,
    });
  }
}

function showItem(speech: Speech, { version, supersededOn }: Standing<CatalogueItem>): void {
  const { ItemStatus } = tongban.v1;
  const status =
    version.status === ItemStatus.CANCELLED
      ? { zh: '已取消', en: 'cancelled' }
      : { zh: '有效', en: 'in force' };
  speech.say(
    `  ${pad(version.listNo, 12)}${version.basicCode}  ${periodOf(version, supersededOn)}  ${version.name}  ${status[speech.language]}`,
  );
  speech.say(`      ${version.batch}  ${version.document}  ${version.source}`);
}

function showEntry(speech: Speech, { version, supersededOn }: Standing<CatalogueEntry>): void {
  const { implementationCode, divisionCode, competentOrgName, name, platform } = version;
  speech.say(`  ${implementationCode}  ${pad(divisionCode, 12)}${periodOf(version, supersededOn)}`);
  speech.say(`      ${competentOrgName}  ${name}  → ${platform}`);
}

/** A later version ends this one on the day before its own first. */
function periodOf(
  { validFrom, validTo }: { readonly validFrom: string; readonly validTo: string },
  supersededOn: string | undefined,
): string {
  const end = supersededOn === undefined ? validTo : `< ${supersededOn}`;
  return `${validFrom} … ${end}`.padEnd(25);
}
