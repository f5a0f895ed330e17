import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { startGuangdong } from '#connectors/guangdong';
import { startHenan } from '#connectors/henan';
import {
  type ConnectorConfig,
  ConnectorConfigSchema,
  type ConnectorLog,
  type RunningConnector,
} from '#connectors/kit';
import { startQingxin } from '#connectors/qingxin';
import {
  type PlatformOptions,
  type RunningHttp,
  startGuangdongPlatform,
  startHenanPlatform,
  startQingxinPlatform,
} from '#connectors/sandbox';
import { createLogger } from '#hub/observe';
import { readJson, validate } from '#proto/schema';
import { announceReady } from './child.js';
import type { CommandContext } from './tongban.js';

const CONNECTORS: Readonly<
  Record<string, (config: ConnectorConfig, log: ConnectorLog) => Promise<RunningConnector>>
> = {
  guangdong: startGuangdong,
  henan: startHenan,
  qingxin: startQingxin,
};

interface SandboxOptions {
  readonly port: number;
  readonly token: string;
  readonly data: string;
  readonly callback?: string;
  readonly drop?: string;
}

type SandboxStarter = (options: SandboxOptions & PlatformOptions) => Promise<RunningHttp>;

const SANDBOXES: Readonly<Record<string, SandboxStarter>> = {
  guangdong: ({ callback = '', ...options }) => startGuangdongPlatform({ ...options, callbackUrl: callback }),
  henan: startHenanPlatform,
  qingxin: ({ data, drop = join(data, 'drop'), ...options }) => startQingxinPlatform({ ...options, drop }),
};

export function registerConnectorCommands(program: Command, context: CommandContext): void {
  program
    .command('connector')
    .description('运行一省的连接器（前置机） · run the connector of a province')
    .argument('<province>', Object.keys(CONNECTORS).join(' | '), oneOf(Object.keys(CONNECTORS)))
    .argument('<config>', '连接器配置（JSON） · its configuration')
    .option('--log-file <file>', '日志写入文件 · write the log to a file')
    .action(async (province: string, file: string, { logFile }: { logFile?: string }) => {
      const config = validate(ConnectorConfigSchema, readJson(await readFile(file)), `${file} is not valid`);
      const connector = await CONNECTORS[province]?.(config, createLogger('info', logFile));
      announceReady({ platform: config.platform }, async () => connector?.close());
    });

  program
    .command('sandbox')
    .description('运行一省的沙箱平台 · run the simulated platform of a province')
    .argument('<province>', Object.keys(SANDBOXES).join(' | '), oneOf(Object.keys(SANDBOXES)))
    .option('--port <port>', '端口，0 为自动 · port, 0: any', Number, 0)
    .requiredOption('--token <token>', '连接器使用的令牌 · the token that the connector uses')
    .requiredOption('--data <folder>', '平台保存流水号的目录 · where the platform keeps its running number')
    .option('--callback <url>', '广东平台的回调地址 · where Guangdong pushes to')
    .option(
      '--drop <folder>',
      '清新平台与连接器共用的目录 · the folder that Qingxin shares with its connector',
    )
    .action(async (province: string, options: SandboxOptions) => {
      mkdirSync(options.data, { recursive: true });
      const serialFile = join(options.data, 'serial');
      const start = SANDBOXES[province];
      const platform = await start?.({ ...options, serialFile, now: () => context.runtime.now() });
      announceReady({ port: platform?.port }, async () => platform?.close());
    });
}

function oneOf(names: readonly string[]): (value: string) => string {
  return (value) => {
    if (names.includes(value)) return value;
    throw new InvalidArgumentError(`应为 · expected: ${names.join(' | ')}`);
  };
}
