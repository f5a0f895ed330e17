import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '#config';
import { HubClient } from '#connectors/kit';
import { base64, hex } from '#crypto/primitives';
import type { Runtime } from '#hub/runtime';
import { freePort } from '#hub/store/embedded';
import { childEnvironment, type RunningChild, startChild } from '../child.js';
import { DevelopmentNetwork, type PeerMaterial } from '../development/network.js';
import { readSampleData } from '../development/sample-data.js';
import type { Speech } from '../speech.js';
import { type TrustPaths, writeTrustFiles } from '../trust-files.js';
import { CertificateOffice } from './certificate-office.js';
import type { CertificateWorld } from './certificate-scenarios.js';
import { DeskClient } from './desk-client.js';

/** The whole network on this machine: the hub, two sandbox platforms, their connectors; each a process of its own. */
export interface Stage {
  readonly world: CertificateWorld;
  /** The hub as 广东 sees it. */
  readonly client: HubClient;
  readonly trust: TrustPaths;
  readonly ports: { readonly grpc: number; readonly rest: number; readonly open: number };
  readonly deskPorts: { readonly guangdong: number; readonly henan: number };
  /** Settles when the hub has ended. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

const HubReady = z.object({ ports: z.object({ grpc: z.number(), rest: z.number(), open: z.number() }) });
const Seals = z.object({ makers: z.array(z.string()), issuers: z.array(z.string()) });
const PlatformReady = z.object({ port: z.number(), seals: Seals });
const ConnectorReady = z.object({ platform: z.string() });

type Child = RunningChild<unknown>;

export async function buildStage(config: Config, runtime: Runtime, speech: Speech): Promise<Stage> {
  const children: Child[] = [];
  const starting: Promise<unknown>[] = [];
  const { url } = config.database;
  const environment = childEnvironment({
    TONGBAN_DATA_DIR: config.dataDir,
    ...(url === '' ? {} : { DATABASE_URL: url }),
  });
  const logs = join(config.dataDir, 'logs');
  await mkdir(logs, { recursive: true });
  const start = async <T extends z.ZodType>(schema: T, args: readonly string[]) => {
    const started = startChild(args, schema, environment);
    starting.push(started);
    const child = await started;
    children.unshift(child);
    return child;
  };
  const logFile = (name: string) => ['--log-file', join(logs, `${name}.log`)];
  const platformData = (name: string) => ['--data', join(config.dataDir, 'platforms', name)];
  try {
    const hub = await speech.step({ zh: '枢纽与数据库', en: 'hub and database' }, () =>
      start(HubReady, ['serve', '--sample', ...settingFlags(config), ...logFile('hub')]),
    );
    const { ports } = hub.announced;
    const network = new DevelopmentNetwork(config.dataDir, runtime);
    const [guangdong, henan] = await materials(network);
    const client = await clientOf(guangdong, ports.grpc);
    const identity = await client.hub();
    const office = new CertificateOffice(
      {
        guangdong: { client, material: guangdong },
        henan: { client: await clientOf(henan, ports.grpc), material: henan },
      },
      identity.hubId,
      runtime,
    );
    const tokens = { guangdong: hex(runtime.random(16)), henan: hex(runtime.random(16)) };
    const callbackPort = await freePort();

    const platforms = await speech.step(
      { zh: '两省沙箱平台', en: 'sandbox platforms of both provinces' },
      () =>
        Promise.all([
          start(PlatformReady, [
            'sandbox',
            'guangdong',
            ...platformData('guangdong'),
            '--token',
            tokens.guangdong,
            '--callback',
            `http://127.0.0.1:${callbackPort}/callback`,
          ]),
          start(PlatformReady, ['sandbox', 'henan', ...platformData('henan'), '--token', tokens.henan]),
        ]),
    );
    const [guangdongPort, henanPort] = [platforms[0].announced.port, platforms[1].announced.port];
    // Either believes the other's, too: a window looks at the seals of what lies on its counter.
    const believed = platforms.map(({ announced }) => announced.seals);
    const seals = {
      makers: believed.flatMap(({ makers }) => makers),
      issuers: believed.flatMap(({ issuers }) => issuers),
    };
    const hubFacts = {
      id: identity.hubId,
      address: `localhost:${ports.grpc}`,
      logVkey: identity.logVkey,
      statementKeys: identity.keys.map((key) => ({
        kid: key.kid ?? '',
        publicKey: base64(key.publicKey ?? new Uint8Array(0)),
      })),
    };
    await speech.step({ zh: '两省连接器', en: 'connectors of both provinces' }, async () => {
      const settings = {
        guangdong: { url: `http://127.0.0.1:${guangdongPort}`, token: tokens.guangdong, callbackPort },
        henan: { url: `http://127.0.0.1:${henanPort}`, licence: tokens.henan, pollMs: 100 },
      };
      await Promise.all(
        [guangdong, henan].map(async (material) => {
          const name = material.peerId as keyof typeof settings; // the sample has these two
          const file = await writeConnectorConfig(config, material, hubFacts, {
            province: settings[name],
            seals,
          });
          await start(ConnectorReady, ['connector', name, file, ...logFile(`connector-${name}`)]);
        }),
      );
    });
    const peers = await client.peers();
    const trust = await writeTrustFiles(join(config.dataDir, 'trust'), {
      logVkeys: [identity.logVkey],
      logVkeysSm2: [identity.logVkeySm2],
      keys: peers.flatMap(({ peerId, keys }) =>
        (keys ?? []).map((key) => ({
          kid: key.kid ?? '',
          peerId: peerId ?? '',
          suite: 'ED25519' as const, // not written out: the key itself says what it is
          spki: key.publicKey ?? new Uint8Array(0),
          validFrom: Date.parse(key.validFrom ?? ''),
          validTo: Date.parse(key.validTo ?? ''),
          revokedAt: null,
        })),
      ),
    });
    return {
      world: { guangdong: new DeskClient(guangdongPort), henan: new DeskClient(henanPort), office },
      client,
      trust,
      ports,
      deskPorts: { guangdong: guangdongPort, henan: henanPort },
      ended: hub.ended,
      close: async () => {
        office.close();
        await closeAll(children);
      },
    };
  } catch (error) {
    await Promise.allSettled(starting);
    await closeAll(children);
    throw error;
  }
}

/** Connectors and platforms first, the hub last. */
async function closeAll(children: readonly Child[]): Promise<void> {
  const [hub, ...others] = [...children].reverse();
  await Promise.all(others.map((child) => child.stop()));
  await hub?.stop();
}

async function materials(network: DevelopmentNetwork): Promise<[PeerMaterial, PeerMaterial]> {
  const [guangdong, henan] = readSampleData().peers;
  if (guangdong === undefined || henan === undefined) throw new Error('the sample data has no two peers');
  return [
    await network.peerMaterial(guangdong.peerId, guangdong.suite),
    await network.peerMaterial(henan.peerId, henan.suite),
  ];
}

async function clientOf(material: PeerMaterial, port: number): Promise<HubClient> {
  const read = (file: string) => readFile(join(material.folder, file), 'utf8');
  return new HubClient({
    address: `localhost:${port}`,
    ca: await read('authority.crt'),
    certificate: await read('client.crt'),
    key: await read('client.key'),
  });
}

async function writeConnectorConfig(
  config: Config,
  material: PeerMaterial,
  hub: object,
  own: { readonly province: object; readonly seals: z.output<typeof Seals> },
): Promise<string> {
  const { peerId, folder } = material;
  const dataDir = join(config.dataDir, 'connectors', peerId);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'connector.json');
  const content = {
    platform: peerId,
    hub,
    tls: {
      ca: join(folder, 'authority.crt'),
      certificate: join(folder, 'client.crt'),
      key: join(folder, 'client.key'),
    },
    messageKey: join(folder, 'message.pem'),
    dataDir,
    ...own,
  };
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  return file;
}

/** Every setting but where things lie, which the environment tells, and keys: this network has development keys only. */
function settingFlags({ dataDir: _, database, keys: __, tls: ___, ...settings }: Config): string[] {
  const flags = Object.entries(settings).map(([section, values]) => `${section}=${JSON.stringify(values)}`);
  return [...flags, `database.poolSize=${database.poolSize}`].flatMap((flag) => ['--set', flag]);
}
