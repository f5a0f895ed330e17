import type { Command } from 'commander';
import { announceReady } from './child.js';
import type { CommandContext } from './tongban.js';

export function registerServe(program: Command, context: CommandContext): void {
  program
    .command('serve')
    .description('运行枢纽 · run the hub')
    .option(
      '--sample',
      '登记样例平台与事项（仅供开发） · enter the sample peers and items (development only)',
    )
    .option('--log-file <file>', '日志写入文件 · write the log to a file')
    .action(async ({ sample = false, logFile }: { sample?: boolean; logFile?: string }) => {
      const [{ createLogger }, { serve }] = await Promise.all([import('#hub/observe'), import('./serve.js')]);
      const config = context.config();
      const logger = createLogger(config.observe.logLevel, logFile);
      const serving = await serve({ config, logger, runtime: context.runtime, withSample: sample });
      announceReady({ ports: serving.hub.ports }, () => serving.stop());
    });
}
