import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { packageRoot } from '#config';
import { DevelopmentNetwork, readSampleData, registerSampleNetwork, withDatabase } from '#hub/cli';
import { systemRuntime } from '#hub/runtime';
import { migrate } from '#hub/store';
import { startEmbedded } from '#hub/store/embedded';
import { withoutDurability } from './durability.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the maintenance database. */
    serverUrl: string;
    /** Where the keys of the development network stand. */
    keyFolder: string;
  }
}

export const TEMPLATE = 'tongban_template';

/** One PostgreSQL for the whole run, with a migrated database that every test copies. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Made of compiled code: whoever has only compiled would test the programs that were before.
  execFileSync(process.execPath, [join(packageRoot, 'dist', 'crypto', 'build', 'programs.js')]);
  const folder = mkdtempSync(join(tmpdir(), 'tongban-test-'));
  chmodSync(folder, 0o755); // under root the database runs as another user
  const server = await startEmbedded(folder);
  const serverUrl = server.url.replace(/\/[^/]*$/, '/postgres');
  // No test cuts the power, and all data go at the end. A process that is killed loses nothing by it.
  await withoutDurability(serverUrl);
  await makeTemplate(serverUrl, folder);
  project.provide('serverUrl', serverUrl);
  project.provide('keyFolder', folder);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function makeTemplate(serverUrl: string, keyFolder: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${TEMPLATE}`);
  await client.end();
  const url = serverUrl.replace(/\/[^/]*$/, `/${TEMPLATE}`);
  await migrate(url);
  const runtime = systemRuntime();
  const network = new DevelopmentNetwork(keyFolder, runtime);
  await network.hubMaterial(['localhost', '127.0.0.1', '::1']);
  await withDatabase(url, (db) => registerSampleNetwork(db, network, readSampleData(), runtime));
}
