import { join } from 'node:path';
import { z } from 'zod';
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
import type { DropFolder } from './drop-folder.js';
import { Ledger } from './ledger.js';
import { LocalFolder } from './local-folder.js';
import { QingxinProvince } from './province.js';
import { WaitingRoom } from './waiting-room.js';

export const QingxinConfigSchema = z.strictObject({
  /** The drop folder, on this machine or mounted. */
  drop: z.string(),
  pollMs: z.int().min(50).default(2_000),
  /** After which what cannot be read yet is shown in `bad/waiting.csv`. */
  patienceMs: z.int().min(50).default(600_000),
  /** How long an act may lie in `in` without a receipt; shorter than a lease of the hub. */
  answerMs: z.int().min(50).default(20_000),
  /** How long nothing more is laid down for a platform that gives no receipts. */
  pauseMs: z.int().min(50).default(3_600_000),
  /** A mapping file to use instead of the one that comes with the connector. */
  mapping: z.string().optional(),
});

export const qingxinMapping = join(packageRoot, 'connectors', 'qingxin', 'mapping.json');

/** Starts the connector of 清远市清新区. */
export async function startQingxin(config: ConnectorConfig, log: ConnectorLog): Promise<RunningConnector> {
  const settings = validate(
    QingxinConfigSchema,
    config.province,
    'the settings of the province are not valid',
  );
  const province = new QingxinProvince({
    ...settings,
    folder: folderOf(settings),
    maps: MappingTables.read(settings.mapping ?? qingxinMapping),
    ledger: await Ledger.open(join(config.dataDir, 'ledger')),
    waiting: await WaitingRoom.open(join(config.dataDir, 'waiting')),
    log,
    clock: systemClock,
  });
  return startConnector(config, province, log);
}

function folderOf({ drop }: z.output<typeof QingxinConfigSchema>): DropFolder {
  return new LocalFolder(drop);
}
