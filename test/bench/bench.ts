import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { startChild } from '#hub/cli';
import { startEmbedded } from '#hub/store/embedded';
import type { BareSpec } from './bare-hub.js';
import { type CatalogueSite, measureImport, measureIndex } from './catalogue.js';
import { echoRate, insertRate, verifyRate } from './components.js';
import { forkHere, type Measured, materialOf, measure, messageOf, type Site } from './measure.js';
import { memoryOf, postmasterIn } from './process-cpu.js';
import { SCENARIOS, type Scenario } from './scenarios.js';
import type { Row } from './spec.js';
import { printTable } from './table.js';

/**
 * Accepted submissions a second: verified, durable (fsync on), logged, acknowledged with proof. Load generator, hub and
 * PostgreSQL are processes of this machine and share its cores. Every figure stands beside the bare pipeline's, measured in
 * the same run. Only this machine is spoken to, and the whole run is bounded to five minutes.
 */

const HubReady = z.object({ ports: z.object({ grpc: z.number(), rest: z.number(), open: z.number() }) });
const HELP = `npm run bench -- [--only <text>] [--json]

Measures accepted submissions a second beside the bare pipeline's, on this machine only, within five minutes.
  --only <text>  scenarios whose "scenario transport suite" contains the text, as in --only "stream SM2"
  --json         the rows as JSON
  --catalogue    only the catalogue instead: a million entries in memory, and their import
  --entries <n>  so many instead of a million
`;

const note = (text: string) => process.stderr.write(`  ${text}\n`);

async function main(): Promise<void> {
  const { values: flags } = parseArgs({
    options: {
      help: { type: 'boolean' },
      json: { type: 'boolean' },
      only: { type: 'string', default: '' },
      catalogue: { type: 'boolean', default: false },
      entries: { type: 'string', default: '1000000' },
    },
  });
  if (flags.help) return void process.stdout.write(HELP);
  const scenarios = SCENARIOS.filter(({ transport, suite, scenario }) =>
    `${scenario} ${transport} ${suite}`.toLowerCase().includes(flags.only.toLowerCase()),
  );
  if (scenarios.length === 0) throw new Error(`no scenario contains "${flags.only}"`);
  const dataDir = mkdtempSync(join(tmpdir(), 'tongban-bench-'));
  chmodSync(dataDir, 0o755); // under root the database runs as another user
  const database = await startEmbedded(dataDir);
  const postmaster = postmasterIn(dataDir);
  try {
    if (flags.catalogue) {
      return await measureCatalogue(
        { url: database.url, folder: dataDir, postmaster },
        Number(flags.entries),
      );
    }
    note('components');
    const verifyPerSecond = { ED25519: verifyRate('ED25519'), SM2: verifyRate('SM2') };
    const echoPerSecond = await echoRate();
    const site: Site = { databaseUrl: database.url, dataDir, postmaster, verifyPerSecond };
    const measured = await onHub(site, scenarios);
    const ceilings = await onBare(site, scenarios);
    const insertPerSecond = await insertRate(database.url, 128);
    const rows = scenarios.map((scenario, i) =>
      toRow(scenario, measured.results[i], ceilings[i], measured.memoryMb[i] ?? 0),
    );
    if (flags.json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    else printTable(rows, { verifyPerSecond, echoPerSecond, insertPerSecond }, measured.peakMb);
  } finally {
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function measureCatalogue(site: CatalogueSite, entries: number): Promise<void> {
  note('import');
  const imported = await measureImport(site, entries);
  note('index');
  const figures = { entries, ...imported, ...(await measureIndex(entries)) };
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
}

/** The hub itself. */
async function onHub(site: Site, scenarios: readonly Scenario[]) {
  const ports = ['grpc', 'rest', 'open'].flatMap((name) => ['--set', `listen.${name}.port=0`]);
  const { PATH, HOME } = process.env;
  const environment = {
    PATH,
    HOME,
    DATABASE_URL: site.databaseUrl,
    TONGBAN_DATA_DIR: site.dataDir,
    TONGBAN_LOG_LEVEL: 'warn',
  };
  const hub = await startChild(['serve', '--sample', ...ports], HubReady, environment);
  const { grpc, rest } = hub.announced.ports;
  const target = { grpcPort: grpc, restPort: rest, pid: hub.pid };
  const results: Measured[] = [];
  const memoryMb: number[] = [];
  try {
    for (const scenario of scenarios) {
      note(`hub: ${scenario.scenario}, ${scenario.transport}, ${scenario.suite}`);
      results.push(await measure(scenario, target, site));
      memoryMb.push(memoryOf(hub.pid).now);
    }
    return { results, memoryMb, peakMb: memoryOf(hub.pid).peak };
  } finally {
    await hub.stop();
  }
}

/** The bare pipeline, on a database of its own in the same server. */
async function onBare(site: Site, scenarios: readonly Scenario[]) {
  const results: Measured[] = [];
  for (const suite of new Set(scenarios.map((scenario) => scenario.suite))) {
    const spec: BareSpec = {
      databaseUrl: await freshDatabase(site.databaseUrl, `bare_${suite.toLowerCase()}`),
      material: materialOf(site, suite),
      serverMaterial: join(site.dataDir, 'keys', 'hub'),
    };
    const child = forkHere('bare-hub.js');
    child.send(spec);
    const { ports } = z
      .object({ ports: z.object({ grpc: z.number(), rest: z.number() }) })
      .parse(await messageOf(child));
    const target = { grpcPort: ports.grpc, restPort: ports.rest, pid: child.pid ?? 0 };
    for (const [i, scenario] of scenarios.entries()) {
      if (scenario.suite !== suite) continue;
      note(`bare pipeline: ${scenario.scenario}, ${scenario.transport}, ${scenario.suite}`);
      results[i] = await measure(scenario, target, site);
    }
    child.disconnect();
  }
  return results;
}

function toRow(
  scenario: Scenario,
  own: Measured | undefined,
  bare: Measured | undefined,
  hubMemoryMb: number,
): Row {
  if (own === undefined || bare === undefined) throw new Error('a scenario was not measured');
  const perSecond = own.load.answered / own.load.seconds;
  const ceilingPerSecond = bare.load.answered / bare.load.seconds;
  const per = (cpuUs: number) => Math.round(cpuUs / own.load.answered);
  return {
    scenario: scenario.scenario,
    suite: scenario.suite,
    transport: scenario.transport,
    perSecond: Math.round(perSecond),
    p50Ms: round(own.load.p50Ms, 1),
    p99Ms: round(own.load.p99Ms, 1),
    ceilingPerSecond: Math.round(ceilingPerSecond),
    ratio: round(perSecond / ceilingPerSecond, 2),
    cpuUs: { client: per(own.load.clientCpuUs), hub: per(own.hubCpuUs), postgres: per(own.postgresCpuUs) },
    hubMemoryMb: Math.round(hubMemoryMb),
  };
}

async function freshDatabase(url: string, name: string): Promise<string> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return url.replace(/\/[^/]*$/, `/${name}`);
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

await main();
