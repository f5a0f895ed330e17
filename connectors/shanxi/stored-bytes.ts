import type { Session } from './front-database.js';

/** A file is held in memory while it passes; the platform's own limit is the same. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;
/** So much is asked of the database at once. */
const PART_BYTES = 4 * 1024 * 1024;

/** Where a table holds bytes; the names are ours. */
export interface BytesPlace {
  readonly table: string;
  readonly key: string;
  readonly column: string;
}

/** Files in a column of the front database, read in parts. */
export class StoredBytes {
  readonly #database: Session;
  readonly #place: BytesPlace;

  constructor(database: Session, place: BytesPlace) {
    this.#database = database;
    this.#place = place;
  }

  /** @returns undefined when it is not there, too large, or not as long as it was a moment ago. */
  async whole(id: string): Promise<Buffer | undefined> {
    const size = await this.#size(id);
    if (size === undefined || size > MAX_FILE_BYTES) return undefined;
    const parts: Buffer[] = [];
    for (let offset = 0; offset < size; offset += PART_BYTES) {
      parts.push(await this.#part(id, offset, Math.min(PART_BYTES, size - offset)));
    }
    const bytes = Buffer.concat(parts);
    return bytes.length === size ? bytes : undefined;
  }

  async #size(id: string): Promise<number | undefined> {
    const { table, key, column } = this.#place;
    const [row] = await this.#database.query(
      `select octet_length(${column}) as size from ${table} where ${key} = $1`,
      [id],
    );
    return row?.size == null ? undefined : Number(row.size);
  }

  async #part(id: string, offset: number, length: number): Promise<Buffer> {
    const { table, key, column } = this.#place;
    const [row] = await this.#database.query(
      `select encode(substring(${column} from $2::integer for $3::integer), 'base64') as part
       from ${table} where ${key} = $1`,
      [id, offset + 1, length],
    );
    return Buffer.from(row?.part ?? '', 'base64');
  }
}
