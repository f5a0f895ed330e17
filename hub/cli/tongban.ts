#!/usr/bin/env node
import { Command, Option } from 'commander';
import { type Config, ConfigError, loadConfig } from '#config';
import { systemRuntime } from '#hub/runtime';
import { HubError } from '#proto/errors';
import { registerCommands } from './commands.js';
import { fileErrorText } from './file-errors.js';
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

await registerCommands(program, context, process.argv);

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
  const aboutFile = fileErrorText(error);
  if (aboutFile !== undefined) return aboutFile;
  return process.env.TONGBAN_LOG_LEVEL === 'debug' ? (error.stack ?? error.message) : error.message;
}
