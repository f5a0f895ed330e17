#!/usr/bin/env node
import { readFile, writeFile } from 'node:fs/promises';
import { Command, CommanderError, Option } from 'commander';
import { DerError } from '#crypto/asn1';
import { examineFile } from '#crypto/copies';
import { BundleError } from '#crypto/evidence';
import { OfdError } from '#crypto/ofd';
import { PDF_SEAL_KINDS, PdfError } from '#crypto/pdf';
import {
  CaseVerifier,
  type Language,
  type LogTrust,
  type Report,
  readTrust,
  type Trust,
  TrustError,
  treeKeys,
} from '#crypto/verify';
import { compareCheckpoints, type Found, formatMisbehaviour, openKnown } from '#crypto/verify/compare';
import { type AskedOfLog, type CheckedShard, LogFilesError, LogVerifier } from '#crypto/verify/log';
import { PeriodArchive, PeriodVerifier } from '#crypto/verify/period';
import { readCertificates } from '#crypto/x509/certificate';
import { openExaminers } from './examiners.js';
import { checkpointsAt, logAt, readBundleAt, withFile } from './input.js';
import { readPage } from './page-file.js';
import { CASES, FILES, ProgressBar } from './progress-bar.js';
import { renderReport } from './render.js';
import { fileExitCode, fileReportJson, renderFile } from './render-file.js';
import { readMoment, withTimeStampOptions } from './time-options.js';
import { readLogTrustFiles, readTimeStampFiles, type TimeStampOptions } from './trust-files.js';
import { type WithholdOptions, withGroupOptions, withholdFile } from './withhold.js';

/** Exit codes: 0 all required pass, 1 something is false, 2 usage or unreadable, 3 the evidence is incomplete. */
const UNREADABLE = 2;

/** What is the matter with what was handed in, told in a line. */
const EXPECTED = [BundleError, LogFilesError, TrustError, OfdError, PdfError, DerError];

interface TrustOptions extends TimeStampOptions {
  readonly policy: string;
  readonly keys: string;
  readonly gm?: string;
}

/** Of the evidence of a case, and of a period. */
interface CaseOptions extends TrustOptions {
  readonly at?: number;
  readonly since?: string;
  readonly allowWithheld?: boolean;
  readonly json?: boolean;
  readonly lang: Language;
}

/** What the evidence of a case and of a period is checked by. */
function withEvidenceOptions(command: Command): Command {
  return withTimeStampOptions(
    command
      .requiredOption('--policy <file>', '信任的日志公钥（C2SP tlog-policy） · the log keys you trust')
      .requiredOption('--keys <file>', '信任的平台公钥 platforms.json · the platform keys you trust')
      .option('--gm <file>', '日志的 SM2 公钥 · the SM2 key of the log')
      .option(
        '--at <date>',
        '按此时刻判断密钥、见证与时间戳（ISO 8601） · judge keys, witnesses and time stamps by this moment',
        readMoment,
      )
      .option(
        '--since <file>',
        '已知的检查点，或含检查点的文件 · a checkpoint that you had before, or a file with some',
      ),
  )
    .option('--allow-withheld', '未公开的内容不算证据不全 · withheld contents do not make it incomplete')
    .option('--json', '机器可读输出 · machine-readable output')
    .addOption(new Option('--lang <lang>', '语言 · language').choices(['zh', 'en']).default('zh'))
    .addHelpText(
      'after',
      '\n退出码 · exit codes: 0 通过 pass, 1 不成立 false, 2 无法读取 unreadable, 3 证据不全 incomplete',
    );
}

const program = new Command('tongban-verify')
  .description('离线核验通办枢纽的证据；不联网，不提问 · checks evidence of a Tongban hub offline')
  .exitOverride()
  .configureHelp({ showGlobalOptions: true });

withEvidenceOptions(
  program
    .command('bundle')
    .description('核验一个办件的证据包 · check the evidence of a case')
    .argument('<file>', '证据包或其解压后的文件夹 · <case>.evidence.zip, or what was in it as a folder'),
).action(async (file: string, options: CaseOptions) => {
  process.exitCode = await verifyBundle(file, options);
});

withGroupOptions(program.command('withhold'))
  .description(
    '写出隐去部分内容、仍可核验的证据包 · write the same evidence with less in it, to be checked all the same',
  )
  .argument('<file>', '证据包或其解压后的文件夹 · <case>.evidence.zip, or what was in it as a folder')
  .requiredOption('--to <file>', '写到哪里；已有的文件不覆盖 · where to; no file is overwritten')
  .action(async (file: string, options: WithholdOptions) => {
    if (options.without === undefined && options.only === undefined)
      program.error('tongban-verify: --without, --only?');
    await withholdFile(file, options);
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

async function readTrustFiles(options: TrustOptions): Promise<Trust> {
  return readTrust({
    policy: await readFile(options.policy, 'utf8'),
    platforms: await readFile(options.keys),
    gm: options.gm === undefined ? undefined : await readFile(options.gm, 'utf8'),
    timeStamps: await readTimeStampFiles(options),
  });
}

async function verifyBundle(file: string, options: CaseOptions): Promise<number> {
  const trust = await readTrustFiles(options);
  const { logs } = trust.policy;
  const since = options.since === undefined ? [] : openKnown(await checkpointsAt(options.since), logs);
  const report = new CaseVerifier(trust).verify(await readBundleAt(file), {
    at: options.at,
    since,
    mayBeWithheld: options.allowWithheld === true,
  });
  return tell(report, options);
}

interface LogOptions extends TimeStampOptions {
  readonly policy: string;
  readonly gm?: string;
  readonly at?: number;
  readonly since?: string;
  readonly json?: boolean;
  readonly lang: Language;
}

withTimeStampOptions(
  program
    .command('log')
    .description('核验一份导出的日志，逐条逐片 · check an exported log, every entry and every tile of it')
    .argument(
      '<folders...>',
      '由 tongban log export 写出的文件夹；前后相续的几个日志按先后列出 · as `tongban log export` writes it; of logs that go on from each other, the older first',
    )
    .requiredOption('--policy <file>', '信任的日志公钥（C2SP tlog-policy） · the log keys you trust')
    .option(
      '--gm <file>',
      'policy.gm：日志与其 SM3 树的 SM2 公钥 · the SM2 keys of the log and of its SM3 tree',
    )
    .option(
      '--since <file>',
      '已知的检查点，或含检查点的文件 · a checkpoint that you had before, or a file with some',
    )
    .option(
      '--at <date>',
      '按此时刻判断见证与时间戳（ISO 8601） · judge witnesses and time stamps by this moment',
      readMoment,
    ),
)
  .option('--json', '机器可读输出 · machine-readable output')
  .addOption(new Option('--lang <lang>', '语言 · language').choices(['zh', 'en']).default('zh'))
  .addHelpText(
    'after',
    '\n退出码 · exit codes: 0 通过 pass, 1 不成立 false, 2 无法读取 unreadable, 3 证据不全 incomplete',
  )
  .action(async (folders: readonly string[], options: LogOptions) => {
    process.exitCode = await verifyLogs(folders, options);
  });

withEvidenceOptions(
  program
    .command('period')
    .description(
      '核验一个期间的全部证据：日志、每个办件，以及是否有遗漏 · check the evidence of a period: the log, every case, and whether anything is missing',
    )
    .argument('<file>', '由 tongban audit export 写出的文件 · as `tongban audit export` writes it'),
).action(async (file: string, options: CaseOptions) => {
  const trust = await readTrustFiles(options);
  const since =
    options.since === undefined ? [] : openKnown(await checkpointsAt(options.since), treeKeys(trust));
  process.exitCode = tell(await verifyPeriod(file, trust, { ...options, since }), options);
});

async function verifyPeriod(
  file: string,
  trust: Trust,
  { since = [], at, allowWithheld, lang }: Omit<CaseOptions, 'since'> & Pick<AskedOfLog, 'since'>,
): Promise<Report> {
  const bar = new ProgressBar(process.stderr, lang);
  const examiners = openExaminers();
  try {
    return await withFile(file, async (source) =>
      new PeriodVerifier(trust).verify(await PeriodArchive.open(source), {
        ...{ since, at, mayBeWithheld: allowWithheld === true },
        examine: examiners.examine,
        onFiles: (count) => bar.start(count, FILES),
        onFile: () => bar.add(1),
        onSize: (size) => {
          examiners.expect(size);
          bar.start(size);
        },
        onEntries: (count) => bar.add(count),
        onCases: (count) => bar.start(count, CASES),
        onCase: () => bar.add(1),
      }),
    );
  } finally {
    bar.end();
    await examiners.close();
  }
}

async function verifyLogs(folders: readonly string[], options: LogOptions): Promise<number> {
  const trust = await readLogTrustFiles(options);
  const keys = treeKeys(trust);
  const since = options.since === undefined ? [] : openKnown(await checkpointsAt(options.since), keys);
  const before: CheckedShard[] = [];
  const reports: Report[] = [];
  for (const folder of folders) {
    const { report, checked } = await verifyLog(
      folder,
      trust,
      { at: options.at, since, before },
      options.lang,
    );
    reports.push(report);
    if (checked !== undefined) before.push(checked);
  }
  const [only] = reports;
  if (options.json && only !== undefined)
    process.stdout.write(`${JSON.stringify(reports.length === 1 ? only : reports, null, 2)}\n`);
  if (!options.json) for (const report of reports) process.stdout.write(renderReport(report, options.lang));
  const codes = new Set(reports.map(({ exitCode }) => exitCode));
  return codes.has(1) ? 1 : codes.has(3) ? 3 : 0;
}

async function verifyLog(
  folder: string,
  trust: LogTrust,
  asked: Pick<AskedOfLog, 'at' | 'since' | 'before'>,
  lang: Language,
) {
  const bar = new ProgressBar(process.stderr, lang);
  const examiners = openExaminers();
  try {
    const verified = await new LogVerifier(trust).verify(logAt(folder), {
      ...asked,
      examine: examiners.examine,
      onSize: (size) => {
        examiners.expect(size);
        bar.start(size);
      },
      onEntries: (count) => bar.add(count),
    });
    bar.end();
    return verified;
  } finally {
    await examiners.close();
  }
}

interface CompareOptions {
  readonly policy?: string;
  readonly gm?: string;
  readonly log?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly lang: Language;
}

program
  .command('compare')
  .description(
    '比较检查点：两个不可能同时为真的检查点即日志作弊的证据 · compare checkpoints: two that cannot both be true prove misbehaviour',
  )
  .argument(
    '<files...>',
    '检查点、证据包、证明、回执、导出的日志 · checkpoints, bundles, proofs, receipts, exported logs',
  )
  .option('--policy <file>', '信任的日志公钥（C2SP tlog-policy） · the log keys you trust')
  .option(
    '--gm <file>',
    'policy.gm：其 SM3 树的 SM2 公钥，需与 --policy 同用 · the keys of SM3 trees, with --policy',
  )
  .option('--log <folder>', '导出的日志，用其分片判断不同规模 · an exported log, to decide between sizes')
  .option('--out <file>', '作弊证据写到何处 · where to write the proof of misbehaviour')
  .option('--json', '机器可读输出 · machine-readable output')
  .addOption(new Option('--lang <lang>', '语言 · language').choices(['zh', 'en']).default('zh'))
  .addHelpText(
    'after',
    '\n退出码 · exit codes: 0 通过 pass, 1 不成立 false, 2 无法读取 unreadable, 3 证据不全 incomplete',
  )
  .action(async (files: readonly string[], options: CompareOptions) => {
    process.exitCode = await compare(files, options);
  });

async function compare(files: readonly string[], options: CompareOptions): Promise<number> {
  const { policy, gm } = options;
  if (policy === undefined && gm !== undefined) throw new TrustError('--gm needs --policy');
  const trust = policy === undefined ? undefined : await readLogTrustFiles({ policy, gm });
  const found: Found[] = [];
  for (const file of files) found.push(await checkpointsAt(file));
  const all = {
    checkpoints: found.flatMap(({ checkpoints }) => checkpoints),
    misbehaviour: found.flatMap(({ misbehaviour }) => misbehaviour),
  };
  const log = options.log === undefined ? undefined : logAt(options.log);
  const { report, misbehaviour } = await compareCheckpoints(all, { trust, log });
  if (misbehaviour !== undefined) {
    const path = options.out ?? misbehaviour.fileName;
    await writeFile(path, formatMisbehaviour(misbehaviour));
    process.stderr.write(
      options.lang === 'zh' ? `作弊证据已写入 ${path}\n` : `the proof was written to ${path}\n`,
    );
  }
  return tell(report, options);
}

function tell(report: Report, { json, lang }: { readonly json?: boolean; readonly lang: Language }): number {
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : renderReport(report, lang));
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
