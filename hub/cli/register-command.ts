import type { Command } from 'commander';
import type { OperatorDatabase } from './operator-database.js';
import { operatorName } from './operator-name.js';
import type { CommandContext } from './tongban.js';

export function registerRegister(program: Command, context: CommandContext, withDb: OperatorDatabase): void {
  program
    .command('register')
    .description('登记平台、密钥、权限、接入与事项 · enter peers, keys, rights, connections and items')
    .argument('<file>', 'YAML，见 config/OPERATING.md · see config/OPERATING.md')
    .action(async (path: string) => {
      const { enterDirectory, readDirectoryFile } = await import('./directory-file.js');
      const file = readDirectoryFile(path);
      const editor = { enteredBy: operatorName(), runtime: context.runtime };
      await withDb((db) => enterDirectory(db, file, path, editor));
      const { peers, items } = file;
      context.speech().say({
        zh: `已登记平台 ${peers.length} 个、事项 ${items.length} 项。`,
        en: `Entered ${peers.length} peers and ${items.length} items.`,
      });
    });
}
