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
import { ShanxiConfigSchema, ShanxiProvince } from './province.js';

export const shanxiMapping = join(packageRoot, 'connectors', 'shanxi', 'mapping.json');

/** Starts the connector of 山西省. */
export async function startShanxi(config: ConnectorConfig, log: ConnectorLog): Promise<RunningConnector> {
  const settings = validate(
    ShanxiConfigSchema,
    config.province,
    'the settings of the province are not valid',
  );
  const maps = MappingTables.read(settings.mapping ?? shanxiMapping);
  const province = new ShanxiProvince({ config: settings, maps, log, clock: systemClock });
  return startConnector(config, province, maps, log);
}
