import { writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type RunningQingxin, startQingxinPlatform } from '#connectors/sandbox';
import { DeskClient } from '#hub/cli';
import { RegisterClient } from './register.js';
import { openSftpServer, type SftpServer } from './sftp-server.js';
import type { Stand, StandOptions } from './stands.js';

/** Platforms that run, by their drop folders. */
const RUNNING = new Map<string, RunningQingxin>();

/** 清新: a platform that shares a folder with its connector. */
export async function openQingxin({ folder }: StandOptions): Promise<Stand> {
  const drop = join(folder, 'drop');
  const platform = await startQingxinPlatform({
    port: 0,
    serialFile: join(folder, 'serial'),
    now: Date.now,
    drop,
    paceMs: 50,
  });
  RUNNING.set(drop, platform);
  return {
    desk: new DeskClient(platform.port),
    register: new RegisterClient(`http://127.0.0.1:${platform.port}`),
    settings: { drop, pollMs: 100, certificatePollMs: 100, patienceMs: 500, answerMs: 5_000 },
    close: async () => {
      RUNNING.delete(drop);
      await platform.close();
    },
  };
}

/** The platform that writes into a folder. */
export function platformAt(drop: unknown): RunningQingxin {
  const platform = RUNNING.get(String(drop));
  if (platform === undefined) throw new Error(`no platform writes into ${drop}`);
  return platform;
}

/** The same folder over SFTP: a server beside the platform, and what the connector must be told instead of `drop`. */
export async function overSftp(settings: Readonly<Record<string, unknown>>): Promise<{
  readonly server: SftpServer;
  readonly settings: Readonly<Record<string, unknown>>;
}> {
  const { drop, ...others } = settings;
  const folder = dirname(String(drop));
  const password = 'a password of a test';
  const server = await openSftpServer(folder, { username: 'qingxin', password });
  const passwordFile = join(folder, 'sftp-password');
  writeFileSync(passwordFile, `${password}\n`);
  const sftp = {
    host: '127.0.0.1',
    port: server.port,
    username: 'qingxin',
    path: `/${basename(String(drop))}`,
    passwordFile,
    hostKeys: [server.fingerprint],
  };
  return { server, settings: { ...others, sftp } };
}
