import { type Command, InvalidArgumentError } from 'commander';
import { values } from '#proto/schema';
import { AS_JSON, readWhole } from './arguments.js';
import type { CommandContext } from './tongban.js';

export interface CheckOptions {
  readonly folder: string;
  readonly rules?: string;
  readonly type: string;
  readonly fields: string;
  readonly audience: string;
  readonly nonce: string;
  readonly maxAge: number;
  readonly maxProofAge: number;
  readonly json?: boolean;
}

const MIN_NONCE = 16;

/** 亮证核验 at a window without a network: no hub, no database, nothing but a folder that was brought to it. */
export function registerCheck(certificates: Command, context: CommandContext): void {
  certificates
    .command('check')
    .description('断网窗口核验持证主体出示的证照 · check what a holder shows, without a network')
    .argument(
      '<file>',
      '出示内容：SD-JWT VC 与持证主体签名 · what was shown: an SD-JWT VC with the proof of its holder',
    )
    .requiredOption(
      '--folder <dir>',
      '连接器保存的公钥与状态列表 · keys and status lists, as a connector keeps them (window/)',
    )
    .requiredOption('--type <code>', '证照类型代码 · type of certificate that was asked for', readType)
    .requiredOption('--fields <names>', '询问的字段，逗号分隔 · the fields that were asked for, with commas')
    .requiredOption('--audience <name>', '本窗口的名称 · the name of this window')
    .requiredOption(
      '--nonce <text>',
      '本次询问的随机数，至少 16 个字符 · of this question; at least 16 characters',
      readNonce,
    )
    .option(
      '--max-age <hours>',
      '状态列表与公钥的最长时限 · how old lists and keys may be',
      readWhole(1, 720),
      24,
    )
    .option(
      '--max-proof-age <seconds>',
      '出示后的最长时限 · how long ago it may have been shown',
      readWhole(1, 3_600),
      300,
    )
    .option('--rules <dir>', '颁发机构规则目录 · folder with issuers.json (config/ecert)')
    .option('--json', AS_JSON)
    .addHelpText(
      'after',
      '\n退出码 · exit codes: 0 有效 valid, 1 不成立 it is not, 2 无法读取 unreadable, 3 无法判定 it cannot be said here',
    )
    .action(async (file: string, options: CheckOptions) => {
      const { checkShown } = await import('./window-check.js');
      process.exitCode = await checkShown(file, options, context);
    });
}

function readType(text: string): string {
  if (values.certificateType.safeParse(text).success) return text;
  throw new InvalidArgumentError('应为 21 位类型代码 · expected a type code of 21 characters');
}

function readNonce(text: string): string {
  if (text.length >= MIN_NONCE) return text;
  throw new InvalidArgumentError('至少 16 个字符 · at least 16 characters');
}
