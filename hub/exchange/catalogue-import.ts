import type { ImplementationRecord, NationalItem, Stated } from '#domain/item';
import {
  type CatalogueFile,
  type CatalogueSource,
  type FileRow,
  faultText,
  type LocatedFault,
  type RowContent,
  type RowFault,
} from '#hub/catalogue';
import {
  catalogueFaults,
  catalogueImports,
  catalogueMerge,
  catalogueParts,
  cataloguePlan,
  type Database,
  implementationEntries,
  nationalItems,
  type Tx,
  versionedTable,
} from '#hub/store';

/** Rows an import leaves out, with their reasons. */
export interface BadRowSink {
  header(file: string, cells: readonly string[]): void;
  write(
    file: string,
    row: { readonly line: number; readonly cells: readonly string[]; readonly faults: string },
  ): void;
}

export interface ImportSettings {
  /** The day the import takes effect, YYYY-MM-DD: before it nothing changes for rows that are known already. */
  readonly asOf: string;
  /** The files are the whole list: rows that they leave out end. */
  readonly isComplete: boolean;
  /** Compares and reports, and changes nothing. */
  readonly isDryRun: boolean;
  /** Bad rows go there and the others are imported; without it, one bad row keeps everything out. */
  readonly badRows: BadRowSink | undefined;
  readonly importedBy: string;
  /** Unix milliseconds. */
  readonly now: number;
  /** How many faults, and how many changes of each kind, the report names; it counts all. */
  readonly listed: number;
  /** Told how many bytes have been read. */
  readonly onProgress?: (bytes: number) => void;
}

type ListName = 'national_item' | 'implementation_entry';

export interface ListedChange extends catalogueMerge.PlannedChange {
  readonly list: ListName;
}

export interface ImportReport {
  readonly outcome: 'imported' | 'unchanged' | 'refused' | 'dry-run';
  readonly files: readonly catalogueImports.ImportedFile[];
  readonly rowsRead: number;
  /** Rows with a fault: left out, or the reason why nothing was imported. */
  readonly rowsBad: number;
  readonly faultCount: number;
  /** The first ones, by file and line. */
  readonly faults: readonly LocatedFault[];
  readonly counts: Readonly<Record<ListName, catalogueMerge.MergeCounts>>;
  readonly changes: readonly ListedChange[];
  /** Of the last change made. */
  readonly changeNo: number | undefined;
}

/**
 * Enters the files of a catalogue in one transaction: all that they change, or nothing. Memory does not grow with the files.
 * An answer that was lost costs nothing: entering the same files again changes nothing.
 */
export function importCatalogue(
  db: Database,
  source: CatalogueSource,
  settings: ImportSettings,
): Promise<ImportReport> {
  // COMMIT POINT: catalogue.import
  return db.transaction('catalogue.import', (tx) => importInto(tx, source, settings));
}

/** The same as a part of a larger transaction. */
export async function importInto(
  tx: Tx,
  source: CatalogueSource,
  settings: ImportSettings,
): Promise<ImportReport> {
  const run = new ImportRun(tx, source, settings);
  await run.stage();
  await run.examine();
  return run.merge();
}

const BATCH_ROWS = 1_000;
const NOTHING: catalogueMerge.MergeCounts = { added: 0, changed: 0, ended: 0, unchanged: 0 };
const LISTS = [nationalItems.NATIONAL_ITEMS, implementationEntries.IMPLEMENTATION_ENTRIES] as const;

type Staged<T extends versionedTable.StatedRow> = versionedTable.StagedRow<T>[];

/** One import on its way through the transaction. */
class ImportRun {
  readonly #tx: Tx;
  readonly #source: CatalogueSource;
  readonly #settings: ImportSettings;
  readonly #files: catalogueImports.ImportedFile[] = [];
  readonly #faults: LocatedFault[] = [];
  #items: Staged<Stated<NationalItem>> = [];
  #entries: Staged<Stated<ImplementationRecord>> = [];
  #parts: catalogueParts.StagedPart[] = [];
  /** The batch before, still on its way into the database while the next one is read. */
  #sending: Promise<void> = Promise.resolve();
  #rowsRead = 0;
  #rowsBad = 0;
  #faultCount = 0;
  #hasParts = false;
  #hasHandlingItems = false;
  #isUnreadable = false;

  constructor(tx: Tx, source: CatalogueSource, settings: ImportSettings) {
    this.#tx = tx;
    this.#source = source;
    this.#settings = settings;
  }

  /** Reads every file and puts its rows where they can be compared as sets. */
  async stage(): Promise<void> {
    await catalogueMerge.prepareForSets(this.#tx);
    for (const list of LISTS) await versionedTable.openStaging(this.#tx, list);
    await catalogueFaults.openFaults(this.#tx);
    await catalogueParts.openParts(this.#tx);
    for (const [number, file] of this.#source.files.entries()) {
      for await (const rows of file.rows(this.#settings.onProgress ?? (() => {}))) {
        for (const row of rows) this.#take(row, number, file);
        if (this.#items.length + this.#entries.length + this.#parts.length >= BATCH_ROWS) await this.#flush();
      }
      this.#files.push({ name: file.name, bytes: file.bytes, sha256: file.digest() });
    }
    await this.#flush();
    await this.#sending;
  }

  /** Looks for what is wrong between rows, and takes the bad ones out. */
  async examine(): Promise<void> {
    if (this.#hasParts) await catalogueParts.joinParts(this.#tx);
    if (this.#hasHandlingItems) await catalogueParts.foldHandlingItems(this.#tx);
    for (const list of LISTS) {
      await catalogueFaults.findContradictions(this.#tx, list, this.#settings.asOf);
      await catalogueFaults.findUnknownPeers(this.#tx, list);
    }
    let after = 0;
    for (;;) {
      const found = await catalogueFaults.readSetFaults(this.#tx, after, BATCH_ROWS);
      for (const { file, line, cells, faults } of found)
        this.#bad(this.#source.files[file]?.name ?? '', line, cells, faults);
      const last = found.at(-1);
      if (last === undefined) break;
      after = last.seq;
    }
    await catalogueFaults.dropFaulty(this.#tx, LISTS);
  }

  async merge(): Promise<ImportReport> {
    if (this.#isUnreadable || (this.#rowsBad > 0 && this.#settings.badRows === undefined))
      return this.#report('refused', { counts: undefined, changes: [], changeNo: undefined });
    await catalogueMerge.lockCatalogue(this.#tx);
    const counts = { national_item: NOTHING, implementation_entry: NOTHING };
    const changes: ListedChange[] = [];
    for (const list of LISTS) {
      await cataloguePlan.drawPlan(this.#tx, list, this.#settings);
      counts[list.name] = await catalogueMerge.countPlan(this.#tx, list);
      const planned = await catalogueMerge.readPlan(this.#tx, list, this.#settings.listed);
      changes.push(...planned.map((change) => ({ ...change, list: list.name })));
    }
    if (this.#settings.isDryRun) return this.#report('dry-run', { counts, changes, changeNo: undefined });
    let changeNo: number | undefined;
    for (const list of LISTS) changeNo = (await catalogueMerge.applyPlan(this.#tx, list)) ?? changeNo;
    if (changeNo === undefined) return this.#report('unchanged', { counts, changes, changeNo });
    this.#record(changeNo, counts);
    return this.#report('imported', { counts, changes, changeNo });
  }

  #take(row: FileRow, fileNumber: number, file: CatalogueFile): void {
    if (row.kind === 'header') {
      this.#settings.badRows?.header(file.name, row.cells);
      return;
    }
    const seq = ++this.#rowsRead;
    const place = { seq, file: fileNumber, line: row.line, raw: this.#rawOf(row.cells) };
    if (row.kind === 'row') {
      this.#takeContent(place, row.content);
      return;
    }
    if (row.isWholeFile) this.#isUnreadable = true;
    this.#bad(file.name, row.line, row.cells, row.faults);
    if (row.partKey === undefined) return;
    this.#hasParts = true;
    const { partKey } = row;
    this.#parts.push({ ...place, partKey, list: 'extension', order: 0, body: undefined, modes: [] });
  }

  #takeContent(place: Omit<Staged<never>[number], 'row' | 'isEnded'>, content: RowContent): void {
    switch (content.kind) {
      case 'item':
        this.#items.push({ ...place, row: content.row, isEnded: content.isEnded });
        break;
      case 'entry': {
        const { row, isEnded, partKey, handlingItem } = content;
        this.#hasHandlingItems ||= handlingItem !== undefined;
        const { seq, file, line, raw } = place;
        this.#entries.push({ seq, file, line, raw, row, isEnded, partKey, handlingItem }); // by the million
        break;
      }
      case 'part':
        this.#hasParts = true;
        this.#parts.push({ ...place, ...content.part });
    }
  }

  #rawOf(cells: readonly string[]): string | null {
    return this.#settings.badRows === undefined ? null : JSON.stringify(cells);
  }

  #bad(file: string, line: number, cells: readonly string[], faults: readonly RowFault[]): void {
    this.#rowsBad++;
    this.#faultCount += faults.length;
    for (const fault of faults) {
      if (this.#faults.length >= this.#settings.listed) break;
      this.#faults.push({ file, line, ...fault });
    }
    this.#settings.badRows?.write(file, { line, cells, faults: faults.map(describeFault).join('; ') });
  }

  async #flush(): Promise<void> {
    const [items, entries, parts] = [this.#items, this.#entries, this.#parts];
    [this.#items, this.#entries, this.#parts] = [[], [], []];
    await this.#sending;
    this.#sending = this.#send(items, entries, parts);
    this.#sending.catch(() => {}); // awaited before the next batch
  }

  async #send(
    items: Staged<Stated<NationalItem>>,
    entries: Staged<Stated<ImplementationRecord>>,
    parts: readonly catalogueParts.StagedPart[],
  ): Promise<void> {
    if (items.length > 0) await versionedTable.stageRows(this.#tx, nationalItems.NATIONAL_ITEMS, items);
    if (entries.length > 0)
      await versionedTable.stageRows(this.#tx, implementationEntries.IMPLEMENTATION_ENTRIES, entries);
    if (parts.length > 0) await catalogueParts.stageParts(this.#tx, parts);
  }

  #record(changeNo: number, counts: ImportReport['counts']): void {
    const { importedBy, now, asOf } = this.#settings;
    const all = [counts.national_item, counts.implementation_entry];
    const sum = (name: keyof catalogueMerge.MergeCounts) =>
      all.reduce((total, each) => total + each[name], 0);
    catalogueImports.recordImport(this.#tx, {
      changeNo,
      importedAt: now,
      importedBy,
      format: this.#source.format,
      files: this.#files,
      asOf,
      rowsRead: this.#rowsRead,
      rowsSkipped: this.#rowsBad,
      added: sum('added'),
      changed: sum('changed'),
      ended: sum('ended'),
      unchanged: sum('unchanged'),
    });
  }

  #report(
    outcome: ImportReport['outcome'],
    result: {
      readonly counts: ImportReport['counts'] | undefined;
      readonly changes: readonly ListedChange[];
      readonly changeNo: number | undefined;
    },
  ): ImportReport {
    return {
      outcome,
      files: this.#files,
      rowsRead: this.#rowsRead,
      rowsBad: this.#rowsBad,
      faultCount: this.#faultCount,
      faults: [...this.#faults].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line),
      ...result,
      counts: result.counts ?? { national_item: NOTHING, implementation_entry: NOTHING },
    };
  }
}

/** For a file that people and programs read: the code, where, and both languages. */
function describeFault({ code, column, detail }: RowFault): string {
  const { zh, en } = faultText(code);
  return `${code}${column === undefined ? '' : ` ${column}`}: ${zh} ${en} (${detail})`;
}
