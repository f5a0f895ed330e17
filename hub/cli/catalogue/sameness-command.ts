import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { readSamenessElements } from '#config';
import { dayOf } from '#domain/rules';
import {
  compareItems,
  type SamenessReport,
  samenessJson,
  samenessPage,
  samenessRows,
} from '#domain/sameness';
import { BYTE_ORDER_MARK, csvLine } from '#proto/csv';
import { readDay } from '../arguments.js';
import type { OperatorDatabase } from '../operator-database.js';
import type { CommandContext } from '../tongban.js';
import { handledItems } from './handled-items.js';

type Format = 'page' | 'csv' | 'json';

interface SamenessOptions {
  readonly date?: string;
  readonly format: Format;
  readonly out?: string;
}

const RENDERERS: Readonly<Record<Format, (report: SamenessReport) => string>> = {
  page: samenessPage,
  csv: (report) => BYTE_ORDER_MARK + samenessRows(report).map(csvLine).join(''),
  json: (report) => `${JSON.stringify(samenessJson(report), null, 2)}\n`,
};

/** 五级十二同: which elements of an item authorities do alike, which they do not, and who must change. */
export function registerSameness(command: Command, context: CommandContext, withDb: OperatorDatabase): void {
  command
    .command('sameness')
    .description('要素统一（五级十二同）比对报告 · which elements of items differ between authorities')
    .argument('[basic code...]', '基本编码；不给则比对全部 · of these items; otherwise of all')
    .option(
      '--date <YYYY-MM-DD>',
      '比对日期，默认今天 · the day that is compared; today unless told',
      readDay,
    )
    .addOption(
      new Option('--format <format>', '格式 · format').choices(Object.keys(RENDERERS)).default('page'),
    )
    .option('--out <file>', '写入文件，默认标准输出 · write to a file')
    .action(async (codes: string[], { date, format, out }: SamenessOptions) => {
      const day = date ?? dayOf(context.runtime.now());
      const items = await withDb((db) => handledItems(db, codes, day));
      const missing = codes.filter((code) => !items.some(({ basicCode }) => basicCode === code));
      if (missing.length > 0 || items.length === 0)
        throw new Error(`没有可比对的事项 · there is nothing to compare: ${missing.join(' ') || day}`);
      const text = RENDERERS[format](compareItems(readSamenessElements(), items, day));
      if (out === undefined) return void process.stdout.write(text);
      await writeFile(out, text);
      context.speech().say({
        zh: `✓ 已写入 ${out}，比对 ${items.length} 个事项。`,
        en: `✓ ${out} is written; ${items.length} items are compared.`,
      });
    });
}
