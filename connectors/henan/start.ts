import { join } from 'node:path';
import { packageRoot } from '#config';
import {
  type ConnectorConfig,
  type ConnectorLog,
  MappingTables,
  type RunningConnector,
  startConnector,
  systemClock,
} from '#connectors/kit';
import { validate } from '#proto/schema';
import { HenanConfigSchema, HenanProvince } from './province.js';

export const henanMapping = join(packageRoot, 'connectors', 'henan', 'mapping.json');

/** Starts the connector of 河南省. */
export async function startHenan(config: ConnectorConfig, log: ConnectorLog): Promise<RunningConnector> {
  const settings = validate(HenanConfigSchema, config.province, 'the settings of the province are not valid');
  const maps = MappingTables.read(settings.mapping ?? henanMapping);
  return startConnector(config, new HenanProvince(settings, maps, log, systemClock), maps, log);
}
