import { type Command, Option } from 'commander';
import { SUITES } from '#crypto/primitives';
import { HubError } from '#proto/errors';
import { readAmount, readPort } from '../arguments.js';
import { pad } from '../speech.js';
import type { CommandContext } from '../tongban.js';
import type { ConformanceOptions } from './options.js';

/** It could not be run: nothing was found out about the platform. */
const NOT_RUN = 2;

const DEFAULT_ITEM = '002090012000';

export function registerConformance(program: Command, context: CommandContext): void {
  program
    .command('conformance')
    .description(
      '检查一个平台或连接器能否接入 · find out whether a platform or connector is ready to take part',
    )
    .option('--peer <id>', '被测平台 · the platform under test')
    .option('--sandbox', '启动本省沙箱与连接器来测 · test our own sandbox and connector')
    .option('--driver <url|manual>', '驱动接口地址，或由人操作 · where the desk is, or a person')
    .addOption(new Option('--suite <suite>', '签名套件 · its signature suite').choices([...SUITES]))
    .option('--division <code>', '行政区划代码 · its division (GB/T 2260)')
    .option('--uscc <code>', '统一社会信用代码 · its unified social credit code')
    .option('--name <name>', '平台名称 · its name')
    .option('--public-key <file>', '自备签名公钥 · its own signing key (public, PEM)')
    .option('--certificate <file>', '自备客户端证书 · its own client certificate (PEM)')
    .option('--authority <file>', '该证书的签发机构 · who issued that certificate (PEM)')
    .option('--counterpart <id>', '扮演的对方平台 · the sample platform that the suite plays')
    .option('--item <code>', '事项基本编码 · basic code of the item', DEFAULT_ITEM)
    .option('--local-item <code>', '该事项在平台的编码 · what the platform calls it; found out if not given')
    .option('--listen <host:port>', '平台连接的 gRPC 地址 · where the platform is to connect')
    .option('--rest-port <port>', '平台连接的 REST 端口 · the same over REST', readPort, 0)
    .option('--out <folder>', '材料目录，可重复使用 · where its keys and configuration are written')
    .option('--database <url>', 'PostgreSQL 服务器 · a server to make databases in')
    .option('--wait <seconds>', '等待接入 · how long to wait for it', readAmount, 600)
    .option('--patience <seconds>', '每步等待 · how long to wait for each step', readAmount)
    .option('--idle <seconds>', '空闲检查的时长 · how long it must stay attached idle', readAmount, 40)
    .option('--outage <seconds>', '中断检查的时长 · how long the hub is away', readAmount, 5)
    .option('--load <cases>', '并发办件数 · cases at once', readAmount, 50)
    .option('--min-rate <rate>', '每秒办件下限 · least cases a second', readAmount, 0)
    .option('--only <ids>', '只做这些检查（逗号分隔） · only these checks', split, [])
    .option('--list', '列出检查项 · list the checks')
    .option('--json <file>', '报告（JSON） · write the report as JSON')
    .option('--html <file>', '报告（HTML） · write the report as HTML')
    .option('--keep', '保留工作目录 · keep logs')
    .addHelpText('after', '\n退出码 · exit codes: 0 通过 pass, 1 失败 fail, 2 未能运行 could not be run')
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : NOT_RUN)) // it has said what is wrong
    .action(async (options: ConformanceOptions) => {
      try {
        process.exitCode = options.list === true ? await list(context) : await run(options, context);
      } catch (error) {
        process.stderr.write(`tongban: ${describe(error)}\n`);
        process.exitCode = NOT_RUN;
      }
    });
}

async function run(options: ConformanceOptions, context: CommandContext): Promise<number> {
  const { runConformance } = await import('./run.js');
  const serverUrl = options.database ?? context.config().database.url;
  return runConformance(options, serverUrl, context.runtime, context.speech());
}

async function list(context: CommandContext): Promise<number> {
  const { CHECKS } = await import('./checks/index.js');
  const speech = context.speech();
  for (const { id, title } of CHECKS) speech.say(`  ${pad(id, 34)}${title[speech.language]}`);
  return 0;
}

function split(text: string): string[] {
  return text.split(',').flatMap((name) => name.trim() || []);
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const violations = error instanceof HubError ? error.violations.map(({ message }) => message) : [];
  return [error.message, ...violations].join('\n  ');
}
