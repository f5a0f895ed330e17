import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ANSWERING } from './certificate-rows.js';
import type { IssuerSpec } from './issuer.js';
import { cpuOf, cpuOfTree } from './process-cpu.js';
import { type BenchSuite, type Scenario, SENDERS, SIGNED_AHEAD, WARM_UP_MS } from './scenarios.js';
import type { LoadResult, LoadSpec } from './spec.js';

const HUB_ID = 'tongban-dev';

/** The directory that uses are of, and the first of its consents that nobody has used. */
export interface UsableCertificates {
  readonly certificates: number;
  readonly firstConsent: number;
}

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
  /** Of the platform that answers; nothing where none is asked. */
  readonly issuerCpuUs: number;
  readonly postgresCpuUs: number;
}

/** How many messages a load generator must have. */
export function messagesFor(
  { work, transport, suite, inFlight, rate, measureMs }: Scenario,
  site: Site,
): number {
  const share = SIGNED_AHEAD[transport][suite] * (work === 'DATA' ? 0.5 : 1);
  const perSecond = rate ?? site.verifyPerSecond[suite] * share;
  return Math.ceil((perSecond * (WARM_UP_MS + measureMs + 500)) / 1000) + inFlight;
}

/** Runs a load generator against the target and reads the processor time of everybody while it measures. */
export async function measure(
  scenario: Scenario,
  target: Target,
  site: Site,
  certificates: UsableCertificates,
): Promise<Measured> {
  const { work, transport, suite, inFlight, rate, measureMs } = scenario;
  const platform = ANSWERING[suite];
  const spec: LoadSpec = {
    work,
    transport,
    suite,
    ...SENDERS[suite],
    uses: { platform, ...certificates },
    grpcPort: target.grpcPort,
    restPort: target.restPort,
    material: materialOf(site, suite),
    audience: HUB_ID,
    inFlight,
    ...(rate === undefined ? {} : { rate }),
    messages: messagesFor(scenario, site),
    warmUpMs: WARM_UP_MS,
    measureMs,
  };
  const issuer = work === 'DATA' ? await openIssuer(platform, target, site) : undefined;
  const client = forkHere('client.js');
  client.send(spec);
  await messageOf(client); // signed
  client.send('go');
  await messageOf(client); // measuring
  const spent = () => [cpuOf(target.pid), cpuOfTree(site.postmaster), issuer ? cpuOf(issuer.pid ?? 0) : 0];
  const before = spent();
  await messageOf(client); // measured
  const [hubCpuUs = 0, postgresCpuUs = 0, issuerCpuUs = 0] = spent().map((us, i) => us - (before[i] ?? 0));
  const { result: load } = (await messageOf(client)) as { result: LoadResult }; // the client's own last word
  issuer?.disconnect();
  if (load.refused > 0)
    throw new Error(`${load.refused} messages were refused, the first with: ${load.firstRefusal}`);
  return { load, hubCpuUs, postgresCpuUs, issuerCpuUs };
}

async function openIssuer(platform: string, { grpcPort }: Target, site: Site): Promise<ChildProcess> {
  const issuer = forkHere('issuer.js');
  const spec: IssuerSpec = { grpcPort, material: keysOf(site, platform), platform, hubId: HUB_ID };
  issuer.send(spec);
  await messageOf(issuer); // serving
  return issuer;
}

/** The keys of the peer that signs with this suite. */
export function materialOf(site: Site, suite: BenchSuite): string {
  return keysOf(site, SENDERS[suite].issuer);
}

function keysOf({ dataDir }: Site, peerId: string): string {
  return join(dataDir, 'keys', 'peers', peerId);
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
