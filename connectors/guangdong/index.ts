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

/** Starts the connector of 广东省. */
export async function startGuangdong(config: ConnectorConfig, log: ConnectorLog): Promise<RunningConnector> {
  const settings = validate(
    GuangdongConfigSchema,
    config.province,
    'the settings of the province are not valid',
  );
  const mapping = settings.mapping ?? join(packageRoot, 'connectors', 'guangdong', 'mapping.json');
  return startConnector(config, new GuangdongProvince(settings, MappingTables.read(mapping), log), log);
}
