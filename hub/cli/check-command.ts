import { readFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { readCertificatePowers } from '#config';
import { MAX_CREDENTIAL_CHARACTERS } from '#crypto/credential';
import {
  checkAtWindow,
  exitCodeOf,
  TrustError,
  WINDOW_VERDICTS,
  type WindowReport,
  type WindowTrust,
} from '#crypto/verify';
import { AS_JSON, readCertificateType, readWhole } from './arguments.js';
import { fileErrorText } from './file-errors.js';
import type { CommandContext } from './tongban.js';
import { readWindowFolder } from './window-folder.js';

interface CheckOptions {
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

/** What was called wrongly, or cannot be read at all: neither valid nor not. */
const UNREADABLE = 2;

const MIN_NONCE = 16;
const HOUR_MS = 3_600_000;

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
    .requiredOption(
      '--type <code>',
      '证照类型代码 · type of certificate that was asked for',
      readCertificateType,
    )
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
      '\n退出码 · exit codes: 0 有效 valid, 1 不成立 it is not, 2 用法有误或文件无法读取 usage, or a file that cannot be read, 3 无法判定 it cannot be said here',
    )
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : UNREADABLE))
    .action(async (file: string, options: CheckOptions) => {
      process.exitCode = await check(file, options, context);
    });
}

async function check(file: string, options: CheckOptions, context: CommandContext): Promise<number> {
  const { folder, rules, type, audience, nonce } = options;
  let text: string;
  let trust: WindowTrust;
  try {
    text = (await readFile(file, 'utf8')).trim().slice(0, MAX_CREDENTIAL_CHARACTERS + 1);
    trust = await readWindowFolder(folder, readCertificatePowers(rules), options.maxAge * HOUR_MS);
  } catch (error) {
    const isExpected = error instanceof TrustError || (error instanceof Error && 'syscall' in error);
    if (!isExpected) throw error;
    process.stderr.write(`tongban: ${fileErrorText(error) ?? error.message}\n`);
    return UNREADABLE;
  }
  const asked = {
    ...{ type, audience, nonce },
    fields: options.fields.split(',').filter((name) => name !== ''),
    now: context.runtime.now(),
    maxProofAgeMs: options.maxProofAge * 1000,
  };
  const report = await checkAtWindow(text, asked, trust);
  const speech = context.speech();
  if (options.json) speech.say(JSON.stringify(report, undefined, 2));
  else for (const line of linesOf(report)) speech.say(line);
  return exitCodeOf(report);
}

function linesOf({ verdict, reason, listAgeSeconds, keysAgeSeconds, credential }: WindowReport) {
  const { zh, en, exitCode } = WINDOW_VERDICTS[verdict];
  const mark = exitCode === 0 ? '✓' : exitCode === 1 ? '✗' : '?';
  const because = reason === undefined ? '' : ` (${reason})`;
  const list = listAgeSeconds === undefined ? { zh: '无', en: 'none' } : ageOf(listAgeSeconds);
  const keys = ageOf(keysAgeSeconds);
  const fields = Object.entries(credential?.fields ?? {}).map(
    ([name, value]) => `  ${name}: ${String(value)}`,
  );
  return [
    { zh: `${mark} ${verdict} ${zh}${because}`, en: `${mark} ${verdict} ${en}${because}` },
    {
      zh: `状态列表距今 ${list.zh}；公钥目录距今 ${keys.zh}`,
      en: `age of the status list: ${list.en}; of the keys: ${keys.en}`,
    },
    ...fields,
  ];
}

function ageOf(seconds: number): { readonly zh: string; readonly en: string } {
  const minutes = Math.round(seconds / 60);
  return seconds < 120
    ? { zh: `${seconds} 秒`, en: `${seconds} s` }
    : { zh: `${minutes} 分钟`, en: `${minutes} min` };
}

function readNonce(text: string): string {
  if (text.length >= MIN_NONCE) return text;
  throw new InvalidArgumentError('至少 16 个字符 · at least 16 characters');
}
