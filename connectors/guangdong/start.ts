import { join } from 'node:path';
import { packageRoot } from '#config';
import {
  type ConnectorConfig,
  type ConnectorLog,
  type RunningConnector,
  readProvince,
  startConnector,
} from '#connectors/kit';
import { GuangdongConfigSchema, GuangdongProvince } from './province.js';

export const guangdongMapping = join(packageRoot, 'connectors', 'guangdong', 'mapping.json');

/** Starts the connector of 广东省. */
export async function startGuangdong(config: ConnectorConfig, log: ConnectorLog): Promise<RunningConnector> {
  const { settings, maps } = readProvince(config, GuangdongConfigSchema, guangdongMapping);
  return startConnector(config, new GuangdongProvince(settings, maps, log), maps, log);
}
