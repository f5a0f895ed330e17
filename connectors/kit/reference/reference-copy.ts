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

const StateSchema = z.strictObject({
  /** RFC 3339: when the hub last said that this is all. */
  syncedAt: values.moment,
  mappings: z.array(ApprovedSchema),
});

export type ApprovedMapping = z.output<typeof ApprovedSchema>;
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

  /** @throws ValidationError for a state that cannot be read: somebody else wrote it. */
  static async open(dataDir: string): Promise<ReferenceCopy> {
    const folder = join(dataDir, 'reference');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, 'state.json');
    const bytes = await readFile(file).catch(() => undefined); // there is none before the first round
    const state = bytes && validate(StateSchema, readJson(bytes), `${file} is not the state of a copy`);
    return new ReferenceCopy(folder, state);
  }

  /** Unix milliseconds; undefined before the first round. */
  get syncedAt(): number | undefined {
    return this.#state && Date.parse(this.#state.syncedAt);
  }

  get mappings(): readonly ApprovedMapping[] {
    return this.#state?.mappings ?? [];
  }

  pathOf({ sha256 }: Pick<ApprovedMapping, 'sha256'>): string {
    return join(this.#folder, `mapping-${sha256}.json`);
  }

  /**
   * Takes over what the hub says now. Only documents that are not here yet are fetched.
   * @param fetch gives the bytes of a document, already checked against their digest.
   */
  async take(
    mappings: readonly ApprovedMapping[],
    now: number,
    fetch: (sha256: string) => Promise<Uint8Array>,
  ): Promise<void> {
    const present = new Set(await readdir(this.#folder));
    for (const mapping of mappings) {
      const name = `mapping-${mapping.sha256}.json`;
      if (present.has(name)) continue;
      await writeDurably(join(this.#folder, name), await fetch(mapping.sha256));
    }
    const state = { syncedAt: new Date(now).toISOString(), mappings: [...mappings] };
    await writeDurably(join(this.#folder, 'state.json'), JSON.stringify(state));
    this.#state = state;
    const named = new Set(mappings.map(({ sha256 }) => `mapping-${sha256}.json`));
    for (const name of present) {
      if (name.startsWith('mapping-') && !named.has(name))
        await rm(join(this.#folder, name), { force: true });
    }
  }
}
