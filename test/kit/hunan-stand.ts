import { join } from 'node:path';
import { startHunanPlatform } from '#connectors/sandbox';
import { DeskClient } from '#hub/cli';
import type { Stand, StandOptions } from './stands.js';

/** 湖南: signed requests, a feed that is waited for, things. */
export async function openHunan({ folder, token }: StandOptions): Promise<Stand> {
  const serialFile = join(folder, 'serial');
  const options = { port: 0, token, serialFile, now: Date.now, leaseMs: 1_000 };
  const platform = await startHunanPlatform(options);
  return {
    desk: new DeskClient(platform.port),
    settings: {
      url: `http://127.0.0.1:${platform.port}`,
      appId: 'kstb',
      appSecret: token,
      waitMs: 500,
      pauseMs: 50,
    },
    close: () => platform.close(),
  };
}
