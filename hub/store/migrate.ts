import { readdir } from 'node:fs/promises';
import { join, parse } from 'node:path';
import pg from 'pg';
import { packageRoot } from '#config';
import { createRandom } from '#crypto/primitives';
import { sealEvents } from './seal-events.js';

/** The role that the running hub works as; made by the first migration. */
export const APP_ROLE = 'tongban_app';

const FOLDER = join(packageRoot, 'hub', 'store', 'migrations');

/** A program that does not know what a table has become would write into it what no longer holds. */
async function checkNotNewer(client: pg.Client): Promise<void> {
  const { rows: found } = await client.query(`select to_regclass('migration') is not null as "isThere"`);
  if (found[0]?.isThere !== true) return;
  const { rows } = await client.query<{ name: string }>('select name from migration order by id');
  const known = new Set((await readdir(FOLDER)).map((file) => parse(file).name));
  const newer = rows.map(({ name }) => name).filter((name) => !known.has(name));
  if (newer.length === 0) return;
  throw new Error(
    `数据库由更新版本的程序升级过，请改用该版本 · the database is that of a newer program; run that one (${newer.join(', ')})`,
  );
}

/**
 * Brings the schema up to date. Safe when several processes start at once: they wait for each other at an advisory lock.
 * @param url of the owner of the tables.
 * @returns the names of the migrations that ran. @throws Error when a newer program has been here; nothing is changed.
 */
export async function migrate(url: string): Promise<string[]> {
  const { runner } = await import('node-pg-migrate'); // costs a tenth of a second, and most starts are restarts
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await checkNotNewer(client);
    const ran = await runner({
      dbClient: client,
      dir: FOLDER,
      direction: 'up',
      migrationsTable: 'migration',
      advisoryLockMode: 'wait',
      log: () => {},
    });
    await sealEvents(client, createRandom());
    return ran.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}
