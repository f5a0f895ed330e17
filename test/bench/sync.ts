import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { CatalogueCopy, HubClient } from '#connectors/kit';
import { startChild } from '#hub/cli';
import { startEmbedded } from '#hub/store/embedded';
import { measureImport } from './catalogue.js';
import { memoryOf, postmasterIn } from './process-cpu.js';

/**
 * How fast a connector fetches its first copy of the catalogue from a hub of this machine, and what it weighs on disk and in
 * this process; how long a look-up and the next start take. Run with `--expose-gc`.
 */

const ENTRIES = 100_000;
const PAGE_ROWS = 1_000;
const LOOKUPS = 500;
const DAY = '2026-11-22';
const HubReady = z.object({ ports: z.object({ grpc: z.number() }) });

const round = (value: number) => Math.round(value * 100) / 100;

async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  const started = performance.now();
  const value = await work();
  return { value, ms: performance.now() - started };
}

async function fetchAll(client: HubClient, dataDir: string): Promise<CatalogueCopy> {
  const copy = await CatalogueCopy.open(dataDir, []);
  for (let isAll = false; !isAll; ) {
    const page = await client.catalogueChanges(copy.cursor, [], PAGE_ROWS);
    await copy.take(page);
    isAll = page.isAll;
  }
  return copy;
}

/** Milliseconds until the first entry of an item, on average. */
async function lookUp(copy: CatalogueCopy): Promise<number> {
  const { ms } = await timed(async () => {
    for (let i = 0; i < LOOKUPS; i++) {
      const basicCode = `0001${String((i * 37) % 3_000).padStart(5, '0')}000`;
      for await (const _ of copy.entries(basicCode, DAY)) break;
    }
  });
  return ms / LOOKUPS;
}

async function measure(client: HubClient, hubPid: number, dataDir: string): Promise<object> {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const fetched = await timed(() => fetchAll(client, dataDir));
  const { rows, bytes } = fetched.value.state;
  const grown = process.memoryUsage().rss - before;
  await fetched.value.close();
  const opened = await timed(() => CatalogueCopy.open(dataDir, []));
  const lookUpMs = await lookUp(opened.value);
  await opened.value.close();
  return {
    rows,
    rowsPerSecond: Math.round(rows / (fetched.ms / 1_000)),
    diskBytesPerRow: Math.round(bytes / rows),
    grownMb: round(grown / 1e6),
    hubPeakMb: Math.round(memoryOf(hubPid).peak),
    openMs: Math.round(opened.ms),
    lookUpMs: round(lookUpMs),
  };
}

async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tongban-bench-'));
  chmodSync(dataDir, 0o755); // under root the database runs as another user
  const database = await startEmbedded(dataDir);
  try {
    await measureImport({ url: database.url, folder: dataDir, postmaster: postmasterIn(dataDir) }, ENTRIES);
    const { PATH, HOME } = process.env;
    const quiet = { TONGBAN_LOG_LEVEL: 'warn' };
    const environment = { PATH, HOME, DATABASE_URL: database.url, TONGBAN_DATA_DIR: dataDir, ...quiet };
    const ports = ['grpc', 'rest', 'open'].flatMap((name) => ['--set', `listen.${name}.port=0`]);
    const hub = await startChild(['serve', '--sample', ...ports], HubReady, environment);
    const read = (name: string) => readFileSync(join(dataDir, 'keys', 'peers', 'guangdong', name), 'utf8');
    const client = new HubClient({
      address: `localhost:${hub.announced.ports.grpc}`,
      ca: read('authority.crt'),
      certificate: read('client.crt'),
      key: read('client.key'),
    });
    try {
      const figures = await measure(client, hub.pid, join(dataDir, 'connector'));
      process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
    } finally {
      client.close();
      await hub.stop();
    }
  } finally {
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

await main();
