import type { Command } from 'commander';
import type { OperatorDatabase } from '../operator-database.js';
import type { CommandContext } from '../tongban.js';
import { registerExport } from './export-command.js';
import { registerImport } from './import-command.js';
import { registerImports } from './imports-command.js';
import { registerProgress } from './progress-command.js';
import { registerSameness } from './sameness-command.js';
import { registerShow } from './show-command.js';

/** The catalogue of items: the national list and the implementation lists of the provinces. */
export function registerCatalog(program: Command, context: CommandContext, withDb: OperatorDatabase): void {
  const command = program
    .command('catalog')
    .description('事项目录：国家清单与实施清单 · the catalogue: national list and implementation lists');
  registerImport(command, context, withDb);
  registerImports(command, context, withDb);
  registerExport(command, context, withDb);
  registerShow(command, context, withDb);
  registerProgress(command, context, withDb);
  registerSameness(command, context, withDb);
}
