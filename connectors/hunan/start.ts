import { join } from 'node:path';
import { packageRoot } from '#config';
import {
  type ConnectorConfig,
  type ConnectorLog,
  type RunningConnector,
  readProvince,
  startConnector,
  systemClock,
} from '#connectors/kit';
import { createRandom } from '#crypto/primitives';
import { FeedCursor } from './cursor.js';
import { HunanConfigSchema, HunanProvince } from './province.js';
import { Things } from './things.js';

export const hunanMapping = join(packageRoot, 'connectors', 'hunan', 'mapping.json');
export const hunanThings = join(packageRoot, 'connectors', 'hunan', 'things.json');

/** Starts the connector of 湖南省. */
export async function startHunan(config: ConnectorConfig, log: ConnectorLog): Promise<RunningConnector> {
  const { settings, maps } = readProvince(config, HunanConfigSchema, hunanMapping);
  const things = Things.read(settings.things ?? hunanThings, maps);
  const cursor = await FeedCursor.open(config.dataDir);
  const libraryCursor = await FeedCursor.open(config.dataDir, 'library-cursor.json');
  const runtime = { log, clock: systemClock, random: createRandom() };
  const province = new HunanProvince({ config: settings, maps, things, cursor, libraryCursor, ...runtime });
  return startConnector(config, province, maps, log);
}
