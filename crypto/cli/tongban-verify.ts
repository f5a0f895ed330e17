#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { Command, CommanderError, Option } from 'commander';
import { BundleError, readZip } from '#crypto/evidence';
import { CaseVerifier, readTrust, TrustError } from '#crypto/verify';
import { type Language, renderReport } from './render.js';

/** Exit codes: 0 all required pass, 1 something is false, 2 usage or unreadable, 3 the evidence is incomplete. */
const UNREADABLE = 2;

interface BundleOptions {
  readonly policy: string;
  readonly keys: string;
  readonly gm?: string;
  readonly json?: boolean;
  readonly lang: Language;
}

const program = new Command('tongban-verify')
  .description('离线核验通办枢纽的证据；不联网，不提问 · checks evidence of a Tongban hub offline')
  .exitOverride()
  .configureHelp({ showGlobalOptions: true });

program
  .command('bundle')
  .description('核验一个办件的证据包 · check the evidence of a case')
  .argument('<file>', '证据包 · <case>.evidence.zip')
  .requiredOption('--policy <file>', '信任的日志公钥（C2SP tlog-policy） · the log keys you trust')
  .requiredOption('--keys <file>', '信任的平台公钥 platforms.json · the platform keys you trust')
  .option('--gm <file>', '日志的 SM2 公钥 · the SM2 key of the log')
  .option('--json', '机器可读输出 · machine-readable output')
  .addOption(new Option('--lang <lang>', '语言 · language').choices(['zh', 'en']).default('zh'))
  .addHelpText(
    'after',
    '\n退出码 · exit codes: 0 通过 pass, 1 不成立 false, 2 无法读取 unreadable, 3 证据不全 incomplete',
  )
  .action(async (file: string, options: BundleOptions) => {
    process.exitCode = await verifyBundle(file, options);
  });

async function verifyBundle(file: string, options: BundleOptions): Promise<number> {
  const trust = readTrust({
    policy: await readFile(options.policy, 'utf8'),
    platforms: await readFile(options.keys),
    gm: options.gm === undefined ? undefined : await readFile(options.gm, 'utf8'),
  });
  const report = new CaseVerifier(trust).verify(await readZip(await readFile(file)));
  process.stdout.write(
    options.json ? `${JSON.stringify(report, null, 2)}\n` : renderReport(report, options.lang),
  );
  return report.exitCode;
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : UNREADABLE; // it has written its message
  const isExpected = error instanceof BundleError || error instanceof TrustError || isFileError(error);
  process.stderr.write(`tongban-verify: ${isExpected ? (error as Error).message : String(error)}\n`);
  return UNREADABLE;
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
