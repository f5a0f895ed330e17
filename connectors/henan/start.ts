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
import { HenanConfigSchema, HenanProvince } from './province.js';

export const henanMapping = join(packageRoot, 'connectors', 'henan', 'mapping.json');

/** Starts the connector of 河南省. */
export async function startHenan(config: ConnectorConfig, log: ConnectorLog): Promise<RunningConnector> {
  const { settings, maps } = readProvince(config, HenanConfigSchema, henanMapping);
  return startConnector(config, new HenanProvince(settings, maps, log, systemClock), maps, log);
}
