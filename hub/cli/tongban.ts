#!/usr/bin/env node
import { Command, Option } from 'commander';
import { type Config, ConfigError, loadConfig } from '#config';
import { systemRuntime } from '#hub/runtime';
import { HubError } from '#proto/errors';
import { registerConformance } from './conformance/command.js';
import { registerConnectorCommands } from './connector-commands.js';
import { registerDoctor } from './doctor.js';
import { registerOperatorCommands } from './operator-commands.js';
import { registerServe } from './serve-command.js';
import { type Language, Speech } from './speech.js';

/** What every command can ask for: the configuration, the runtime, and a voice in the right language. */
export interface CommandContext {
  config(): Config;
  speech(): Speech;
  readonly runtime: ReturnType<typeof systemRuntime>;
}

const collect = (value: string, before: string[]) => [...before, value];

const program = new Command('tongban')
  .description('通办枢纽 · Tongban hub: cross-province exchange for government services')
  .option('--config <file>', '配置文件 · configuration file (YAML)')
  .option('--set <path=value>', '覆盖一项配置 · override one setting', collect, [])
  .addOption(new Option('--lang <lang>', '语言 · language').choices(['zh', 'en']))
  .configureHelp({ showGlobalOptions: true });

const context: CommandContext = {
  runtime: systemRuntime(),
  config: () => {
    const { config, set } = program.opts<{ config?: string; set: string[] }>();
    return loadConfig({ file: config, overrides: set });
  },
  speech: () => new Speech(program.opts<{ lang?: Language }>().lang ?? context.config().language),
};

registerServe(program, context);
registerConnectorCommands(program, context);
registerConformance(program, context);
registerOperatorCommands(program, context);
registerDoctor(program, context);

program
  .command('start')
  .description(
    '启动枢纽与两省沙箱，办几个件给你看，然后继续运行 · the whole network on this machine, with cases, and stay up',
  )
  .action(async () => {
    const { runStart } = await import('./demo/demo.js');
    process.exitCode = (await runStart(context.config(), context.runtime, context.speech())) ? 0 : 1;
  });

program
  .command('demo')
  .description(
    '同上，办完即结束；全部符合预期时退出码为 0 · the same, then end; exit 0 only if all went as expected',
  )
  .action(async () => {
    const { runDemo } = await import('./demo/demo.js');
    process.exitCode = (await runDemo(context.runtime, context.speech())) ? 0 : 1;
  });

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`tongban: ${describe(error)}\n`);
  process.exitCode = 1;
}

function describe(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (!(error instanceof Error)) return String(error);
  if (error instanceof HubError) {
    return [error.message, ...error.violations.map((each) => `  ${each.pointer}: ${each.message}`)].join(
      '\n',
    );
  }
  return process.env.TONGBAN_LOG_LEVEL === 'debug' ? (error.stack ?? error.message) : error.message;
}
