import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect } from 'vitest';
import type { Encoding } from '#hub/catalogue';
import type { ImportReport, ImportSettings } from '#hub/exchange';
import { APP_ROLE, type Database, openDatabase } from '#hub/store';
import { importFiles, sourceOf } from './catalogue.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { eventually } from './eventually.js';
import type { TestHub } from './hub.js';

export type Files = Readonly<Record<string, string | Uint8Array>>;
export type Settings = Partial<ImportSettings> & { readonly encoding?: Encoding };

/** What an operator imports with: the hub's database, with the hub's rights, and a folder for files. */
export interface ImportStand {
  readonly database: TestDatabase;
  readonly db: Database;
  readonly folder: string;
  enter(files: Files, settings?: Settings): Promise<ImportReport>;
}

/** For each test of the file that calls this, a database of its own. */
export function importStand(): ImportStand {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-import-'));
  let opened: { readonly database: TestDatabase; readonly db: Database } | undefined;
  const now = () => {
    if (opened === undefined) throw new Error('only within a test');
    return opened;
  };
  beforeEach(async () => {
    const database = await freshDatabase();
    opened = { database, db: openAs(database) };
  });
  afterEach(async () => {
    await now().db.close();
    await now().database.drop();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    get database() {
      return now().database;
    },
    get db() {
      return now().db;
    },
    folder,
    enter: (files, settings) => enterFrom(folder, now().db, files, settings),
  };
}

/** Imports files beside a running hub, and waits until it has heard of them. */
export async function enterBeside(hub: TestHub, files: Files, settings?: Settings): Promise<ImportReport> {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-import-'));
  const db = openAs(hub.database);
  try {
    const report = await enterFrom(folder, db, files, settings);
    const heard = () => hub.running.services.rules.current().catalogue.changeNo;
    await eventually(() => expect(heard()).toBe(report.changeNo));
    return report;
  } finally {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

let made = 0;

async function enterFrom(
  folder: string,
  db: Database,
  files: Files,
  { encoding, ...settings }: Settings = {},
) {
  const source = await sourceOf(join(folder, String(made++)), files, encoding && { encoding });
  return importFiles(db, source, settings);
}

function openAs({ url }: TestDatabase): Database {
  return openDatabase({ url, poolSize: 2, role: APP_ROLE, onError: () => {} });
}
