import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { base64 } from '#crypto/primitives';
import { DeskClient, type RunningChild, startChild, type World } from '#hub/cli';
import { freePort } from '#hub/store/embedded';
import type { TestHub } from './hub.js';
import { type Line, openLine } from './line.js';
import { tapWire, type WireTap } from './wire-tap.js';

export type ProvinceName = 'guangdong' | 'henan';

/** Two sandbox platforms and what a connector of each needs, with every line between them in the test's hand. */
export interface Provinces {
  /** The platforms as their clerks see them. */
  readonly world: World;
  /** From the connector of a province to its platform. */
  readonly taps: Readonly<Record<ProvinceName, WireTap>>;
  /** From Guangdong's platform to its connector. */
  readonly callbacks: WireTap;
  /** From both connectors to the hub. */
  readonly line: Line;
  config(name: ProvinceName): ConnectorConfig;
  /** A connector in this process. */
  connect(name: ProvinceName, over?: Partial<ConnectorConfig>): Promise<RunningConnector>;
  /** A connector in a process of its own, which a test can kill. */
  spawn(name: ProvinceName): Promise<RunningChild<unknown>>;
  close(): Promise<void>;
}

const STARTERS = { guangdong: startGuangdong, henan: startHenan };
/** What platforms and connectors know each other by. */
export const TOKEN = 'token-of-a-test';

const SILENT: ConnectorLog = { info: () => {}, warn: () => {}, error: () => {} };

export async function openProvinces(hub: TestHub): Promise<Provinces> {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-provinces-'));
  const callbackPort = await freePort();
  const callbacks = await tapWire(`http://127.0.0.1:${callbackPort}`);
  const options = (name: ProvinceName) => ({
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
  const settings = {
    guangdong: { url: taps.guangdong.url, token: TOKEN, callbackPort },
    henan: { url: taps.henan.url, licence: TOKEN, pollMs: 50 },
  };
  const { hubId, logVkey, keys } = hub.running.services.identity;
  const files = {
    guangdong: (await hub.peer('guangdong')).material.folder,
    henan: (await hub.peer('henan')).material.folder,
  };
  const config = (name: ProvinceName): ConnectorConfig =>
    ConnectorConfigSchema.parse({
      platform: name,
      hub: {
        id: hubId,
        address: new URL(line.url).host,
        logVkey,
        statementKeys: keys.map(({ kid, spki }) => ({ kid, publicKey: base64(spki) })),
      },
      tls: {
        ca: join(files[name], 'authority.crt'),
        certificate: join(files[name], 'client.crt'),
        key: join(files[name], 'client.key'),
      },
      messageKey: join(files[name], 'message.pem'),
      dataDir: join(folder, name),
      province: settings[name],
    });
  const running = new Set<{ close(): Promise<void> }>();
  return {
    world: {
      guangdong: new DeskClient(platforms.guangdong.port),
      henan: new DeskClient(platforms.henan.port),
    },
    taps,
    callbacks,
    line,
    config,
    connect: async (name, over = {}) => {
      const connector = await STARTERS[name]({ ...config(name), ...over }, SILENT);
      running.add(connector);
      return connector;
    },
    spawn: async (name) => {
      mkdirSync(join(folder, name), { recursive: true });
      const file = join(folder, `${name}.json`);
      writeFileSync(file, JSON.stringify(config(name)));
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
      rmSync(folder, { recursive: true });
    },
  };
}
