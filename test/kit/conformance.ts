import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, inject } from 'vitest';
import type { ConformanceReport } from '#hub/cli';
import { type Finished, processesIn, run, TONGBAN } from './program.js';

/** Where somebody runs `tongban conformance`: a folder of one's own, and the test run's PostgreSQL. */
export interface ConformancePlace {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  conformance(...args: string[]): Promise<Finished>;
  /** Of `--json report.json` in the folder. */
  report(): ConformanceReport;
  /** No process, no file, no database. */
  expectNothingLeft(peer: string): Promise<void>;
}

export async function inPlace(work: (place: ConformancePlace) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-conformance-e2e-'));
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  for (const each of [folder, temporary]) chmodSync(each, 0o755); // under root the database runs as another user
  const environment = { TMPDIR: temporary, DATABASE_URL: inject('serverUrl') };
  try {
    await work({
      folder,
      environment,
      conformance: (...args) => run(TONGBAN, ['conformance', ...args], { environment }),
      report: () => JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as ConformanceReport,
      expectNothingLeft: async (peer) => {
        expect([...processesIn(folder).values()]).toEqual([]);
        expect(readdirSync(temporary)).toEqual([]);
        expect(await databasesOf(peer)).toEqual([]);
      },
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function databasesOf(peer: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: inject('serverUrl') });
  await client.connect();
  try {
    const pattern = `conformance\\_${peer}\\_%`;
    return (await client.query('select datname from pg_database where datname like $1', [pattern])).rows;
  } finally {
    await client.end();
  }
}
