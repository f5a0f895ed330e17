import type { Command } from 'commander';
import { type GroupOptions, groupsWithheld, withGroupOptions } from '#crypto/cli';
import type { FieldGroup } from '#crypto/evidence';
import type { cases } from '#hub/store';
import { AS_JSON, readBasicCode, readDay } from './arguments.js';
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
      '将一个期间的全部证据导出为一个 zip 文件：整个日志（有几个则逐个），以及期内有过程的每个办件的证据包；同一数据库、同一期间所得文件逐字节相同；中断后重新执行即可 · write all evidence of a period as one zip file: the whole log, or each of several, and the bundle of every case in which something happened; the same to the byte from the same database; begin it again if it was cut short',
    )
    .requiredOption(
      '--from <date>',
      '自该日（北京时间）起 · from the beginning of this day in China',
      readDay,
    )
    .requiredOption('--to <date>', '至该日结束 · to the end of this day', readDay)
    .requiredOption('--out <file>', '写到哪里；已有的文件不覆盖 · where to; no file is overwritten')
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
    : await exported({ path: out, period, without }, context, withDb, json);
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
  readonly path: string;
  readonly period: cases.CasePeriod;
  readonly without: readonly FieldGroup[];
}

async function exported(
  { path, period, without }: Asked,
  context: CommandContext,
  withDb: OperatorDatabase,
  isQuiet = false,
): Promise<Done> {
  const { writePeriod } = await import('./period-export.js');
  const { publishedLogs } = await import('./published-logs.js');
  const { Directory } = await import('#hub/access');
  const { CaseReading } = await import('#hub/exchange');
  const { LeafProver, LogReader, proofsAt, SM3_TREE } = await import('#hub/log');
  const { cases, directory } = await import('#hub/store');
  const { hub, sm3, witnessing } = context.config();
  const speech = isQuiet ? undefined : context.speech();
  return withDb(async (db) => {
    const isWitnessed = witnessing.policy !== '';
    const logs = await publishedLogs(db, { isWitnessed, withSm3: sm3.tree });
    const prover = new LeafProver(
      db,
      eachOnce((log) => new LogReader(db, isWitnessed, log)),
    );
    const sm3Of = eachOnce((log) => new LogReader(db, isWitnessed, log, SM3_TREE));
    const reading = new CaseReading(db, {
      find: (leafIds) => prover.find(leafIds),
      prove: (leafIds, beside) => prover.prove(leafIds, beside),
      sm3Proofs: async (places) => (sm3.tree ? proofsAt(places, sm3Of) : new Map()),
    });
    const total = await cases.countInPeriod(db, period);
    const files = logs.reduce((sum, log) => sum + log.files.length, 0);
    const progress = speech?.progress({ zh: '导出', en: 'exporting' }, total + files);
    const written = await writePeriod(path, {
      ...{ db, reading, hub: hub.id, period, without, logs },
      directory: new Directory(await directory.readDirectory(db)),
      onFile: () => progress?.add(1),
    });
    progress?.end();
    return { cases: written, entries: logs.reduce((sum, { size }) => sum + size, 0) };
  });
}

/** A reader keeps the tiles that it has read, and cases of one time need the same. */
function eachOnce<T>(make: (log: number) => T): (log: number) => T {
  const made = new Map<number, T>();
  return (log) => {
    const known = made.get(log) ?? make(log);
    made.set(log, known);
    return known;
  };
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
