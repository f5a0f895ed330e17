import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { tongban } from '#proto/codec';
import { readJson, validate } from '#proto/schema';
import { syncFolder } from '../durable-file.js';
import { PageFile } from './page-file.js';
import type { PageRow } from './page-format.js';
import { type Standing, standing } from './standing.js';

export type CatalogueItem = tongban.v1.NationalItem;
export type CatalogueEntry = tongban.v1.ImplementationEntry;

/** What stands in the note of a page: where to go on, and whose copy it is. */
const NoteSchema = z.strictObject({ cursor: z.string(), divisions: z.array(z.string()) });

export interface CatalogueState {
  /** Versions that can be looked up; 0 until the first copy is whole. */
  readonly rows: number;
  readonly isWhole: boolean;
  /** Versions fetched so far of a copy that is to take the place of this one. */
  readonly fetched: number | undefined;
  readonly bytes: number;
  readonly cursor: string | undefined;
  readonly divisions: readonly string[];
}

/** As the hub gives it. */
export type ChangesPage = Pick<tongban.v1.ListCatalogueChangesResponse, 'changes' | 'cursor' | 'isAll'>;

/**
 * The catalogue on disk. Versions are only added, each page with the cursor behind it, so whatever a crash leaves is right up to
 * its cursor. A copy that cannot be gone on with, because it is of other divisions or the hub does not know its cursor, stays in
 * use until another is whole (proved by test/fault/page-file.test.ts and test/integration/catalogue-sync.long.test.ts).
 */
export class CatalogueCopy {
  readonly #folder: string;
  readonly #divisions: readonly string[];
  #whole: PageFile | undefined;
  /** Being fetched from the beginning. */
  #next: PageFile | undefined;

  private constructor(folder: string, divisions: readonly string[]) {
    this.#folder = folder;
    this.#divisions = divisions;
  }

  /** For the connector: to look up and to add. @param divisions as the hub is asked for them; in any order. */
  static async open(dataDir: string, divisions: readonly string[]): Promise<CatalogueCopy> {
    const folder = folderIn(dataDir);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const asked = [...new Set(divisions)].sort();
    const copy = new CatalogueCopy(folder, asked);
    copy.#whole = await PageFile.reopen(wholeIn(folder));
    copy.#next = await PageFile.reopen(nextIn(folder));
    if (!copy.#continues(copy.#next)) await copy.#forgetNext();
    if (copy.#next === undefined && !copy.#continues(copy.#whole)) await copy.#openNext();
    return copy;
  }

  /** For whoever only wants to know, whether the connector is running or not. */
  static async look(dataDir: string): Promise<CatalogueCopy> {
    const folder = folderIn(dataDir);
    const next = await PageFile.look(nextIn(folder)); // before the other: it may take its place at any time
    const whole = await PageFile.look(wholeIn(folder));
    const copy = new CatalogueCopy(folder, noteOf(whole ?? next)?.divisions ?? []);
    [copy.#whole, copy.#next] = [whole, next];
    return copy;
  }

  get state(): CatalogueState {
    const [whole, next] = [this.#whole, this.#next];
    return {
      rows: whole?.setRows ?? 0,
      isWhole: whole?.hasSet ?? false,
      fetched: next !== undefined ? next.rowCount : undefined,
      bytes: (whole?.bytes ?? 0) + (next?.bytes ?? 0),
      cursor: this.cursor,
      divisions: noteOf(whole)?.divisions ?? this.#divisions,
    };
  }

  /** Where to go on; undefined: from the beginning. */
  get cursor(): string | undefined {
    return noteOf(this.#next ?? this.#whole)?.cursor;
  }

  /** Keeps a page that follows the cursor. Once this resolves it is on disk, and the cursor is the page's. */
  async take({ changes, cursor, isAll }: ChangesPage): Promise<void> {
    const file = this.#next ?? this.#whole ?? (await this.#openNext());
    if (changes.length === 0 && cursor === noteOf(file)?.cursor && isAll !== file.isMidSet) return; // nothing new
    const note = JSON.stringify({ cursor, divisions: this.#divisions });
    await file.append({ rows: changes.map(toRow), note, endsSet: isAll });
    if (isAll && file === this.#next) await this.#promote();
  }

  /** Fetches from the beginning again; what is whole stays in use until then. */
  async beginAnew(): Promise<void> {
    await this.#forgetNext();
    await this.#openNext();
  }

  /** Rows of the national list about an item as they stand on a day, cancelled ones too. @param code basic code or list number. */
  async items(code: string, day: string): Promise<Standing<CatalogueItem>[]> {
    const isAbout = ({ basicCode, listNo }: CatalogueItem) => basicCode === code || listNo === code;
    const listNos = new Set<string>();
    for await (const item of this.#items(code)) if (isAbout(item)) listNos.add(item.listNo);
    const found: Standing<CatalogueItem>[] = [];
    for (const listNo of listNos) {
      for await (const item of standing(this.#items(listNo), (each) => each.listNo, day)) {
        // a row may have been about another item before, and its versions of then are not found by this one's code
        if (isAbout(item.version)) found.push(item);
      }
    }
    return found;
  }

  /**
   * Entries in force on a day, the one entered last first.
   * @param code implementation code, the code of a handling item, basic code, or division.
   */
  entries(code: string, day: string): AsyncGenerator<Standing<CatalogueEntry>> {
    const own = code.slice(0, IMPLEMENTATION_CODE);
    const found = this.#find(own, ({ entry }) =>
      entry != null && [entry.implementationCode, entry.basicCode, entry.divisionCode].includes(own)
        ? entry
        : undefined,
    );
    const keyOf = (entry: CatalogueEntry) => `${entry.implementationCode}@${entry.divisionCode}`;
    return standing(found, keyOf, day);
  }

  /** Whether the copy is of the place: what it does not hold of that, the hub did not have. */
  covers(divisionCode: string | undefined): boolean {
    const { isWhole, divisions } = this.state;
    if (!isWhole || divisions.length === 0) return isWhole;
    return divisions.some((each) => divisionCode?.startsWith(beginningOf(each)));
  }

  async close(): Promise<void> {
    await this.#whole?.close();
    await this.#next?.close();
  }

  #items(key: string): AsyncGenerator<CatalogueItem> {
    return this.#find(key, ({ item }) =>
      item != null && (item.listNo === key || item.basicCode === key) ? item : undefined,
    );
  }

  async *#find<T>(
    key: string,
    pick: (change: tongban.v1.CatalogueChange) => T | undefined,
  ): AsyncGenerator<T> {
    for await (const bytes of this.#whole?.find(key) ?? []) {
      const picked = pick(tongban.v1.CatalogueChange.decode(bytes));
      if (picked !== undefined) yield picked;
    }
  }

  /** Whether more can be added to a file: it is of the same divisions. */
  #continues(file: PageFile | undefined): boolean {
    return JSON.stringify(noteOf(file)?.divisions) === JSON.stringify(this.#divisions);
  }

  async #openNext(): Promise<PageFile> {
    this.#next = await PageFile.open(nextIn(this.#folder));
    return this.#next;
  }

  async #forgetNext(): Promise<void> {
    await this.#next?.close();
    this.#next = undefined;
    await rm(nextIn(this.#folder), { force: true });
  }

  /** The copy that has become whole takes the place of the one before, at once and for good. */
  async #promote(): Promise<void> {
    await rename(nextIn(this.#folder), wholeIn(this.#folder));
    await syncFolder(this.#folder);
    await this.#whole?.close();
    [this.#whole, this.#next] = [this.#next, undefined];
  }
}

/** Of a handling item the first 31 characters are its implementation's. */
const IMPLEMENTATION_CODE = 31;

/** The digits with which everything in a division begins; 100000 is the country. */
function beginningOf(divisionCode: string): string {
  if (divisionCode === '100000') return '';
  return divisionCode.length > 6 ? divisionCode : divisionCode.replace(/(?:00){1,2}$/, '');
}

const folderIn = (dataDir: string) => join(dataDir, 'reference');
const wholeIn = (folder: string) => join(folder, 'catalogue');
const nextIn = (folder: string) => join(folder, 'catalogue.next');

function noteOf(file: PageFile | undefined): z.output<typeof NoteSchema> | undefined {
  if (file?.lastNote === undefined) return undefined;
  return validate(NoteSchema, readJson(Buffer.from(file.lastNote)), 'not a page of a catalogue');
}

function toRow(change: tongban.v1.CatalogueChange): PageRow {
  const { item, entry } = change;
  const keys = [
    ...(item == null ? [] : [item.basicCode, item.listNo]),
    ...(entry == null ? [] : [entry.implementationCode, entry.basicCode, entry.divisionCode]),
  ];
  return { bytes: tongban.v1.CatalogueChange.encode(change).finish(), keys };
}
