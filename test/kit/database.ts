import pg from 'pg';
import { inject } from 'vitest';
import { TEMPLATE } from './setup.js';

/** A database of its own for a test, with the sample peers and items. */
export interface TestDatabase {
  readonly url: string;
  /** As the owner of the tables, for looking at what is stored. */
  query<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>;
  drop(): Promise<void>;
}

let made = 0;

/** @param template `undefined` gives an empty database. */
export async function freshDatabase(template: string | undefined = TEMPLATE): Promise<TestDatabase> {
  const serverUrl = inject('serverUrl');
  const name = `test_${process.pid}_${made++}`;
  await once(
    serverUrl,
    `create database ${name}${template === undefined ? '' : ` template ${template} strategy file_copy`}`,
  );
  const url = serverUrl.replace(/\/[^/]*$/, `/${name}`);
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on('error', () => {}); // dropping the database ends idle connections
  return {
    url,
    query: async <R extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
      (await pool.query<R>(text, values)).rows,
    drop: async () => {
      await pool.end();
      await once(serverUrl, `drop database ${name} with (force)`);
    },
  };
}

/** An empty database, for what comes before the first migration. */
export function emptyDatabase(): Promise<TestDatabase> {
  return freshDatabase('template0');
}

async function once(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {}); // told by the query
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
