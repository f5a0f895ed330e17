import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cpuOf, cpuOfTree } from './process-cpu.js';
import { type BenchSuite, type Scenario, SENDERS, SIGNED_AHEAD, WARM_UP_MS } from './scenarios.js';
import type { LoadResult, LoadSpec } from './spec.js';

/** Where a run takes place. */
export interface Site {
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** Process id of PostgreSQL. */
  readonly postmaster: number;
  /** On one core, measured in this run. */
  readonly verifyPerSecond: Readonly<Record<BenchSuite, number>>;
}

/** The server under load. */
export interface Target {
  readonly grpcPort: number;
  readonly restPort: number;
  readonly pid: number;
}

export interface Measured {
  readonly load: LoadResult;
  readonly hubCpuUs: number;
  readonly postgresCpuUs: number;
}

/** Runs a load generator against the target and reads the processor time of all three while it measures. */
export async function measure(scenario: Scenario, target: Target, site: Site): Promise<Measured> {
  const { transport, suite, inFlight, rate, measureMs } = scenario;
  const perSecond = rate ?? site.verifyPerSecond[suite] * SIGNED_AHEAD[transport][suite];
  const spec: LoadSpec = {
    transport,
    suite,
    ...SENDERS[suite],
    grpcPort: target.grpcPort,
    restPort: target.restPort,
    material: materialOf(site, suite),
    audience: 'tongban-dev',
    inFlight,
    ...(rate === undefined ? {} : { rate }),
    messages: Math.ceil((perSecond * (WARM_UP_MS + measureMs + 500)) / 1000) + inFlight,
    warmUpMs: WARM_UP_MS,
    measureMs,
  };
  const client = forkHere('client.js');
  client.send(spec);
  await messageOf(client); // signed
  client.send('go');
  await messageOf(client); // measuring
  const [hubBefore, postgresBefore] = [cpuOf(target.pid), cpuOfTree(site.postmaster)];
  await messageOf(client); // measured
  const [hubAfter, postgresAfter] = [cpuOf(target.pid), cpuOfTree(site.postmaster)];
  const { result: load } = (await messageOf(client)) as { result: LoadResult }; // the client's own last word
  if (load.refused > 0)
    throw new Error(`${load.refused} messages were refused, the first with: ${load.firstRefusal}`);
  return { load, hubCpuUs: hubAfter - hubBefore, postgresCpuUs: postgresAfter - postgresBefore };
}

/** The keys of the peer that signs with this suite. */
export function materialOf(site: Site, suite: BenchSuite): string {
  return join(site.dataDir, 'keys', 'peers', SENDERS[suite].issuer);
}

/** A program of this folder as a child process. */
export function forkHere(file: string): ChildProcess {
  return fork(fileURLToPath(new URL(file, import.meta.url)), { serialization: 'advanced' });
}

/** The child's next message. @throws Error when it ends instead. */
export function messageOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const fail = (code: number | null) => reject(new Error(`${child.spawnfile} ended with ${code}`));
    child.once('exit', fail);
    child.once('message', (message) => {
      child.off('exit', fail);
      resolve(message);
    });
  });
}
