import pg from 'pg';

export interface TemporaryDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/**
 * A database of its own on the server of `url`, for what must leave no trace: the record of a real hub is append-only.
 * @throws when the account of `url` may not make databases.
 */
export async function temporaryDatabase(url: string, name: string): Promise<TemporaryDatabase> {
  await once(url, `create database ${pg.escapeIdentifier(name)}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return {
    url: own.toString(),
    drop: () => once(url, `drop database ${pg.escapeIdentifier(name)} with (force)`),
  };
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
