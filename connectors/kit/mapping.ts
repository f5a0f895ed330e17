import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readJson, validate } from '#proto/schema';

/** A code that has no counterpart on the other side. Never guessed: an operator completes the table. */
export class MappingGapError extends Error {
  constructor(table: string, code: string) {
    super(`mapping gap: ${table} has no counterpart for ${code}`);
    this.name = 'MappingGapError';
  }
}

/** One-to-one codes in both directions. */
export class TwoWayTable {
  readonly #name: string;
  readonly #toNational = new Map<string, string>();
  readonly #toLocal = new Map<string, string>();

  /** @throws TypeError when a code stands twice on either side: the way back would be a guess. */
  constructor(name: string, pairs: readonly (readonly [local: string, national: string])[]) {
    this.#name = name;
    for (const [local, national] of pairs) {
      if (this.#toNational.has(local) || this.#toLocal.has(national)) {
        throw new TypeError(`mapping ${name}: ${local} or ${national} stands twice`);
      }
      this.#toNational.set(local, national);
      this.#toLocal.set(national, local);
    }
  }

  /** @throws MappingGapError. */
  toNational(local: string): string {
    return this.#toNational.get(local) ?? this.#gap(local);
  }

  /** @throws MappingGapError. */
  toLocal(national: string): string {
    return this.#toLocal.get(national) ?? this.#gap(national);
  }

  #gap(code: string): never {
    throw new MappingGapError(this.#name, code);
  }
}

const Pair = z.strictObject({
  local: z.string().min(1),
  national: z.string().min(1),
  name: z.string().optional(),
});

const MappingFileSchema = z.strictObject({
  platform: z.string(),
  version: z.string(),
  /** From which day the table holds, and where it comes from. */
  validFrom: z.iso.date(),
  source: z.string(),
  tables: z.record(z.string(), z.array(Pair)),
});

/** A province's mapping tables by name. */
export class MappingTables {
  readonly #tables = new Map<string, TwoWayTable>();

  constructor(file: z.output<typeof MappingFileSchema>) {
    for (const [name, pairs] of Object.entries(file.tables)) {
      this.#tables.set(
        name,
        new TwoWayTable(
          `${file.platform} ${name}`,
          pairs.map(({ local, national }) => [local, national]),
        ),
      );
    }
  }

  static read(path: string): MappingTables {
    return new MappingTables(
      validate(MappingFileSchema, readJson(readFileSync(path)), `${path} is not a mapping file`),
    );
  }

  /** @throws TypeError for a table that the file does not have. */
  table(name: string): TwoWayTable {
    const table = this.#tables.get(name);
    if (table === undefined) throw new TypeError(`no mapping table ${name}`);
    return table;
  }
}
