import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson, validate, values } from '#proto/schema';
import { writeDurably } from '../durable-file.js';

/** An approved version of the province's mapping, whose document lies in the copy. */
const ApprovedSchema = z.strictObject({
  version: z.string(),
  validFrom: values.date,
  sha256: values.hexDigest,
});

/** A code table, whose document lies in the copy. */
const TableSchema = z.strictObject({ name: z.string(), sha256: values.hexDigest });

const StateSchema = z.strictObject({
  /** RFC 3339: when the hub last said that this is all. */
  syncedAt: values.moment,
  mappings: z.array(ApprovedSchema),
  tables: z.array(TableSchema).default([]),
  /** The same of the catalogue, which lies in files of its own. */
  catalogueSyncedAt: values.moment.optional(),
});

export type ApprovedMapping = z.output<typeof ApprovedSchema>;
export type CopiedTable = z.output<typeof TableSchema>;
/** What the hub names now. */
export interface Named {
  readonly mappings: readonly ApprovedMapping[];
  readonly tables: readonly CopiedTable[];
}
type State = z.output<typeof StateSchema>;

/**
 * What the hub last gave the connector to work by, on disk: while the hub is away, the connector goes on with this, and can
 * say how old it is. Documents are there before the state names them, so a crash leaves the copy of before, whole, and at
 * most a document that nobody names (proved by test/fault/reference-copy.test.ts).
 */
export class ReferenceCopy {
  readonly #folder: string;
  #state: State | undefined;

  private constructor(folder: string, state: State | undefined) {
    this.#folder = folder;
    this.#state = state;
  }

  /** For the connector. @throws ValidationError for a state that cannot be read: somebody else wrote it. */
  static async open(dataDir: string): Promise<ReferenceCopy> {
    await mkdir(folderIn(dataDir), { recursive: true, mode: 0o700 });
    return ReferenceCopy.look(dataDir);
  }

  /** For whoever only wants to know, whether the connector is running or not. @throws ValidationError. */
  static async look(dataDir: string): Promise<ReferenceCopy> {
    const folder = folderIn(dataDir);
    const file = join(folder, 'state.json');
    const bytes = await readFile(file).catch(() => undefined); // there is none before the first round
    const state = bytes && validate(StateSchema, readJson(bytes), `${file} is not the state of a copy`);
    return new ReferenceCopy(folder, state);
  }

  /** Unix milliseconds; undefined before the first round. */
  get syncedAt(): number | undefined {
    return this.#state && Date.parse(this.#state.syncedAt);
  }

  /** The same of the catalogue. */
  get catalogueSyncedAt(): number | undefined {
    const { catalogueSyncedAt } = this.#state ?? {};
    return catalogueSyncedAt === undefined ? undefined : Date.parse(catalogueSyncedAt);
  }

  get mappings(): readonly ApprovedMapping[] {
    return this.#state?.mappings ?? [];
  }

  get tables(): readonly CopiedTable[] {
    return this.#state?.tables ?? [];
  }

  pathOf({ sha256 }: Pick<ApprovedMapping, 'sha256'>): string {
    return join(this.#folder, nameOf('mapping', sha256));
  }

  /** The document of a code table; undefined when the hub has named none of that name. */
  async table(name: string): Promise<Uint8Array | undefined> {
    const table = this.tables.find((each) => each.name === name);
    return table && readFile(join(this.#folder, nameOf('table', table.sha256)));
  }

  /**
   * Takes over what the hub says now. Only documents that are not here yet are fetched.
   * @param fetch gives the bytes of a document, already checked against their digest.
   */
  async take(
    { mappings, tables }: Named,
    now: number,
    fetch: (sha256: string) => Promise<Uint8Array>,
  ): Promise<void> {
    const documents = [
      ...mappings.map(({ sha256 }) => ({ sha256, name: nameOf('mapping', sha256) })),
      ...tables.map(({ sha256 }) => ({ sha256, name: nameOf('table', sha256) })),
    ];
    const present = new Set(await readdir(this.#folder));
    for (const { sha256, name } of documents) {
      if (present.has(name)) continue;
      await writeDurably(join(this.#folder, name), await fetch(sha256));
    }
    await this.#write({
      ...this.#state,
      ...{ syncedAt: new Date(now).toISOString(), mappings: [...mappings], tables: [...tables] },
    });
    const named = new Set(documents.map(({ name }) => name));
    for (const name of present) {
      if (DOCUMENT.test(name) && !named.has(name)) await rm(join(this.#folder, name), { force: true });
    }
  }

  /** The hub has said that the catalogue is all here. */
  async noteCatalogue(now: number): Promise<void> {
    if (this.#state === undefined) return; // no round has got so far before
    await this.#write({ ...this.#state, catalogueSyncedAt: new Date(now).toISOString() });
  }

  async #write(state: State): Promise<void> {
    await writeDurably(join(this.#folder, 'state.json'), JSON.stringify(state));
    this.#state = state;
  }
}

const folderIn = (dataDir: string) => join(dataDir, 'reference');
const DOCUMENT = /^(?:mapping|table)-[0-9a-f]{64}\.json$/;

function nameOf(kind: 'mapping' | 'table', sha256: string): string {
  return `${kind}-${sha256}.json`;
}
