import { z } from 'zod';
import { type RunningChild, startChild } from '#hub/cli';
import { QUIET_TREES } from './hub.js';

const Ready = z.object({
  ports: z.object({ grpc: z.number(), rest: z.number(), open: z.number(), audit: z.number() }),
});

export type HubProcess = RunningChild<z.output<typeof Ready>>;

export interface HubProcessOptions {
  readonly databaseUrl: string;
  /** Its keys are under it; made at first start where there are none. */
  readonly dataDir: string;
  /** `path.to.setting=value`, as on the command line. */
  readonly settings?: readonly string[];
  readonly flags?: readonly string[];
}

/** A hub in a process of its own, as it ships: for tests that kill it. */
export function startHubProcess(options: HubProcessOptions): Promise<HubProcess> {
  const { databaseUrl, dataDir, settings = [], flags = [] } = options;
  const ports = ['grpc', 'rest', 'open'].map((name) => `listen.${name}.port=0`);
  const set = [...ports, QUIET_TREES, ...settings].flatMap((setting) => ['--set', setting]);
  const { PATH, HOME } = process.env;
  const environment = { PATH, HOME, DATABASE_URL: databaseUrl, TONGBAN_DATA_DIR: dataDir };
  return startChild(['serve', ...flags, ...set], Ready, environment);
}
