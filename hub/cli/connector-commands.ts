import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { ConnectorConfig, ConnectorLog, RunningConnector } from '#connectors/kit';
import type { PlatformOptions, RunningHttp } from '#connectors/sandbox';
import { readJson, validate } from '#proto/schema';
import { readDay, readDivision, readOneOf, readPort } from './arguments.js';
import { announceReady } from './child.js';
import type { KeptOptions } from './connector-kept.js';
import type { CommandContext } from './tongban.js';

/** Each is loaded when it is asked for: most commands need none. */
const CONNECTORS: Readonly<
  Record<string, (config: ConnectorConfig, log: ConnectorLog) => Promise<RunningConnector>>
> = {
  guangdong: async (...given) => (await import('#connectors/guangdong')).startGuangdong(...given),
  henan: async (...given) => (await import('#connectors/henan')).startHenan(...given),
  hunan: async (...given) => (await import('#connectors/hunan')).startHunan(...given),
  qingxin: async (...given) => (await import('#connectors/qingxin')).startQingxin(...given),
  shanxi: async (...given) => (await import('#connectors/shanxi')).startShanxi(...given),
};

interface ConnectorOptions extends KeptOptions {
  readonly logFile?: string;
}

interface SandboxOptions {
  readonly port: number;
  readonly token: string;
  readonly data: string;
  readonly callback?: string;
  readonly database?: string;
  readonly drop?: string;
}

const sandboxes = () => import('#connectors/sandbox');

const SANDBOXES: Readonly<
  Record<string, (common: PlatformOptions, options: SandboxOptions) => Promise<RunningHttp>>
> = {
  guangdong: async (common, { callback = '' }) =>
    (await sandboxes()).startGuangdongPlatform({ ...common, callbackUrl: callback }),
  henan: async (common) => (await sandboxes()).startHenanPlatform(common),
  hunan: async (common) => (await sandboxes()).startHunanPlatform(common),
  qingxin: async (common, { data, drop = join(data, 'drop') }) =>
    (await sandboxes()).startQingxinPlatform({ ...common, drop }),
  shanxi: async (common, { database = '' }) => {
    if (database === '') throw new Error('山西沙箱需要 --database · the sandbox of shanxi needs --database');
    return (await sandboxes()).startShanxiPlatform({ ...common, databaseUrl: database });
  },
};

export function registerConnectorCommands(program: Command, context: CommandContext): void {
  program
    .command('connector')
    .description('运行一省的连接器（前置机） · run the connector of a province')
    .argument('<province>', Object.keys(CONNECTORS).join(' | '), readOneOf(Object.keys(CONNECTORS)))
    .argument('<config>', '连接器配置（JSON） · its configuration')
    .option('--log-file <file>', '日志写入文件 · write the log to a file')
    .option('--gaps', '列出等待补充的对照，不启动 · only list the codes for which cases wait')
    .option('--missing', '列出迟迟未到的报文，不启动 · only list numbered acts that have not come')
    .option('--catalogue', '查看规则副本的状态，不启动 · only say what the copy of the hub’s rules is')
    .option(
      '--witnessed',
      '查看所见的日志与分叉证据，不启动；有分叉则退出码为 1 · only say what it has seen of the log; exit 1 if it has forked',
    )
    .option('--item <code>', '查副本：清单编号、基本编码或实施编码 · look an item up in the copy')
    .option(
      '--division <code>',
      '查副本：某区划的实施清单 · list what stands for a division in the copy',
      readDivision,
    )
    .option('--date <date>', '哪一天（YYYY-MM-DD） · on which day, today when absent', readDay)
    .option('--json', '与以上各项同用 · with any of these')
    .action(async (province: string, file: string, options: ConnectorOptions) => {
      const { ConnectorConfigSchema } = await import('#connectors/kit');
      const config = validate(ConnectorConfigSchema, readJson(await readFile(file)), `${file} is not valid`);
      const { asksForKept, showKept } = await import('./connector-kept.js');
      if (asksForKept(options)) return showKept(config, options, context);
      const start = CONNECTORS[province];
      if (start === undefined) throw new TypeError(`no connector ${province}`); // the argument was checked
      const { createLogger } = await import('#hub/observe');
      const connector = await start(config, createLogger('info', options.logFile));
      announceReady({ platform: config.platform }, () => connector.close());
    });

  program
    .command('sandbox')
    .description('运行一省的沙箱平台 · run the simulated platform of a province')
    .argument('<province>', Object.keys(SANDBOXES).join(' | '), readOneOf(Object.keys(SANDBOXES)))
    .option('--port <port>', '端口，0 为自动 · port, 0: any', readPort, 0)
    .requiredOption('--token <token>', '连接器使用的令牌 · the token that the connector uses')
    .requiredOption('--data <folder>', '平台保存流水号的目录 · where the platform keeps its running number')
    .option('--callback <url>', '广东平台的回调地址 · where Guangdong pushes to')
    .option('--database <url>', '山西平台的前置库（PostgreSQL） · the front database of Shanxi')
    .option(
      '--drop <folder>',
      '清新平台与连接器共用的目录 · the folder that Qingxin shares with its connector',
    )
    .action(async (province: string, options: SandboxOptions) => {
      mkdirSync(options.data, { recursive: true });
      const start = SANDBOXES[province];
      if (start === undefined) throw new TypeError(`no sandbox ${province}`); // the argument was checked
      const { port, token, data } = options;
      const now = () => context.runtime.now();
      const serialFile = join(data, 'serial');
      const platform = await start({ port, token, serialFile, now }, options);
      const { sealTrustOf } = await import('#connectors/sandbox/seals');
      announceReady({ port: platform.port, seals: sealTrustOf(serialFile) }, () => platform.close());
    });
}
