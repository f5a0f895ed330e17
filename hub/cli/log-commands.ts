import type { Command } from 'commander';
import type { Config } from '#config';
import { logStore } from '#hub/store';
import { registerMirror } from './mirror/mirror-command.js';
import type { OperatorDatabase } from './operator-database.js';
import type { Progress } from './speech.js';
import type { CommandContext } from './tongban.js';

export function registerLog(program: Command, context: CommandContext, withDb: OperatorDatabase): void {
  const command = program.command('log').description('存证日志 · the transparency log');
  command
    .command('show', { isDefault: true })
    .description('已签署的检查点 · the signed checkpoint')
    .action(async () => {
      const state = await withDb((db) => logStore.readState(db));
      context.speech().say(state?.note ?? { zh: '日志尚未建立。', en: 'The log has not been founded.' });
    });
  command
    .command('export')
    .description(
      '将已发布的日志导出为静态文件（C2SP tlog-tiles），可反复执行以追加 · write the published log as static files; again to add what came since',
    )
    .requiredOption('--to <folder>', '目标文件夹 · the folder')
    .action(({ to }: { to: string }) => exportTo(to, context, withDb));
  registerMirror(command, context);
}

async function exportTo(folder: string, context: CommandContext, withDb: OperatorDatabase): Promise<void> {
  const { exportLog, LogReader } = await import('#hub/log');
  const config = context.config();
  const log = await logKey(config, context);
  const speech = context.speech();
  let progress: Progress | undefined;
  let before = 0;
  const size = await withDb((db) =>
    exportLog({
      reader: new LogReader(db, config.witnessing.policy !== ''),
      ...{ log, folder },
      onStart: (from, to) => {
        before = from;
        progress = speech.progress({ zh: '导出日志', en: 'exporting the log' }, to - from);
      },
      onEntries: (count) => progress?.add(count),
    }),
  );
  progress?.end();
  speech.say({
    zh: `已导出 ${size} 条（新增 ${size - before} 条）：${folder}`,
    en: `${size} entries, ${size - before} of them new: ${folder}`,
  });
}

async function logKey(config: Config, context: CommandContext) {
  const { ed25519Signer } = await import('#crypto/tlog');
  const { loadMaterial } = await import('./material.js');
  const { DevelopmentNetwork } = await import('./development/network.js');
  const { logEd25519 } = await loadMaterial(config, new DevelopmentNetwork(config.dataDir, context.runtime));
  return ed25519Signer(config.hub.logOrigin, logEd25519).verifier;
}
