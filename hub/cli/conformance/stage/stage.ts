import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fromFields, HubClient, readLogKeys, unwatched } from '#connectors/kit';
import { keyIdOf } from '#crypto/jose';
import { hex, importPublicKey } from '#crypto/primitives';
import type { HubMaterial, RunningHub } from '#hub/main';
import type { Runtime } from '#hub/runtime';
import { APP_ROLE, migrate, openDatabase } from '#hub/store';
import { freePort } from '#hub/store/embedded';
import { childEnvironment, startChild } from '../../child.js';
import { DevelopmentNetwork, type PeerMaterial } from '../../development/network.js';
import { identityOf, type PeerIdentity } from '../../development/register.js';
import { writeTrustFiles } from '../../trust-files.js';
import { Counterpart } from '../counterpart.js';
import type { World } from '../world.js';
import { registerParties } from './directory.js';
import { Interference } from './interference.js';
import { openLine } from './line.js';
import { handOutKeys, readOwnKeys, writeConnectorConfig, writeSampleFiles } from './material.js';
import type { Party, StagePlan } from './plan.js';
import { SANDBOXES } from './sandboxes.js';
import { openDatabases, startSuiteHub } from './suite-hub.js';

/** What stands when the suite can begin. The driver and the settings of the checks are still to come. */
export type StageWorld = Omit<World, 'driver' | 'waiting' | 'settings' | 'item' | 'ledger'>;

export interface Stage {
  readonly world: StageWorld;
  readonly clockWindowMs: number;
  /** The configuration that the peer's connector can be started with. */
  readonly connectorConfig: string;
  readonly samples: string;
  /** host:port of both transports, as the peer reaches them. */
  readonly grpcAddress: string;
  readonly restAddress: string;
  /** Starts our own platform of the peer's province and its connector. @returns the platform's base address. */
  startSandbox(): Promise<string>;
  /** Everything it has started, in order; nothing is left. */
  close(): Promise<void>;
}

const HINT_MS = 100;
const LOOPBACK = ['localhost', '127.0.0.1', '::1'];

/** Builds hub, lines and counterpart, and enters the peer under test. @throws Error, with nothing left running. */
export async function buildStage(plan: StagePlan, runtime: Runtime): Promise<Stage> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    const failures: unknown[] = [];
    for (const closer of closers.splice(0).reverse())
      await closer().catch((error: unknown) => failures.push(error)); // what is left must be closed all the same
    if (failures.length > 0) throw new AggregateError(failures, 'not everything could be closed');
  };
  const later = <T>(value: T, closer: (value: T) => unknown): T => {
    closers.push(async () => closer(value));
    return value;
  };
  try {
    return await build(plan, runtime, later, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function build(
  plan: StagePlan,
  runtime: Runtime,
  later: <T>(value: T, closer: (value: T) => unknown) => T,
  close: () => Promise<void>,
): Promise<Stage> {
  const { workFolder, materialFolder, host } = plan;
  const databases = later(
    await openDatabases(plan.serverUrl, workFolder, plan.peer.peerId, runtime),
    (each) => each.close(),
  );
  const databaseUrl = await databases.make('hub');
  await migrate(databaseUrl);
  const db = later(
    openDatabase({ url: databaseUrl, poolSize: 4, role: APP_ROLE, onError: () => {} }), // its queries report failures
    (each) => each.close(),
  );
  const network = new DevelopmentNetwork(join(materialFolder, 'suite'), runtime);
  const hubMaterial = await network.hubMaterial([...new Set([...LOOPBACK, host])]);
  const peer = await identityOfPeer(plan, network);
  const other = await network.peerMaterial(plan.counterpart.peerId, plan.counterpart.suite);
  await registerParties(
    db,
    [
      { party: plan.peer, identity: peer },
      { party: plan.counterpart, identity: identityOf(other) },
    ],
    plan.item,
    runtime,
  );
  const interference = new Interference(plan.peer.peerId, runtime.now);
  const { hub, clockWindowMs } = await startSuiteHub({
    databaseUrl,
    folder: workFolder,
    material: await lettingIn(plan, hubMaterial),
    interference,
    runtime,
  });
  later(hub, (each) => each.close());
  const { wakeups } = hub.services;
  const hint = () => wakeups.heard(plan.peer.peerId); // what has become due again is offered at once
  later(setInterval(hint, HINT_MS), clearInterval);
  const lines = {
    grpc: later(await openLine(host, plan.grpcPort, hub.ports.grpc), (each) => each.end()),
    rest: later(await openLine(host, plan.restPort, hub.ports.rest), (each) => each.end()),
  };
  const { identity } = hub.services;
  const counterpart = later(await joinIn(plan.counterpart, plan, other, hub, runtime), (each) =>
    each.close(),
  );
  const trust = await writeTrustFiles(join(workFolder, 'trust'), {
    logVkeys: [identity.logVkey],
    logVkeysSm2: [identity.logVkeySm2],
    keys: [
      ...[peer, identityOf(other)].map(({ publicKey, ...each }) => ({
        ...each,
        kid: keyIdOf(publicKey),
        suite: publicKey.suite,
        spki: publicKey.spki,
        revokedAt: null,
      })),
      ...identity.keys.map((key) => ({ ...key, peerId: identity.hubId })), // the hub acts by itself, too
    ],
  });
  const name = host === '127.0.0.1' ? 'localhost' : host; // TLS names hosts, not addresses
  const grpcAddress = `${name}:${lines.grpc.port}`;
  const configure = (settings?: Readonly<Record<string, unknown>>, seals?: SealFiles) =>
    writeConnectorConfig(materialFolder, {
      peerId: plan.peer.peerId,
      address: grpcAddress,
      identity,
      authority: hubMaterial.tls.ca,
      hasOwnKeys: plan.ownKeys !== undefined,
      settings,
      seals,
    });
  return {
    world: {
      peer: { ...plan.peer, ...peer, suite: peer.publicKey.suite, kid: keyIdOf(peer.publicKey) },
      identity,
      hubKey: hubMaterial.messageKey,
      db,
      openUrl: `http://127.0.0.1:${hub.ports.open}`,
      trust: {
        policy: await readFile(trust.policy, 'utf8'),
        platforms: await readFile(trust.platforms),
        gm: await readFile(trust.gm, 'utf8'),
      },
      interference,
      lines,
      counterpart,
      actAsHub: (caseNo, { type, fields }) => hub.act(fromFields({ type, caseNo, fields })),
      runtime,
    },
    clockWindowMs,
    connectorConfig: await configure(),
    samples: await writeSampleFiles(materialFolder),
    grpcAddress,
    restAddress: `https://${name}:${lines.rest.port}`,
    startSandbox: () =>
      startSandbox(plan, runtime, { newDatabase: () => databases.make('platform'), configure, later }),
    close,
  };
}

async function identityOfPeer(
  { peer, ownKeys, materialFolder }: StagePlan,
  network: DevelopmentNetwork,
): Promise<PeerIdentity> {
  if (ownKeys !== undefined) return readOwnKeys(peer.peerId, ownKeys);
  return handOutKeys(materialFolder, await network.peerMaterial(peer.peerId, peer.suite));
}

/** Certificates of the peer's own authority are let in too; which of them is the peer is a matter of the directory. */
async function lettingIn({ ownKeys }: StagePlan, material: HubMaterial): Promise<HubMaterial> {
  if (ownKeys === undefined) return material;
  const ca = `${material.tls.ca}\n${await readFile(ownKeys.authority, 'utf8')}`;
  return { ...material, tls: { ...material.tls, ca } };
}

async function joinIn(
  party: Party,
  { item }: StagePlan,
  material: PeerMaterial,
  hub: RunningHub,
  runtime: Runtime,
): Promise<Counterpart> {
  const read = (file: string) => readFile(join(material.folder, file), 'utf8');
  const { identity } = hub.services;
  const counterpart = new Counterpart({
    ...party,
    hubId: identity.hubId,
    basicCode: item.basicCode,
    key: material.messageKey,
    client: new HubClient({
      address: `localhost:${hub.ports.grpc}`,
      ca: await read('authority.crt'),
      certificate: await read('client.crt'),
      key: await read('client.key'),
    }),
    hubKeys: new Map(identity.keys.map(({ kid, spki }) => [kid, importPublicKey(spki)])),
    logView: unwatched(readLogKeys(identity.logVkey)),
    runtime,
  });
  counterpart.start();
  return counterpart;
}

const PlatformReady = z.object({ port: z.number(), seals: z.record(z.string(), z.array(z.string())) });
const ConnectorReady = z.object({ platform: z.string() });

/** Whose seals the connector is to believe. */
type SealFiles = z.output<typeof PlatformReady>['seals'];

interface SandboxMeans {
  newDatabase(): Promise<string>;
  configure(settings: Readonly<Record<string, unknown>>, seals: SealFiles): Promise<string>;
  later<T>(value: T, closer: (value: T) => unknown): T;
}

async function startSandbox(plan: StagePlan, runtime: Runtime, means: SandboxMeans): Promise<string> {
  const { peerId } = plan.peer;
  const prepare = SANDBOXES[peerId];
  if (prepare === undefined) throw new Error(`没有 ${peerId} 的沙箱 · no sandbox of ${peerId}`);
  const folder = join(plan.workFolder, 'platform');
  await mkdir(folder, { recursive: true });
  const token = hex(runtime.random(16));
  const callbackPort = await freePort();
  const recipe = await prepare({ folder, token, callbackPort, newDatabase: means.newDatabase });
  const environment = childEnvironment({ TONGBAN_DATA_DIR: plan.workFolder });
  const common = ['--token', token, '--data', folder];
  const platform = means.later(
    await startChild(['sandbox', peerId, ...common, ...recipe.options], PlatformReady, environment),
    (child) => child.stop(),
  );
  const url = `http://127.0.0.1:${platform.announced.port}`;
  const file = await means.configure(recipe.settings(url), platform.announced.seals);
  const log = ['--log-file', join(plan.workFolder, 'logs', 'connector.log')];
  means.later(await startChild(['connector', peerId, file, ...log], ConnectorReady, environment), (child) =>
    child.stop(),
  );
  return url;
}
