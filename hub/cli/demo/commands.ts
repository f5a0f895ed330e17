import type { Command } from 'commander';
import type { CommandContext } from '../tongban.js';

export function registerDemo(program: Command, context: CommandContext): void {
  program
    .command('start')
    .description(
      '启动枢纽与两省沙箱，办几个件给你看，然后继续运行 · the whole network on this machine, with cases, and stay up',
    )
    .action(async () => {
      const { runStart } = await import('./demo.js');
      process.exitCode = (await runStart(context.config(), context.runtime, context.speech())) ? 0 : 1;
    });

  program
    .command('demo')
    .description(
      '同上，办完即结束；全部符合预期时退出码为 0 · the same, then end; exit 0 only if all went as expected',
    )
    .action(async () => {
      const { runDemo } = await import('./demo.js');
      process.exitCode = (await runDemo(context.runtime, context.speech())) ? 0 : 1;
    });
}
