import type { Command } from 'commander';
import {
  checkpointsAt,
  openExaminers,
  ProgressBar,
  readLogTrustFiles,
  renderReport,
  type TimeStampOptions,
  withTimeStampOptions,
} from '#crypto/cli';
import { BundleError } from '#crypto/evidence';
import { type LogTrust, type Report, TrustError, treeKeys } from '#crypto/verify';
import { openKnown } from '#crypto/verify/compare';
import { LogVerifier } from '#crypto/verify/log';
import { FalseLogError } from '#hub/log';
import { AS_JSON } from '../arguments.js';
import type { Language } from '../speech.js';
import type { CommandContext } from '../tongban.js';
import { LogAddressError, UnreadLogError } from './served-files.js';
import { ServedLog } from './served-log.js';
import { openServed, type ServedOptions, withServedOptions } from './served-options.js';

interface VerifyOptions extends ServedOptions, TimeStampOptions {
  readonly policy: string;
  readonly gm?: string;
  readonly since?: string;
  readonly json?: boolean;
}

/** As tongban-verify has them. */
const EXIT = { FALSE: 1, UNREADABLE: 2, INCOMPLETE: 3 } as const;

/**
 * What `tongban-verify log` does with a folder, of a log where it is served. It stands here because that program has no way to
 * the network.
 */
export function registerVerify(log: Command, context: CommandContext): void {
  const command = log
    .command('verify')
    .description(
      '在线核验一个日志服务：逐条逐片，不落盘 · check a served log, every entry and every tile of it, and keep nothing',
    )
    .argument('<url>', '日志地址，如 https://hub.example:8444/log · the prefix of the log’s files')
    .requiredOption(
      '--policy <file>',
      '信任策略 policy.txt，取自日志之外 · the trust policy, not from the log itself',
    )
    .option(
      '--gm <file>',
      'policy.gm：日志与其 SM3 树的 SM2 公钥 · the SM2 keys of the log and of its SM3 tree',
    )
    .option(
      '--since <file>',
      '已知的检查点，或含检查点的文件 · a checkpoint that you had before, or a file with some',
    );
  withServedOptions(withTimeStampOptions(command))
    .option('--json', AS_JSON)
    .addHelpText(
      'after',
      '\n退出码 · exit codes: 0 通过 pass, 1 不成立 false, 2 无法读取 unreadable, 3 未能核验完毕 incomplete',
    )
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : EXIT.UNREADABLE))
    .action(async (url: string, options: VerifyOptions) => {
      const speech = context.speech();
      try {
        const report = await verifyServed(url, options, speech.language);
        process.stdout.write(
          options.json ? `${JSON.stringify(report, null, 2)}\n` : renderReport(report, speech.language),
        );
        process.exitCode = report.exitCode;
      } catch (error) {
        process.exitCode = exitCodeOf(error);
        process.stderr.write(`tongban: ${error instanceof Error ? error.message : String(error)}\n`);
      }
    });
}

async function verifyServed(url: string, options: VerifyOptions, language: Language): Promise<Report> {
  const trust = await readLogTrustFiles(options);
  const since = options.since === undefined ? [] : await knownAt(options.since, trust);
  const files = await openServed(url, options);
  const bar = new ProgressBar(process.stderr, language);
  const examiners = openExaminers();
  try {
    const log = await ServedLog.open(files);
    const { report } = await new LogVerifier(trust).verifyAt(log, {
      since,
      examine: examiners.examine,
      onSize: (size) => {
        examiners.expect(size);
        bar.start(size);
      },
      onEntries: (count) => bar.add(count),
    });
    return report;
  } finally {
    bar.end();
    files.close();
    await examiners.close();
  }
}

async function knownAt(file: string, trust: LogTrust) {
  return openKnown(await checkpointsAt(file), treeKeys(trust));
}

/** What the auditor named cannot be used; the server lies; or it could not be read to its end, and nothing is known to be false. */
function exitCodeOf(error: unknown): number {
  if (error instanceof FalseLogError) return EXIT.FALSE;
  if (error instanceof UnreadLogError) return EXIT.INCOMPLETE;
  const isNamedWrong = [TrustError, BundleError, LogAddressError].some((kind) => error instanceof kind);
  if (isNamedWrong || (error instanceof Error && 'syscall' in error)) return EXIT.UNREADABLE;
  throw error;
}
