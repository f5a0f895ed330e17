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
import { ShanxiConfigSchema, ShanxiProvince } from './province.js';

export const shanxiMapping = join(packageRoot, 'connectors', 'shanxi', 'mapping.json');

/** Starts the connector of 山西省. */
export async function startShanxi(config: ConnectorConfig, log: ConnectorLog): Promise<RunningConnector> {
  const { settings, maps } = readProvince(config, ShanxiConfigSchema, shanxiMapping);
  const province = new ShanxiProvince({ config: settings, maps, log, clock: systemClock });
  return startConnector(config, province, maps, log);
}
