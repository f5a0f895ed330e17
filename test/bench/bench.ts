import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { startEmbedded } from '#hub/store/embedded';
import type { BareSpec } from './bare-hub.js';
import { measureClocks } from './case-clocks.js';
import { fillCases } from './case-copies.js';
import { playLives } from './case-lives.js';
import { measurePages } from './case-pages.js';
import { type CatalogueSite, measureImport, measureIndex } from './catalogue.js';
import { fillDirectory } from './certificate-directory.js';
import { GROWTH_RATE, measureGrowth } from './certificate-growth.js';
import { echoRate, insertRate, verifyRate } from './components.js';
import { measureFailover } from './failover.js';
import { measureFsck } from './fsck.js';
import { fillSite, giveConsents, openHub } from './hub-process.js';
import { measureProofs } from './large-log.js';
import { measureSequencer } from './log.js';
import { forkHere, type Measured, materialOf, measure, messageOf, type Site } from './measure.js';
import { offlineRate } from './offline.js';
import { measurePeriod } from './period.js';
import { memoryOf, postmasterIn } from './process-cpu.js';
import { showBar } from './progress.js';
import { SCENARIOS, type Scenario } from './scenarios.js';
import type { Row } from './spec.js';
import { printTable } from './table.js';

/**
 * Accepted submissions a second: verified, durable (fsync on), logged, acknowledged with proof. Uses of certificates a second:
 * in the ledger and the log before they are answered. Load generator, hub, PostgreSQL, and where one is asked an issuing platform, are processes of this machine and share its cores. Every figure stands beside the bare pipeline's, measured in
 * the same run. Only this machine is spoken to, and the whole run is bounded to ten minutes.
 */

const HELP = `npm run bench -- [--only <text>] [--json]

Measures accepted submissions and uses of certificates a second beside the bare pipeline's, on this machine only, within ten minutes.
  --only <text>  scenarios whose "scenario transport suite" contains the text, as in --only "stream SM2"
  --json         the rows as JSON
  --catalogue    only the catalogue instead: a million entries in memory, and their import
  --entries <n>  so many instead of a million
  --log          only the transparency log instead: leaves a second to a signed head, the offline check of a million entries,
                 the failover of one process to another, and a proof out of ten times as many entries
  --period       only the evidence of a period instead: its export and its check, at a hundred thousand acts, or so many as --entries says
  --certificates <n>  only the directory of certificates instead: its size and its look-ups at ten thousand, a million, ten
                 million, as far as <n>. Ten million take some 8 GB of disk and ten minutes
  --cases <n>    only pages of cases and clocks instead, with <n> cases of some ten events in the database. Five million take some
                 25 GB of disk and half an hour
`;

/** A log that proofs are taken out of is so many times larger than the one that is checked offline. */
const PROVEN_OF = 10;

/** Of the catalogue, of the log, and acts of a period, unless told. */
const ENTRIES = 1_000_000;
const PERIOD_ACTS = 100_000;

/** In the directory, unless more are asked for. */
const CERTIFICATES = 10_000;

const note = (text: string) => process.stderr.write(`  ${text}\n`);

async function main(): Promise<void> {
  const { values: flags } = parseArgs({
    options: {
      help: { type: 'boolean' },
      json: { type: 'boolean' },
      only: { type: 'string', default: '' },
      catalogue: { type: 'boolean', default: false },
      log: { type: 'boolean', default: false },
      period: { type: 'boolean', default: false },
      entries: { type: 'string' },
      certificates: { type: 'string' },
      cases: { type: 'string' },
    },
  });
  if (flags.help) return void process.stdout.write(HELP);
  const entries = Number(flags.entries ?? (flags.period ? PERIOD_ACTS : ENTRIES));
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
      return await measureCatalogue({ url: database.url, folder: dataDir, postmaster }, entries);
    }
    if (flags.log) return await measureLog(database.url, dataDir, entries);
    const site = (verifyPerSecond: Site['verifyPerSecond']): Site => {
      return { databaseUrl: database.url, dataDir, postmaster, verifyPerSecond };
    };
    if (flags.certificates !== undefined) {
      return await measureCertificates(site(GROWTH_RATE), Number(flags.certificates));
    }
    if (flags.period) {
      const rates = { ED25519: verifyRate('ED25519'), SM2: verifyRate('SM2') };
      const figures = await measurePeriod(site(rates), entries, note);
      return void process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
    }
    if (flags.cases !== undefined) return await measureCases(site(GROWTH_RATE), Number(flags.cases));
    note('components');
    const verifyPerSecond = { ED25519: verifyRate('ED25519'), SM2: verifyRate('SM2') };
    const offlinePerSecond = { ED25519: await offlineRate('ED25519'), SM2: await offlineRate('SM2') };
    const echoPerSecond = await echoRate();
    const measured = await onHub(site(verifyPerSecond), scenarios);
    const ceilings = await onBare(site(verifyPerSecond), scenarios);
    const insertPerSecond = await insertRate(database.url, 128);
    const rows = scenarios.map((scenario, i) =>
      toRow(scenario, measured.results[i], ceilings[i], measured.memoryMb[i] ?? 0),
    );
    if (flags.json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    else
      printTable(
        rows,
        { verifyPerSecond, offlinePerSecond, echoPerSecond, insertPerSecond },
        measured.peakMb,
      );
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

async function measureLog(url: string, folder: string, entries: number): Promise<void> {
  note('sequencer');
  const sequencer = await measureSequencer(url, folder);
  note('offline check');
  const check = await measureFsck(folder, entries);
  note('failover');
  const failover = await measureFailover(url, folder);
  note(`proofs out of ${entries * PROVEN_OF} entries`);
  const large = await freshDatabase(url, 'large_log');
  const proofs = await measureProofs(large, folder, entries * PROVEN_OF);
  const figures = { sequencer, check, failover, proofs };
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
}

/** The hub itself. */
async function onHub(site: Site, scenarios: readonly Scenario[]) {
  const hub = await openHub(site);
  const results: Measured[] = [];
  const memoryMb: number[] = [];
  let firstConsent = 0;
  try {
    if (scenarios.some(({ work }) => work !== 'SUBMIT')) {
      await fillDirectory(fillSite(site), 0, CERTIFICATES, () => {});
    }
    for (const scenario of scenarios) {
      note(`hub: ${scenario.scenario}, ${scenario.transport}, ${scenario.suite}`);
      const certificates = { certificates: CERTIFICATES, firstConsent };
      firstConsent += await giveConsents(scenario, site, certificates);
      results.push(await measure(scenario, hub.target, site, certificates));
      memoryMb.push(memoryOf(hub.target.pid).now);
    }
    return { results, memoryMb, peakMb: memoryOf(hub.target.pid).peak };
  } finally {
    await hub.stop();
  }
}

async function measureCertificates(site: Site, entries: number): Promise<void> {
  const hub = await openHub(site);
  try {
    const rows = await measureGrowth(site, hub.target, entries, note);
    process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  } finally {
    await hub.stop();
  }
}

async function measureCases(site: Site, count: number): Promise<void> {
  const hub = await openHub(site);
  try {
    const played = await playLives(site, hub.target);
    const started = performance.now();
    const size = { count, until: Date.now() };
    const filled = await fillCases(fillSite(site), played, size, (done) => showBar(done / count, started));
    const pages = await measurePages(site, hub.target, filled, note);
    note('clocks');
    const clocks = await measureClocks(fillSite(site));
    process.stdout.write(`${JSON.stringify({ ...filled, pages, clocks }, null, 2)}\n`);
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
      if (scenario.work === 'DATA') continue; // of three parties, and no pipeline
      results[i] = await measure(scenario, target, site, { certificates: CERTIFICATES, firstConsent: 0 });
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
  if (own === undefined) throw new Error('a scenario was not measured');
  const perSecond = own.load.answered / own.load.seconds;
  const ceiling = bare && bare.load.answered / bare.load.seconds;
  const per = (cpuUs: number) => Math.round(cpuUs / own.load.answered);
  return {
    scenario: scenario.scenario,
    suite: scenario.suite,
    transport: scenario.transport,
    perSecond: Math.round(perSecond),
    p50Ms: round(own.load.p50Ms, 1),
    p99Ms: round(own.load.p99Ms, 1),
    ceilingPerSecond: ceiling && Math.round(ceiling),
    ratio: ceiling && round(perSecond / ceiling, 2),
    cpuUs: {
      client: per(own.load.clientCpuUs),
      hub: per(own.hubCpuUs),
      postgres: per(own.postgresCpuUs),
      issuer: per(own.issuerCpuUs),
    },
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
