import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { packageRoot } from '#config';
import { startShanxiPlatform } from '#connectors/sandbox';
import { DeskClient } from '#hub/cli';
import { RegisterClient } from './register.js';
import type { Stand, StandOptions } from './stands.js';

/** Shanxi's sandbox with a front database of its own, and an account for the connector that may do what grants.sql says. */

const GRANTS = readFileSync(join(packageRoot, 'connectors', 'shanxi', 'grants.sql'), 'utf8');
const PASSWORD = 'password-of-a-test';

let made = 0;

export async function openShanxi({ folder, serverUrl, token }: StandOptions): Promise<Stand> {
  const name = `shanxi_front_${process.pid}_${made++}`;
  const account = `${name}_connector`;
  await withClient(serverUrl, async (client) => {
    await client.query(`create database ${name}`);
    await client.query(`create role ${account} login password '${PASSWORD}'`);
  });
  const ownerUrl = frontDatabaseUrl(serverUrl, name);
  const platform = await startShanxiPlatform({
    port: 0,
    token,
    serialFile: join(folder, 'serial'),
    now: Date.now,
    databaseUrl: ownerUrl,
  });
  await withClient(ownerUrl, (client) => client.query(GRANTS.replaceAll(':"connector"', account)));
  const database = new URL(ownerUrl);
  database.username = account;
  database.password = PASSWORD;
  return {
    desk: new DeskClient(platform.port),
    register: new RegisterClient(`http://127.0.0.1:${platform.port}`),
    settings: { database: database.href, pollMs: 50, answerPollMs: 50 },
    close: async () => {
      await platform.close();
      await withClient(serverUrl, async (client) => {
        await client.query(`drop database ${name} with (force)`);
        await client.query(`drop role ${account}`);
      });
    },
  };
}

/** A database of the test run's server, as its owner. */
export function frontDatabaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function withClient(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
