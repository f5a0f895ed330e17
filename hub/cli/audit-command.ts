import type { Command } from 'commander';
import { type GroupOptions, groupsWithheld, withGroupOptions } from '#crypto/cli';
import type { FieldGroup } from '#crypto/evidence';
import type { cases } from '#hub/store';
import { AS_JSON, readBasicCode, readDay } from './arguments.js';
import { exportLogTo } from './log-commands.js';
import type { OperatorDatabase } from './operator-database.js';
import type { CommandContext } from './tongban.js';

interface ExportOptions extends GroupOptions {
  readonly from: string;
  readonly to: string;
  readonly out: string;
  readonly item?: readonly string[];
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** 审计: the evidence of a period, for whoever audits the hub. */
export function registerAudit(program: Command, context: CommandContext, withDb: OperatorDatabase): void {
  const command = program.command('audit').description('审计 · for whoever audits the hub');
  withGroupOptions(command.command('export'))
    .description(
      '导出一个期间的全部证据：整个日志（有几个则逐个），以及期内有过程的每个办件的证据包；中断后重复执行即可 · all evidence of a period: the whole log, or each of several, and the bundle of every case in which something happened; run it again to go on',
    )
    .requiredOption(
      '--from <date>',
      '自该日（北京时间）起 · from the beginning of this day in China',
      readDay,
    )
    .requiredOption('--to <date>', '至该日结束 · to the end of this day', readDay)
    .requiredOption('--out <folder>', '目标文件夹 · the folder')
    .option(
      '--item <code>',
      '只限该事项（基本编码），可重复 · only of this item, by its basic code; may be repeated',
      collectItems,
    )
    .option('--dry-run', '只统计，不写 · only count')
    .option('--json', AS_JSON)
    .action((options: ExportOptions) => exportPeriod(options, context, withDb));
}

async function exportPeriod(
  { from, to, out, item, dryRun = false, json, ...groups }: ExportOptions,
  context: CommandContext,
  withDb: OperatorDatabase,
): Promise<void> {
  const period = periodOf(from, to, item);
  const without = groupsWithheld(groups);
  const speech = context.speech();
  const done = dryRun
    ? await counted(period, withDb)
    : await exported({ folder: out, period, without }, context, withDb, json);
  if (json) {
    const asked = { from, to, items: item, withheld: without, isDryRun: dryRun };
    return speech.sayJson({ ...asked, ...done });
  }
  const [zh, en] = dryRun ? ['将导出', 'would be exported'] : ['已导出', 'exported'];
  const entries =
    done.entries === undefined ? ['', ''] : [`，日志 ${done.entries} 条`, `, a log of ${done.entries}`];
  speech.say({
    zh: `${zh} ${from} 至 ${to}：${done.cases} 个办件${entries[0]}。`,
    en: `${from} to ${to}: ${done.cases} cases${entries[1]}, ${en}.`,
  });
}

interface Done {
  readonly cases: number;
  /** Of the log, or of all of them. */
  readonly entries: number | undefined;
}

async function counted(period: cases.CasePeriod, withDb: OperatorDatabase): Promise<Done> {
  const { cases } = await import('#hub/store');
  return { cases: await withDb((db) => cases.countInPeriod(db, period)), entries: undefined };
}

interface Asked {
  readonly folder: string;
  readonly period: cases.CasePeriod;
  readonly without: readonly FieldGroup[];
}

/** The logs go first: whatever of the period stands in them has then its case in the database. */
async function exported(
  { folder, period, without }: Asked,
  context: CommandContext,
  withDb: OperatorDatabase,
  isQuiet = false,
): Promise<Done> {
  const { beginPeriod, exportCases, logFoldersIn } = await import('./period-export.js');
  const { Directory } = await import('#hub/access');
  const { CaseReading } = await import('#hub/exchange');
  const { LeafProver, LogReader, proofsAt, SM3_TREE } = await import('#hub/log');
  const { cases, directory, logStore } = await import('#hub/store');
  const { hub, sm3, witnessing } = context.config();
  const speech = isQuiet ? undefined : context.speech();
  await beginPeriod({ folder, hub: hub.id, period, without });
  const logs = await withDb(logStore.readStates);
  let entries = 0;
  for (const [log, to] of (await logFoldersIn(folder, Math.max(1, logs.length))).entries())
    entries += (await exportLogTo(to, context, withDb, speech, log)).size;
  return withDb(async (db) => {
    const isWitnessed = witnessing.policy !== '';
    const prover = new LeafProver(db, (log) => new LogReader(db, isWitnessed, log));
    const sm3Of = (log: number) => new LogReader(db, isWitnessed, log, SM3_TREE);
    const reading = new CaseReading(db, {
      find: (leafIds) => prover.find(leafIds),
      prove: (leafIds) => prover.prove(leafIds),
      sm3Proofs: async (places) => (sm3.tree ? proofsAt(places, sm3Of) : new Map()),
    });
    const total = await cases.countInPeriod(db, period);
    const progress = speech?.progress({ zh: '导出办件', en: 'exporting cases' }, total);
    const written = await exportCases({
      ...{ db, reading, hub: hub.id, period, without, folder, logs: logs.map(({ origin }) => origin) },
      directory: new Directory(await directory.readDirectory(db)),
      onCase: () => progress?.add(1),
    });
    progress?.end();
    return { cases: written, entries };
  });
}

/** Days in China, the last one included. */
function periodOf(from: string, to: string, item: readonly string[] | undefined): cases.CasePeriod {
  const [first, end] = [Date.parse(`${from}T00:00:00+08:00`), Date.parse(`${to}T24:00:00+08:00`)];
  if (first >= end) throw new Error('--to 早于 --from · --to lies before --from');
  return { from: first, to: end, items: item && [...new Set(item)].sort() };
}

function collectItems(code: string, before: readonly string[] = []): readonly string[] {
  return [...before, readBasicCode(code)];
}
