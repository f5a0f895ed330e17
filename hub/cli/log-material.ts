import type { LogKeys } from '#hub/log';
import type { CommandContext } from './tongban.js';

/** The log's keys, without what reads them for commands that need none. */
export async function logMaterial(context: CommandContext): Promise<LogKeys> {
  const { loadMaterial } = await import('./material.js');
  const { DevelopmentNetwork } = await import('./development/network.js');
  const config = context.config();
  return loadMaterial(config, new DevelopmentNetwork(config.dataDir, context.runtime));
}
