import { type Command, InvalidArgumentError } from 'commander';
import type { CaseMeasure } from '#domain/case';
import { dayOf } from '#domain/rules';
import { caseCounts, type Database } from '#hub/store';
import { BYTE_ORDER_MARK, csvLine } from '#proto/csv';
import { AS_JSON, readBasicCode, readOneOf, readShortName } from './arguments.js';
import type { OperatorDatabase } from './operator-database.js';
import { pad, type Text } from './speech.js';
import type { CommandContext } from './tongban.js';

interface StatisticsOptions {
  readonly from?: string;
  readonly to?: string;
  readonly item?: string;
  readonly platform?: string;
  readonly by: string;
  readonly json?: boolean;
  readonly csv?: boolean;
}

type Groups = 'month' | 'basicCode' | 'submitter' | 'competent';

const GROUPS: Readonly<Record<string, Groups>> = {
  month: 'month',
  item: 'basicCode',
  submitter: 'submitter',
  competent: 'competent',
};
const PAGE = 5_000;
const CSV_COLUMNS = ['month', 'submitter', 'competent', 'basicCode', 'mode', 'measure', 'count'] as const;

/** 效能监督: what has happened in all cases of the hub, for whoever supervises, and for spreadsheets. */
export function registerStatistics(
  program: Command,
  context: CommandContext,
  withDb: OperatorDatabase,
): void {
  program
    .command('statistics')
    .description('效能监督：办件量、按期率、补正、退件 · volumes, punctuality, corrections, returned cases')
    .option('--from <month>', '起始月份，默认本月 · the first month, by default the present one', readMonth)
    .option(
      '--to <month>',
      '截止月份（含），默认本月 · the last month, included, by default the present one',
      readMonth,
    )
    .option('--item <basic code>', '只看该事项 · of this item alone', readBasicCode)
    .option('--platform <name>', '只看该平台参与的办件 · of cases that it takes part in', readShortName)
    .option('--by <group>', '分组 · one line for each: month, item, submitter, competent', readGroup, 'item')
    .option('--csv', '逐项导出 CSV · every count as CSV')
    .option('--json', AS_JSON)
    .action(async (options: StatisticsOptions) => {
      const thisMonth = dayOf(context.runtime.now()).slice(0, 7);
      const { from = thisMonth, to = thisMonth } = options;
      const rows = await withDb((db) =>
        readAll(db, {
          ...{ participant: options.platform, basicCode: options.item },
          ...{ fromMonth: from, toMonth: to },
        }),
      );
      const speech = context.speech();
      if (options.json) return speech.sayJson(rows.map(shown));
      if (options.csv) return speech.say(csvOf(rows));
      if (rows.length === 0)
        return speech.say({ zh: `${from} 至 ${to} 没有办件。`, en: `No cases from ${from} to ${to}.` });
      speech.say(HEADING);
      for (const line of tableOf(rows, GROUPS[options.by] ?? 'basicCode')) speech.say(line);
    });
}

type Asked = Omit<caseCounts.CaseCountQuery, 'after' | 'limit'>;

async function readAll(db: Pick<Database, 'query'>, asked: Asked): Promise<caseCounts.CaseCountRow[]> {
  const all: caseCounts.CaseCountRow[] = [];
  for (;;) {
    const page = await caseCounts.listCaseCounts(db, { ...asked, after: all.at(-1)?.id ?? 0, limit: PAGE });
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}

function shown({ id: _, ...row }: caseCounts.CaseCountRow): object {
  return row;
}

function csvOf(rows: readonly caseCounts.CaseCountRow[]): string {
  const lines = rows.map((row) => csvLine(CSV_COLUMNS.map((column) => String(row[column]))));
  return `${BYTE_ORDER_MARK}${csvLine(CSV_COLUMNS)}${lines.join('')}`.trimEnd();
}

const HEADING: Text = {
  zh: `${pad('分组', 16)}${pad('申报', 10)}${pad('受理', 10)}${pad('视为受理', 10)}${pad('补正', 10)}${pad('不予受理', 10)}${pad('办结', 10)}按期率`,
  en: `${pad('group', 16)}${pad('opened', 10)}${pad('accepted', 10)}${pad('by lapse', 10)}${pad('corrected', 10)}${pad('refused', 10)}${pad('concluded', 10)}in time`,
};
const SHOWN: readonly CaseMeasure[] = [
  'OPENED',
  'ACCEPTED',
  'ACCEPTED_BY_LAPSE',
  'CORRECTION_REQUESTED',
  'NOT_ACCEPTED',
  'CONCLUDED',
];

function tableOf(rows: readonly caseCounts.CaseCountRow[], by: Groups): string[] {
  const groups = [...new Set(rows.map((row) => row[by]))].sort();
  return groups.map((group) => {
    const sums = sumsOf(rows.filter((row) => row[by] === group));
    const cells = SHOWN.map((measure) => pad(String(sums.get(measure) ?? 0), 10));
    return `${pad(group, 16)}${cells.join('')}${punctuality(sums)}`;
  });
}

function sumsOf(rows: readonly caseCounts.CaseCountRow[]): ReadonlyMap<CaseMeasure, number> {
  const sums = new Map<CaseMeasure, number>();
  for (const { measure, count } of rows) sums.set(measure, (sums.get(measure) ?? 0) + count);
  return sums;
}

/** Of the decisions that had a limit. */
function punctuality(sums: ReadonlyMap<CaseMeasure, number>): string {
  const inTime = sums.get('DECIDED_IN_TIME') ?? 0;
  const all = inTime + (sums.get('DECIDED_LATE') ?? 0);
  return all === 0 ? '—' : `${((100 * inTime) / all).toFixed(1)} % (${inTime}/${all})`;
}

function readMonth(text: string): string {
  if (/^\d{4}-(?:0[1-9]|1[0-2])$/.test(text)) return text;
  throw new InvalidArgumentError('应为月份，如 2026-11 · expected a month like 2026-11');
}

const readGroup = readOneOf(Object.keys(GROUPS));
