import { Catalogue, EntryIndex, NationalList } from '#domain/item';
import { catalogueImports, type Database, implementationEntries, nationalItems } from '#hub/store';

/** So many rows are objects at once while the catalogue is read; the hub answers others between two pages. */
const PAGE_ROWS = 2_000;

/**
 * Keeps the catalogue in memory and brings it up to date by what has changed since. Whoever holds a reading keeps seeing what
 * it saw: a new one is published when every row of it has been read, never before.
 */
export class CatalogueReader {
  readonly #db: Pick<Database, 'query'>;
  readonly #index = new EntryIndex();
  #national = new NationalList();
  #entriesAt = 0;
  #itemsAt = 0;
  #published = new Catalogue(this.#index.reading());

  constructor(db: Pick<Database, 'query'>) {
    this.#db = db;
  }

  current(): Catalogue {
    return this.#published;
  }

  /**
   * Reads what has been committed since the last time. A failure in between loses nothing: rows never change, and the next
   * call goes on where this one stopped. Not to be called twice at once.
   */
  async refresh(): Promise<Catalogue> {
    const upTo = await catalogueImports.readChangeNo(this.#db);
    if (upTo > this.#published.changeNo) {
      await this.#readItems(upTo);
      await this.#readEntries(upTo);
      this.#published = new Catalogue(this.#index.reading(), this.#national, upTo);
    }
    return this.#published;
  }

  async #readItems(upTo: number): Promise<void> {
    for (;;) {
      const range = { after: this.#itemsAt, upTo, limit: PAGE_ROWS };
      const page = await nationalItems.readChangedItems(this.#db, range);
      this.#national = this.#national.with(page);
      this.#itemsAt = page.at(-1)?.changeNo ?? upTo;
      if (page.length < PAGE_ROWS) return;
    }
  }

  /** While rows are taken up, the next ones are on their way. */
  async #readEntries(upTo: number): Promise<void> {
    const pageAfter = (after: number) =>
      implementationEntries.readChangedEntries(this.#db, { after, upTo, limit: PAGE_ROWS });
    let coming: Promise<readonly implementationEntries.NumberedEntry[]> | undefined = pageAfter(
      this.#entriesAt,
    );
    while (coming !== undefined) {
      const page: readonly implementationEntries.NumberedEntry[] = await coming;
      const last = page.at(-1)?.changeNo ?? upTo;
      coming = page.length < PAGE_ROWS ? undefined : pageAfter(last);
      for (const entry of page) this.#index.add(entry);
      this.#entriesAt = last;
    }
  }
}
