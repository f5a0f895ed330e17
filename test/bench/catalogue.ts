import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readDivisions } from '#config';
import { NATION } from '#domain/codes';
import { Catalogue, EntryIndex, type ImplementationEntry } from '#domain/item';
import { Router } from '#domain/routing';
import { ENTRY_LAYOUT, entryCells, openSource } from '#hub/catalogue';
import { DevelopmentNetwork, readSampleData, registerSampleNetwork } from '#hub/cli';
import { CatalogueReader, importCatalogue } from '#hub/exchange';
import { systemRuntime } from '#hub/runtime';
import { APP_ROLE, migrate, openDatabase } from '#hub/store';
import { csvLine } from '#proto/csv';
import { spreadEntries } from './catalogue-spread.js';
import { cpuOf, cpuOfTree, memoryOf } from './process-cpu.js';

/**
 * The catalogue of a whole country: what a million entries weigh in memory and how fast they answer, on one core; and how long
 * it takes to import them from a file, and to read them from the database.
 */

const PLATFORM = 'henan';
const DAY = '2026-11-22';
const ALWAYS = { validFrom: undefined, validTo: undefined };
const DURATION_MS = 2_000;
const SAMPLE_EVERY = 97;

export interface IndexFigures {
  /** Typed arrays and objects of the index itself. */
  readonly indexMb: number;
  readonly addedPerSecond: number;
  readonly byCodePerSecond: number;
  readonly byPlacePerSecond: number;
}

export async function measureIndex(count: number): Promise<IndexFigures> {
  const before = await weight();
  const index = new EntryIndex();
  const asked: Pick<ImplementationEntry, 'implementationCode' | 'basicCode' | 'divisionCode'>[] = [];
  const started = performance.now();
  for (const entry of spreadEntries(count, PLATFORM)) {
    index.add(entry);
    if (index.length % SAMPLE_EVERY !== 0) continue;
    const { implementationCode, basicCode, divisionCode } = entry;
    asked.push({ implementationCode, basicCode, divisionCode });
  }
  const seconds = (performance.now() - started) / 1000;
  const indexMb = Math.round(((await weight()) - before) / 1e6);
  const entries = new Catalogue(index.reading());
  const connection = { divisionCode: NATION, competentOrg: undefined, peerId: PLATFORM, ...ALWAYS };
  const rules = { entries, divisions: readDivisions(), connections: [connection], successions: [] };
  const router = new Router(rules);
  return {
    indexMb,
    addedPerSecond: Math.round(count / seconds),
    byCodePerSecond: rate(asked, ({ implementationCode }) =>
      router.route({ itemCode: implementationCode, divisionCode: undefined, date: DAY }),
    ),
    byPlacePerSecond: rate(asked, ({ basicCode, divisionCode }) =>
      router.route({ itemCode: basicCode, divisionCode, date: DAY }),
    ),
  };
}

/** Seconds by the clock, and of CPU in this process and in the database's: the machine may have other work. */
export interface Spent {
  readonly seconds: number;
  readonly ownCpu: number;
  readonly databaseCpu: number;
}

export interface ImportFigures {
  readonly import: Spent;
  readonly again: Spent;
  /** Into an index, from the database. */
  readonly read: Spent;
  /** The largest this process ever was until both imports were done. */
  readonly peakMb: number;
}

export interface CatalogueSite {
  readonly url: string;
  /** For the file and for keys. */
  readonly folder: string;
  readonly postmaster: number;
}

export async function measureImport(
  { url, folder, postmaster }: CatalogueSite,
  count: number,
): Promise<ImportFigures> {
  await migrate(url);
  const db = openDatabase({ url, poolSize: 1, role: APP_ROLE, onError: () => {} }); // queries report failures
  try {
    const runtime = systemRuntime();
    await registerSampleNetwork(db, new DevelopmentNetwork(folder, runtime), readSampleData(), runtime);
    const path = join(folder, 'entries.csv');
    await writeEntries(path, count);
    const enter = async (outcome: string) => {
      const source = await openSource(path, { format: 'csv', encoding: 'utf-8', upTask: undefined });
      const report = await importCatalogue(db, source, {
        asOf: DAY,
        isComplete: false,
        isDryRun: false,
        badRows: undefined,
        importedBy: 'bench',
        now: runtime.now(),
        listed: 20,
      });
      if (report.outcome !== outcome) throw new Error(`the import was ${report.outcome}`);
    };
    const imported = await spent(postmaster, () => enter('imported'));
    const again = await spent(postmaster, () => enter('unchanged'));
    const peakMb = Math.round(memoryOf(process.pid).peak);
    const read = await spent(postmaster, () => new CatalogueReader(db).refresh());
    return { import: imported, again, read, peakMb };
  } finally {
    await db.close();
  }
}

async function writeEntries(path: string, count: number): Promise<void> {
  const out = createWriteStream(path);
  out.write(csvLine(ENTRY_LAYOUT.columns.map(({ name }) => name)));
  for (const entry of spreadEntries(count, PLATFORM)) {
    const line = csvLine(
      entryCells({ ...entry, details: {}, localCode: undefined, localBasicCode: undefined }),
    );
    if (!out.write(line)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
}

async function spent(postmaster: number, work: () => Promise<unknown>): Promise<Spent> {
  const now = () => [performance.now() * 1000, cpuOf(process.pid), cpuOfTree(postmaster)];
  const before = now();
  await work();
  const [seconds = 0, ownCpu = 0, databaseCpu = 0] = now().map((each, i) => {
    return Math.round((each - (before[i] ?? 0)) / 100_000) / 10;
  });
  return { seconds, ownCpu, databaseCpu };
}

/** What objects and arrays take, once what nobody holds has gone; buffers go a little later than their owners. */
async function weight(): Promise<number> {
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.();
    await sleep(100);
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function rate<T>(questions: readonly T[], ask: (question: T) => unknown): number {
  let count = 0;
  const started = performance.now();
  while (performance.now() - started < DURATION_MS) {
    for (const question of questions) ask(question);
    count += questions.length;
  }
  return Math.round(count / ((performance.now() - started) / 1000));
}
