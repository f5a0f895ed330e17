import { join } from 'node:path';
import pg from 'pg';
import { packageRoot } from '#config';
import { createRandom } from '#crypto/primitives';
import { sealEvents } from './seal-events.js';

/** The role that the running hub works as; made by the first migration. */
export const APP_ROLE = 'tongban_app';

const FOLDER = join(packageRoot, 'hub', 'store', 'migrations');

/**
 * Brings the schema up to date. Safe when several processes start at once: they wait for each other at an advisory lock.
 * @param url of the owner of the tables.
 * @returns the names of the migrations that ran.
 */
export async function migrate(url: string): Promise<string[]> {
  const { runner } = await import('node-pg-migrate'); // costs a tenth of a second, and most starts are restarts
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
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
