import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

/** Rows into tables by the million: as fast as the database reads files, and in the same memory however many. */

export interface FillSite {
  readonly databaseUrl: string;
  /** Where the database server may read a file. */
  readonly folder: string;
  readonly tagKey: Uint8Array;
}

export const NULL = '\\N';

export function row(...cells: readonly string[]): string {
  return `${cells.join('\t')}\n`;
}

export function bytes(value: Uint8Array): string {
  return `\\\\x${Buffer.from(value).toString('hex')}`;
}

export function* range(from: number, to: number): Generator<number> {
  for (let i = from; i < to; i++) yield i;
}

/** Through a file that the server reads itself: this server and this program share the machine. */
export async function copy(
  client: pg.Client,
  folder: string,
  table: string,
  numbers: Iterable<number>,
  line: (i: number) => string,
): Promise<void> {
  const path = join(folder, 'rows.copy');
  const out = createWriteStream(path, { mode: 0o644 });
  for (const i of numbers) {
    if (!out.write(line(i))) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
  await client.query(`copy ${table} from '${path}'`);
  await rm(path);
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
