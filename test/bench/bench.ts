import { type ChildProcess, fork } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Suite } from '#crypto/primitives';
import { startChild } from '#hub/cli';
import { startEmbedded } from '#hub/store/embedded';
import type { BareSpec } from './bare-hub.js';
import { echoRate, insertRate, verifyRate } from './components.js';
import { cpuOf, cpuOfTree, memoryOf } from './process-cpu.js';
import type { LoadResult, LoadSpec, Row, Transport } from './spec.js';
import { printTable } from './table.js';

/**
 * Accepted submissions a second: verified, durable (fsync on), logged, acknowledged with proof. Load generator, hub and
 * PostgreSQL are processes of this machine and share its cores. Every figure stands beside the bare pipeline's, measured in
 * the same run. Only this machine is spoken to, and the whole run is bounded to five minutes.
 */

interface Scenario {
  readonly scenario: string;
  readonly transport: Transport;
  readonly suite: Suite;
  readonly inFlight: number;
  readonly rate?: number;
  readonly measureMs: number;
  /** An upper bound of what may be answered in a second, for signing enough beforehand. */
  readonly atMost: number;
}

const WARM_UP_MS = 3_000;

const SCENARIOS: readonly Scenario[] = [
  ...(['ED25519', 'SM2'] as const).flatMap((suite): Scenario[] => [
    { scenario: 'closed loop', transport: 'stream', suite, inFlight: 256, measureMs: 6_000, atMost: 10_000 },
    { scenario: 'closed loop', transport: 'unary', suite, inFlight: 64, measureMs: 4_000, atMost: 5_000 },
    { scenario: 'closed loop', transport: 'rest', suite, inFlight: 64, measureMs: 4_000, atMost: 5_000 },
  ]),
  {
    scenario: '500 a second',
    transport: 'stream',
    suite: 'ED25519',
    inFlight: 0,
    rate: 500,
    measureMs: 6_000,
    atMost: 500,
  },
  {
    scenario: '500 a second',
    transport: 'stream',
    suite: 'SM2',
    inFlight: 0,
    rate: 500,
    measureMs: 6_000,
    atMost: 500,
  },
];

/** Which peer signs with which suite, and what it submits. */
const SENDERS: Record<'ED25519' | 'SM2', { issuer: string; itemCode: string; divisionCode: string }> = {
  ED25519: { issuer: 'henan', itemCode: '002090012000', divisionCode: '440000' },
  SM2: { issuer: 'guangdong', itemCode: '002090012000', divisionCode: '410000' },
};

interface Target {
  readonly grpcPort: number;
  readonly restPort: number;
  readonly pid: number;
}

interface Measured {
  readonly load: LoadResult;
  readonly hubCpuUs: number;
  readonly postgresCpuUs: number;
}

const HubReady = z.object({ ports: z.object({ grpc: z.number(), rest: z.number(), open: z.number() }) });
const note = (text: string) => process.stderr.write(`  ${text}\n`);

async function main(): Promise<void> {
  const wanted = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
  const scenarios = SCENARIOS.filter(({ transport, suite, scenario }) =>
    wanted === undefined ? true : `${scenario} ${transport} ${suite}`.includes(wanted),
  );
  const dataDir = mkdtempSync(join(tmpdir(), 'tongban-bench-'));
  chmodSync(dataDir, 0o755); // under root the database runs as another user
  const database = await startEmbedded(dataDir);
  const postmaster = Number(
    readFileSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0],
  );
  try {
    note('components');
    const components = {
      verifyPerSecondEd25519: verifyRate('ED25519'),
      verifyPerSecondSm2: verifyRate('SM2'),
      echoPerSecond: await echoRate(),
      insertPerSecond: 0,
    };
    const measured = await onHub(database.url, dataDir, postmaster, scenarios);
    const ceilings = await onBare(database.url, dataDir, postmaster, scenarios);
    components.insertPerSecond = await insertRate(database.url, 128);
    const rows = scenarios.map((scenario, i) =>
      toRow(scenario, measured.results[i], ceilings[i], measured.memoryMb[i] ?? 0),
    );
    if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    else printTable(rows, components, measured.peakMb);
  } finally {
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The hub itself. */
async function onHub(
  databaseUrl: string,
  dataDir: string,
  postmaster: number,
  scenarios: readonly Scenario[],
) {
  const ports = ['grpc', 'rest', 'open'].flatMap((name) => ['--set', `listen.${name}.port=0`]);
  const { PATH, HOME } = process.env;
  const environment = {
    PATH,
    HOME,
    DATABASE_URL: databaseUrl,
    TONGBAN_DATA_DIR: dataDir,
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
      results.push(await measure(scenario, target, dataDir, postmaster));
      memoryMb.push(memoryOf(hub.pid).now);
    }
    return { results, memoryMb, peakMb: memoryOf(hub.pid).peak };
  } finally {
    await hub.stop();
  }
}

/** The bare pipeline, on a database of its own in the same server. */
async function onBare(
  databaseUrl: string,
  dataDir: string,
  postmaster: number,
  scenarios: readonly Scenario[],
) {
  const results: Measured[] = [];
  for (const suite of new Set(scenarios.map((scenario) => scenario.suite))) {
    const spec: BareSpec = {
      databaseUrl: await freshDatabase(databaseUrl, `bare_${suite.toLowerCase()}`),
      material: materialOf(dataDir, suite),
      serverMaterial: join(dataDir, 'keys', 'hub'),
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
      results[i] = await measure(scenario, target, dataDir, postmaster);
    }
    child.disconnect();
  }
  return results;
}

async function measure(
  scenario: Scenario,
  target: Target,
  dataDir: string,
  postmaster: number,
): Promise<Measured> {
  const { transport, suite, inFlight, rate, measureMs, atMost } = scenario;
  const sender = SENDERS[suite as 'ED25519' | 'SM2']; // the scenarios have these two
  const spec: LoadSpec = {
    transport,
    suite,
    ...sender,
    grpcPort: target.grpcPort,
    restPort: target.restPort,
    material: materialOf(dataDir, suite),
    audience: 'tongban-dev',
    inFlight,
    ...(rate === undefined ? {} : { rate }),
    messages: Math.ceil((atMost * (WARM_UP_MS + measureMs + 500)) / 1000) + inFlight,
    warmUpMs: WARM_UP_MS,
    measureMs,
  };
  const client = forkHere('client.js');
  client.send(spec);
  await messageOf(client); // signed
  client.send('go');
  await messageOf(client); // measuring
  const [hubBefore, postgresBefore] = [cpuOf(target.pid), cpuOfTree(postmaster)];
  await messageOf(client); // measured
  const [hubAfter, postgresAfter] = [cpuOf(target.pid), cpuOfTree(postmaster)];
  const { result: load } = (await messageOf(client)) as { result: LoadResult }; // the client's own last word
  if (load.refused > 0)
    throw new Error(`${load.refused} messages were refused, the first with: ${load.firstRefusal}`);
  return { load, hubCpuUs: hubAfter - hubBefore, postgresCpuUs: postgresAfter - postgresBefore };
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

function materialOf(dataDir: string, suite: Suite): string {
  return join(dataDir, 'keys', 'peers', SENDERS[suite as 'ED25519' | 'SM2'].issuer);
}

function forkHere(file: string): ChildProcess {
  return fork(fileURLToPath(new URL(file, import.meta.url)), { serialization: 'advanced' });
}

function messageOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const fail = (code: number | null) => reject(new Error(`${child.spawnfile} ended with ${code}`));
    child.once('exit', fail);
    child.once('message', (message) => {
      child.off('exit', fail);
      resolve(message);
    });
  });
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

await main();
