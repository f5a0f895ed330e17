import type { Command } from 'commander';
import { catalogueImports } from '#hub/store';
import { AS_JSON, readWhole } from '../arguments.js';
import type { OperatorDatabase } from '../operator-database.js';
import type { CommandContext } from '../tongban.js';

export function registerImports(catalog: Command, context: CommandContext, withDb: OperatorDatabase): void {
  catalog
    .command('imports')
    .description('谁在何时导入了什么 · who imported what, and when')
    .option('--limit <n>', '最近多少次 · how many of the latest', readWhole(0, 999_999), 20)
    .option('--json', AS_JSON)
    .action(async ({ limit, json }: { limit: number; json?: boolean }) => {
      const imports = await withDb((db) => catalogueImports.listImports(db, limit));
      const speech = context.speech();
      if (json) {
        speech.sayJson(imports);
        return;
      }
      if (imports.length === 0) speech.say({ zh: '（无）', en: '(none)' });
      for (const each of imports) {
        const { added, changed, ended, unchanged, rowsSkipped } = each;
        speech.say(
          `#${each.changeNo}  ${new Date(each.importedAt).toISOString()}  ${each.importedBy}  ${each.format}`,
        );
        speech.say({
          zh: `      自 ${each.asOf} 起：新增 ${added}，变更 ${changed}，终止 ${ended}，未变 ${unchanged}，略过 ${rowsSkipped}`,
          en: `      from ${each.asOf} on: ${added} added, ${changed} changed, ${ended} ended, ${unchanged} unchanged, ${rowsSkipped} left out`,
        });
        for (const { name, bytes, sha256 } of each.files)
          speech.say(`      ${name}  ${bytes} B  SHA-256 ${sha256}`);
      }
    });
}
