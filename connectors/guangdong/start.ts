import { join } from 'node:path';
import { packageRoot } from '#config';
import {
  type ConnectorConfig,
  type ConnectorLog,
  MappingTables,
  type RunningConnector,
  startConnector,
} from '#connectors/kit';
import { validate } from '#proto/schema';
import { GuangdongConfigSchema, GuangdongProvince } from './province.js';

export const guangdongMapping = join(packageRoot, 'connectors', 'guangdong', 'mapping.json');

/** Starts the connector of 广东省. */
export async function startGuangdong(config: ConnectorConfig, log: ConnectorLog): Promise<RunningConnector> {
  const settings = validate(
    GuangdongConfigSchema,
    config.province,
    'the settings of the province are not valid',
  );
  const maps = MappingTables.read(settings.mapping ?? guangdongMapping);
  return startConnector(config, new GuangdongProvince(settings, maps, log), maps, log);
}
