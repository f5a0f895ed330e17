import { statSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { dayOf } from '#domain/rules';
import {
  BadRowFiles,
  type CatalogueFormat,
  type CatalogueSource,
  type Encoding,
  faultText,
  NotACatalogueError,
  openSource,
} from '#hub/catalogue';
import type { ImportReport } from '#hub/exchange';
import { AS_JSON, readDay, readWhole } from '../arguments.js';
import type { OperatorDatabase } from '../operator-database.js';
import { operatorName } from '../operator-name.js';
import type { Speech } from '../speech.js';
import type { CommandContext } from '../tongban.js';
import { encodingOption } from './options.js';
import { printReport } from './report.js';
import { readUpTaskRules } from './rule-files.js';

interface ImportOptions {
  readonly format?: CatalogueFormat;
  readonly encoding: Encoding;
  readonly asOf?: string;
  readonly platform?: string;
  readonly mapping?: string;
  readonly complete?: boolean;
  readonly dryRun?: boolean;
  readonly skipBad?: string;
  readonly limit: number;
  readonly json?: boolean;
}

/** Exit codes beside 0, and 1 for whatever else went wrong. */
const NOTHING_IMPORTED = 2;
const SOME_LEFT_OUT = 3;

export function registerImport(catalog: Command, context: CommandContext, withDb: OperatorDatabase): void {
  catalog
    .command('import')
    .description(
      '导入目录文件；有错行则全部不导入（退出码 2），除非 --skip-bad（有行被略过时退出码 3） · import files; one bad row keeps all out (exit 2), except with --skip-bad (exit 3 when rows were left out)',
    )
    .argument('<path>', 'CSV 文件，或 CSV / 国家交换表文件夹 · a CSV file, or a folder of them')
    .addOption(
      new Option('--format <format>', '格式，缺省按文件名 · by file names if absent').choices([
        'csv',
        'up-task',
      ]),
    )
    .addOption(encodingOption())
    .option(
      '--as-of <date>',
      '变更自此日起生效，缺省为今天 · from when changes count; today if absent',
      readDay,
    )
    .option(
      '--platform <peer>',
      '交换表所属平台（up-task 必需） · whose tables they are (needed for up-task)',
    )
    .option(
      '--mapping <file>',
      '交换表代码对照，缺省 config/catalog/up-task.json · other code lists than the ones that come along',
    )
    .option(
      '--complete',
      '文件即完整清单：其中没有的行到期 · the files are the whole list: what they leave out ends',
    )
    .option('--dry-run', '只比较，不写入 · compare and change nothing')
    .option('--skip-bad <path>', '错行写到这里，其余导入 · bad rows go there, the others are imported')
    .option('--limit <n>', '各类列出多少行 · how many rows of each kind to name', readWhole(0, 999_999), 20)
    .option('--json', AS_JSON)
    .action(async (path: string, options: ImportOptions) => {
      const report = await runImport(path, options, context, withDb);
      const speech = context.speech();
      if (options.json) speech.sayJson(report);
      else printReport(report, speech);
      if (report.outcome === 'refused') process.exitCode = NOTHING_IMPORTED;
      else if (report.rowsBad > 0) process.exitCode = SOME_LEFT_OUT;
    });
}

async function runImport(
  path: string,
  options: ImportOptions,
  context: CommandContext,
  withDb: OperatorDatabase,
): Promise<ImportReport> {
  if (options.complete && options.skipBad !== undefined)
    throw new Error(
      '--complete 与 --skip-bad 不能同用：被略过的行会被当作已取消 · they exclude each other: a row left out would end',
    );
  const { importCatalogue } = await import('#hub/exchange'); // half of all there is to load, and the other commands need none of it
  const now = context.runtime.now();
  const asOf = options.asOf ?? dayOf(now);
  const source = await open(path, options, asOf);
  const badRows =
    options.skipBad === undefined
      ? undefined
      : new BadRowFiles(options.skipBad, statSync(path).isDirectory(), options.encoding);
  const progress = options.json ? undefined : progressOf(source, context.speech());
  try {
    return await withDb((db) =>
      importCatalogue(db, source, {
        asOf,
        isComplete: options.complete ?? false,
        isDryRun: options.dryRun ?? false,
        badRows,
        importedBy: operatorName(),
        now,
        listed: options.limit,
        onProgress: progress?.add ?? (() => {}),
      }),
    );
  } finally {
    progress?.end();
    badRows?.close();
  }
}

async function open(path: string, options: ImportOptions, asOf: string): Promise<CatalogueSource> {
  try {
    return await openSource(path, {
      format: options.format,
      encoding: options.encoding,
      upTask: () => {
        const { platform } = options;
        if (platform === undefined)
          throw new Error('请用 --platform 指明交换表所属平台 · name with --platform whose tables these are');
        return readUpTaskRules(options.mapping, platform, asOf);
      },
    });
  } catch (error) {
    if (!(error instanceof NotACatalogueError)) throw error;
    const { zh, en } = faultText(error.code);
    throw new Error(`${error.message}: ${zh} · ${en}`);
  }
}

function progressOf({ files }: CatalogueSource, speech: Speech) {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  return speech.progress({ zh: '读取', en: 'reading' }, total);
}
