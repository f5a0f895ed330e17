import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { z } from 'zod';
import { startGuangdong } from '#connectors/guangdong';
import { startHenan } from '#connectors/henan';
import {
  type ConnectorConfig,
  ConnectorConfigSchema,
  type ConnectorLog,
  type RunningConnector,
} from '#connectors/kit';
import { startGuangdongPlatform, startHenanPlatform } from '#connectors/sandbox';
import { sealTrustOf } from '#connectors/sandbox/seals';
import { base64 } from '#crypto/primitives';
import { DeskClient, type RunningChild, startChild, type World } from '#hub/cli';
import { freePort } from '#hub/store/embedded';
import type { TestHub } from './hub.js';
import { type Line, openLine } from './line.js';
import { RegisterClient } from './register.js';
import { STANDS, type Stand, type StandKind, type Starter } from './stands.js';
import { tapWire, type WireTap } from './wire-tap.js';

/** The two of the demonstration. */
type Demonstrated = keyof World;
type Other = keyof typeof STANDS;
export type ProvinceName = Demonstrated | Other;

/** Sandbox platforms and what a connector of each needs, with the lines between them in the test's hand. */
export interface Provinces {
  /** The platforms of the demonstration as their clerks see them. */
  readonly world: World;
  /** Any platform that is open, as its clerks see it. */
  desk(name: ProvinceName): DeskClient;
  /** The certificates of any platform that is open, as its officers and clerks see them. */
  register(name: ProvinceName): RegisterClient;
  /** From the connector of a province to its platform. */
  readonly taps: Readonly<Record<Demonstrated, WireTap>>;
  /** From Guangdong's platform to its connector. */
  readonly callbacks: WireTap;
  /** From the connectors to the hub. */
  readonly line: Line;
  config(name: ProvinceName): ConnectorConfig;
  /** A connector in this process. */
  connect(name: ProvinceName, over?: Partial<ConnectorConfig>, log?: ConnectorLog): Promise<RunningConnector>;
  /** A connector in a process of its own, which a test can kill. */
  spawn(name: ProvinceName, over?: Partial<ConnectorConfig>): Promise<RunningChild<unknown>>;
  close(): Promise<void>;
}

const KINDS: Readonly<Record<string, StandKind>> = STANDS;
const STARTERS: Readonly<Record<Demonstrated, Starter>> = { guangdong: startGuangdong, henan: startHenan };
/** What platforms and connectors know each other by. */
export const TOKEN = 'token-of-a-test';

const SILENT: ConnectorLog = { info: () => {}, warn: () => {}, error: () => {} };

/** @param others platforms to open beside 广东 and 河南. */
export async function openProvinces(hub: TestHub, others: readonly Other[] = []): Promise<Provinces> {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-provinces-'));
  const callbackPort = await freePort();
  const callbacks = await tapWire(`http://127.0.0.1:${callbackPort}`);
  const options = (name: Demonstrated) => ({
    port: 0,
    token: TOKEN,
    serialFile: join(folder, `${name}.serial`),
    now: Date.now,
  });
  const platforms = {
    guangdong: await startGuangdongPlatform({
      ...options('guangdong'),
      callbackUrl: `${callbacks.url}/callback`,
    }),
    henan: await startHenanPlatform(options('henan')),
  };
  const taps = {
    guangdong: await tapWire(`http://127.0.0.1:${platforms.guangdong.port}`),
    henan: await tapWire(`http://127.0.0.1:${platforms.henan.port}`),
  };
  const line = await openLine(`https://localhost:${hub.running.ports.grpc}`);
  const stands = await openStands(others, folder);
  const settings = new Map<string, Stand['settings']>([
    ['guangdong', { url: taps.guangdong.url, token: TOKEN, callbackPort }],
    ['henan', { url: taps.henan.url, licence: TOKEN, pollMs: 50 }],
    ...stands.map(([name, stand]) => [name, stand.settings] as const),
  ]);
  const desks = new Map([
    ['guangdong', new DeskClient(platforms.guangdong.port)],
    ['henan', new DeskClient(platforms.henan.port)],
    ...stands.map(([name, stand]) => [name, stand.desk] as const),
  ]);
  const desk = (name: ProvinceName) => present(desks.get(name), name);
  const registers = new Map([
    ['guangdong', new RegisterClient(taps.guangdong.url)],
    ['henan', new RegisterClient(taps.henan.url)],
    ...stands.map(([name, stand]) => [name, stand.register] as const),
  ]);
  const { hubId, logVkey, keys } = hub.running.services.identity;
  const folders = new Map<string, string>();
  for (const name of settings.keys()) folders.set(name, (await hub.peer(name)).material.folder);
  const serialFiles = [
    ...Object.keys(platforms).map((name) => join(folder, `${name}.serial`)),
    ...others.map((name) => join(standFolder(folder, name), 'serial')),
  ];
  const believed = serialFiles.map(sealTrustOf);
  const seals = {
    makers: believed.flatMap(({ makers }) => makers),
    issuers: believed.flatMap(({ issuers }) => issuers),
  };
  const config = (name: ProvinceName): ConnectorConfig => {
    const material = present(folders.get(name), name);
    return ConnectorConfigSchema.parse({
      platform: name,
      hub: {
        id: hubId,
        address: new URL(line.url).host,
        logVkey,
        statementKeys: keys.map(({ kid, spki }) => ({ kid, publicKey: base64(spki) })),
      },
      tls: {
        ca: join(material, 'authority.crt'),
        certificate: join(material, 'client.crt'),
        key: join(material, 'client.key'),
      },
      messageKey: join(material, 'message.pem'),
      dataDir: join(folder, name),
      province: settings.get(name),
      seals,
    });
  };
  const running = new Set<{ close(): Promise<void> }>();
  return {
    world: { guangdong: desk('guangdong'), henan: desk('henan') },
    desk,
    register: (name) => present(registers.get(name), name),
    taps,
    callbacks,
    line,
    config,
    connect: async (name, over = {}, log = SILENT) => {
      const start = name === 'guangdong' || name === 'henan' ? STARTERS[name] : KINDS[name]?.start;
      const connector = await present(start, name)({ ...config(name), ...over }, log);
      running.add(connector);
      return connector;
    },
    spawn: async (name, over = {}) => {
      mkdirSync(join(folder, name), { recursive: true });
      const file = join(folder, `${name}.json`);
      writeFileSync(file, JSON.stringify({ ...config(name), ...over }));
      const log = join(folder, `${name}.log`);
      const { PATH } = process.env;
      const child = await startChild(['connector', name, file, '--log-file', log], z.object({}), { PATH });
      running.add({ close: () => child.stop() });
      return child;
    },
    close: async () => {
      for (const each of running) await each.close();
      for (const each of [...Object.values(taps), callbacks, line]) await each.close();
      for (const platform of Object.values(platforms)) await platform.close();
      for (const [, stand] of stands) await stand.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Each keeps its running number in it as `serial`, and its seal beside. */
function standFolder(folder: string, name: Other): string {
  return join(folder, `${name}-platform`);
}

async function openStands(names: readonly Other[], folder: string): Promise<[string, Stand][]> {
  const stands: [string, Stand][] = [];
  for (const name of names) {
    const own = standFolder(folder, name);
    mkdirSync(own);
    const options = { folder: own, serverUrl: inject('serverUrl'), token: TOKEN };
    stands.push([name, await present(KINDS[name], name).open(options)]);
  }
  return stands;
}

function present<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`${name} was not opened`);
  return value;
}
