import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { ERASURE_GROUNDS, type ErasureGround } from '#crypto/evidence';
import type { Erasure, ErasureRefusal } from '#hub/exchange';
import { values } from '#proto/schema';
import { AS_JSON, readOneOf } from './arguments.js';
import type { OperatorDatabase } from './operator-database.js';
import type { Speech, Text } from './speech.js';
import type { CommandContext } from './tongban.js';

interface EraseOptions {
  readonly ground?: ErasureGround;
  readonly decidedBy?: string;
  readonly dryRun?: boolean;
  readonly replay?: boolean;
  readonly json?: boolean;
}

const REFUSALS: Readonly<Record<ErasureRefusal, Text>> = {
  NO_CASE: { zh: '没有这个办件', en: 'there is no such case' },
  ERASED_BEFORE: { zh: '内容已经销毁过', en: 'its contents were erased before' },
  OPEN: { zh: '办件尚未办结', en: 'the case has not come to its end' },
  UNDELIVERED: { zh: '还有投递未签收（含死信）', en: 'a dispatch of it is not acknowledged, or dead' },
  UNLOGGED: { zh: '日志尚未收录全部过程，请稍后再试', en: 'the log has not got to all of it; try again' },
  RETAINED: {
    zh: '保存期限未满（erasure.retentionDays）',
    en: 'it must still be kept (erasure.retentionDays)',
  },
};

const DAY_MS = 86_400_000;

/** 依法销毁: takes the contents of a case away for ever, and says so in the log. */
export function registerErase(program: Command, context: CommandContext, withDb: OperatorDatabase): void {
  program
    .command('erase')
    .description(
      '依法销毁一个办件的内容，日志留痕，证明仍可核验 · destroy the contents of a case; the log says so, and its proofs still hold',
    )
    .argument('[case number]')
    .option(
      '--ground <code>',
      `法定事由（个人信息保护法第四十七条） · the legal ground: ${ERASURE_GROUNDS.join(' | ')}`,
      readOneOf(ERASURE_GROUNDS),
    )
    .option(
      '--decided-by <uscc>',
      '作出决定的单位的统一社会信用代码 · USCC of the organisation that decided it',
      readUscc,
    )
    .option('--dry-run', '只检查，不销毁 · only look')
    .option(
      '--replay',
      '恢复备份之后，再次销毁已销毁过的内容 · after a restore: destroy again what was erased before',
    )
    .option('--json', AS_JSON)
    .action(async (caseNo: string | undefined, options: EraseOptions) => {
      if (options.replay) {
        if (caseNo !== undefined)
          throw new Error(
            '--replay 针对所有已销毁的办件，不带编号 · --replay is for all that were erased: no number',
          );
        await replay(context, withDb, options);
      } else await erase(caseNo, options, context, withDb);
    });
}

async function erase(
  caseNo: string | undefined,
  { ground, decidedBy, dryRun: isDryRun = false, json }: EraseOptions,
  context: CommandContext,
  withDb: OperatorDatabase,
): Promise<void> {
  if (caseNo === undefined || ground === undefined || decidedBy === undefined) {
    throw new Error(
      '需要办件编号、--ground 和 --decided-by · needs a case number, --ground and --decided-by',
    );
  }
  const { eraseCase } = await import('#hub/exchange');
  const { runtime } = context;
  const { hub, erasure } = context.config();
  const retentionMs = erasure.retentionDays * DAY_MS;
  const done = await withDb((db) =>
    eraseCase(db, { caseNo, ground, decidedBy, isDryRun }, { hubId: hub.id, retentionMs, runtime }),
  );
  if (typeof done !== 'string' && !isDryRun) await removeFiles(context, withDb);
  report(context.speech(), json, { caseNo, isDryRun, done });
}

function report(
  speech: Speech,
  json: boolean | undefined,
  { caseNo, isDryRun, done }: { caseNo: string; isDryRun: boolean; done: Erasure | ErasureRefusal },
): void {
  if (typeof done === 'string') process.exitCode = 1;
  if (json) {
    const outcome = typeof done === 'string' ? { refused: done } : { erased: !isDryRun, ...done };
    speech.sayJson({ caseNo, ...outcome });
  } else if (typeof done === 'string') {
    const { zh, en } = REFUSALS[done];
    speech.say({ zh: `未销毁 ${caseNo}：${zh}。`, en: `${caseNo} is not erased: ${en}.` });
  } else {
    const { entries, files } = done;
    const [zh, en] = isDryRun ? ['将销毁', 'would be erased'] : ['已销毁', 'erased'];
    speech.say({
      zh: `${zh} ${caseNo}：${entries.length} 条报文，${files} 个文件；日志条目仍在，证明仍可核验。`,
      en: `${caseNo} ${en}: ${entries.length} messages, ${files} files; the leaves stay, and their proofs hold.`,
    });
  }
}

async function replay(
  context: CommandContext,
  withDb: OperatorDatabase,
  { json }: EraseOptions,
): Promise<void> {
  const { erasures } = await import('#hub/store');
  const messages = await withDb((db) => erasures.eraseAgain(db));
  const files = await removeFiles(context, withDb);
  const speech = context.speech();
  if (json) speech.sayJson({ messages, files });
  else {
    speech.say({
      zh: `再次销毁 ${messages} 条报文，${files} 个文件。`,
      en: `${messages} messages and ${files} files were destroyed again.`,
    });
  }
}

async function removeFiles(context: CommandContext, withDb: OperatorDatabase): Promise<number> {
  const { finishErasures } = await import('#hub/exchange');
  const { FileBlobFolder } = await import('#hub/store');
  return withDb((db) => finishErasures(db, new FileBlobFolder(join(context.config().dataDir, 'files'))));
}

function readUscc(text: string): string {
  if (values.uscc.safeParse(text).success) return text;
  throw new InvalidArgumentError('应为统一社会信用代码 · expected a unified social credit code');
}
