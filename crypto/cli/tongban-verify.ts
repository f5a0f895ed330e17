#!/usr/bin/env node
import { readFile, writeFile } from 'node:fs/promises';
import { Command, CommanderError, Option } from 'commander';
import { DerError } from '#crypto/asn1';
import { examineFile } from '#crypto/copies';
import { BundleError, readZip } from '#crypto/evidence';
import { OfdError } from '#crypto/ofd';
import { PDF_SEAL_KINDS, PdfError } from '#crypto/pdf';
import { CaseVerifier, type Language, readTrust, TrustError } from '#crypto/verify';
import { readCertificates } from '#crypto/x509/certificate';
import { readPage } from './page-file.js';
import { renderReport } from './render.js';
import { fileExitCode, fileReportJson, renderFile } from './render-file.js';

/** Exit codes: 0 all required pass, 1 something is false, 2 usage or unreadable, 3 the evidence is incomplete. */
const UNREADABLE = 2;

/** What is the matter with what was handed in, told in a line. */
const EXPECTED = [BundleError, TrustError, OfdError, PdfError, DerError];

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

interface FileOptions {
  readonly makers?: readonly string[];
  readonly issuers?: readonly string[];
  readonly pdfKinds?: readonly string[];
  readonly json?: boolean;
  readonly lang: Language;
}

program
  .command('file')
  .description(
    '核验证照文件的签章，逐个文件说明 · check the seals on the file of a certificate, file by file',
  )
  .argument('<file>', '证照文件 · an OFD or a PDF')
  .option('--makers <files...>', '认可的制章人证书，PEM · certificates of the seal makers you accept')
  .option(
    '--issuers <files...>',
    '认可的签章人证书颁发机构，PEM · authorities a signer may have a certificate of',
  )
  .option('--pdf-kinds <names...>', `PDF 签章的 SubFilter，默认 ${PDF_SEAL_KINDS} · kinds of seals in a PDF`)
  .option('--json', '机器可读输出 · machine-readable output')
  .addOption(new Option('--lang <lang>', '语言 · language').choices(['zh', 'en']).default('zh'))
  .addHelpText(
    'after',
    '\n退出码 · exit codes: 0 通过 pass, 1 不成立 false, 2 无法读取 unreadable, 3 未全部证明 not all proven',
  )
  .action(async (file: string, options: FileOptions) => {
    process.exitCode = await verifyFile(file, options);
  });

program
  .command('page')
  .description('写出网页版核验工具，离线可用 · write the verifier as a web page, for use offline')
  .requiredOption('--to <file>', '写到哪里；已有的文件不覆盖 · where to; no file is overwritten')
  .action(async ({ to }: { readonly to: string }) => {
    await writeFile(to, readPage(), { flag: 'wx' });
  });

async function verifyFile(
  file: string,
  { makers = [], issuers, pdfKinds, json, lang }: FileOptions,
): Promise<number> {
  const read = async (paths: readonly string[]) =>
    (await Promise.all(paths.map((path) => readFile(path, 'utf8')))).flatMap(readCertificates);
  const trust = { makers: await read(makers), issuers: issuers && (await read(issuers)), pdfKinds };
  const report = await examineFile(await readFile(file), trust);
  process.stdout.write(
    json ? `${JSON.stringify(fileReportJson(report), null, 2)}\n` : renderFile(report, lang),
  );
  return fileExitCode(report);
}

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
  const isExpected = EXPECTED.some((each) => error instanceof each) || isFileError(error);
  const why = isExpected ? `无法读取 · cannot be read: ${(error as Error).message}` : String(error);
  process.stderr.write(`tongban-verify: ${why}\n`);
  return UNREADABLE;
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
