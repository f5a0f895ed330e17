import { type Config, readCertificatePowers, readCertificateRules } from '#config';
import { type RunningHub, startHub } from '#hub/main';
import type { Logger } from '#hub/observe';
import type { Runtime } from '#hub/runtime';
import { migrate } from '#hub/store';
import { reachDatabase, withDatabase } from './database.js';
import { DevelopmentNetwork } from './development/network.js';
import { registerSampleNetwork } from './development/register.js';
import { readSampleData } from './development/sample-data.js';
import { readLogPolicy } from './log-policy.js';
import { loadMaterial } from './material.js';
import { readTimeStamping } from './time-stamping.js';

export interface ServeParts {
  readonly config: Config;
  readonly logger: Logger;
  readonly runtime: Runtime;
  /** Enter the sample peers and items: development networks only. */
  readonly withSample: boolean;
  /** Told of each step, for whoever waits. */
  readonly onStep?: (step: ServeStep) => void;
}

export type ServeStep = 'database' | 'migrate' | 'keys' | 'doors';

export interface Serving {
  readonly hub: RunningHub;
  readonly databaseUrl: string;
  stop(): Promise<void>;
}

/** Said once: whoever holds the log's key could date it as he liked. */
const UNDATED = 'timestamping.authorities is empty: nobody else says when entries were in the log';

/** Everything from an empty folder to open doors. */
export async function serve(parts: ServeParts): Promise<Serving> {
  const { config, logger, runtime, onStep = () => {} } = parts;
  onStep('database');
  const database = await reachDatabase(config);
  try {
    onStep('migrate');
    const ran = await migrate(database.url);
    if (ran.length > 0) logger.info({ migrations: ran }, 'schema brought up to date');
    onStep('keys');
    const network = new DevelopmentNetwork(config.dataDir, runtime);
    const material = await loadMaterial(config, network);
    const logPolicy = await readLogPolicy(config, material);
    const timeStamping = await readTimeStamping(config);
    if (timeStamping === undefined) logger.warn(UNDATED);
    if (parts.withSample) await registerSample(database.url, network, runtime);
    onStep('doors');
    const hub = await startHub({
      config,
      databaseUrl: database.url,
      material,
      logger,
      runtime,
      ...(logPolicy === undefined ? {} : { logPolicy }),
      timeStamping,
      certificateRules: { ...readCertificateRules(), ...readCertificatePowers() },
    });
    logger.info({ ports: hub.ports }, 'the hub is open');
    return {
      hub,
      databaseUrl: database.url,
      stop: async () => {
        await hub.close();
        await database.stop();
      },
    };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

async function registerSample(url: string, network: DevelopmentNetwork, runtime: Runtime): Promise<void> {
  await withDatabase(url, (db) => registerSampleNetwork(db, network, readSampleData(), runtime));
}
