import type pg from 'pg';
import type { Row } from './shanxi-format.js';

/** Writes a row into the front database; one that is there already stays as it is. */
export async function insertRow(pool: pg.Pool, table: string, values: Row): Promise<void> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  const places = entries.map((_, i) => `$${i + 1}`).join(', ');
  await pool.query(
    `insert into ${table} (${entries.map(([name]) => name).join(', ')}) values (${places}) on conflict do nothing`,
    entries.map(([, value]) => value),
  );
}
