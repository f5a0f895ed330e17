import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { ExpressionPool } from '#connectors/kit/expressions';
import { dayOf } from '#domain/rules';
import type { ReviewOutcome } from '#hub/exchange';
import { mappings } from '#hub/store';
import { AS_JSON, type JsonOption } from '../arguments.js';
import type { OperatorDatabase } from '../operator-database.js';
import { pad, Speech, type Text } from '../speech.js';
import type { CommandContext } from '../tongban.js';
import { FAULTY, type Inspection, inspect, readDocument } from './inspection.js';
import { printInspection } from './print.js';
import { registerPropose } from './propose-command.js';

/** The mappings of the provinces: proposed by whoever holds a province's key, reviewed by the operators of the hub. */
export function registerMappings(program: Command, context: CommandContext, withDb: OperatorDatabase): void {
  const command = program
    .command('mappings')
    .description('各平台编码映射的版本与审核 · versions of the platforms’ mappings, and their review');
  registerList(command, context, withDb);
  registerShow(command, context, withDb);
  registerApprove(command, context, withDb);
  registerReject(command, context, withDb);
  registerPropose(command, context);
}

function registerList(command: Command, context: CommandContext, withDb: OperatorDatabase): void {
  command
    .command('list', { isDefault: true })
    .description('各版本及审核情况 · every version, and what was said to it')
    .option('--platform <id>', '只看一个平台 · of one platform')
    .option('--json', AS_JSON)
    .action(async ({ platform, json }: JsonOption & { platform?: string }) => {
      const found = await withDb((db) =>
        mappings.listMappings(db, platform === undefined ? {} : { platform }),
      );
      const speech = context.speech();
      if (json) return speech.sayJson(found);
      if (found.length === 0) return speech.say({ zh: '（无）', en: '(none)' });
      for (const each of found) speech.say(lineOf(each));
    });
}

function registerShow(command: Command, context: CommandContext, withDb: OperatorDatabase): void {
  command
    .command('show')
    .description(
      '打印映射文件，审查意见写到标准错误 · print a version’s document; what is to be said of it, on stderr',
    )
    .argument('<platform>')
    .argument('<version>')
    .option('--diff', '不打印文件，打印与现行版本的差异 · instead, what changes against the version in force')
    .option('--json', '审查结果（JSON） · all that is to be said of it')
    .action(async (platform: string, version: string, { diff, json }: JsonOption & { diff?: boolean }) => {
      const found = await findVersion(withDb, platform, version);
      const inspection = await inspectVersion(context, withDb, found);
      const speech = context.speech();
      if (json) return speech.sayJson(inspection);
      if (diff) return printInspection(inspection, speech);
      printInspection(inspection, new Speech(speech.language, process.stderr));
      speech.say((await readDocument(context.config().dataDir, found)).toString());
    });
}

interface ReviewOptions extends JsonOption {
  readonly note?: string;
  readonly reviewer: string;
}

function registerApprove(command: Command, context: CommandContext, withDb: OperatorDatabase): void {
  command
    .command('approve')
    .description(
      '批准，自其生效日起施行；连接器不会接受的不予批准（退出码 2） · approve: it holds from its first day on; not what a connector would refuse (exit 2)',
    )
    .argument('<platform>')
    .argument('<version>')
    .option('--note <text>', '理由（必填，试运行除外） · why; needed, except for a dry run')
    .option('--reviewer <name>', '审核人 · who says so', userInfo().username)
    .option('--dry-run', '只检查，不批准 · only look')
    .option('--json', AS_JSON)
    .action(
      async (platform: string, version: string, options: ReviewOptions & { readonly dryRun?: boolean }) => {
        const { note, reviewer, dryRun, json } = options;
        if (note === undefined && !dryRun) throw new Error('需要 --note · --note is needed');
        const found = await findVersion(withDb, platform, version);
        const inspection = await inspectVersion(context, withDb, found);
        const isFaulty = inspection.faults.length > 0;
        if (!isFaulty && !dryRun)
          await record(context, withDb, { platform, version, isApproved: true, reviewer, note: note ?? '' });
        const outcome = isFaulty ? 'refused' : dryRun ? 'dry-run' : 'approved';
        const speech = context.speech();
        if (json) speech.sayJson({ outcome, ...inspection });
        else {
          printInspection(inspection, speech);
          speech.say(CONCLUSIONS[outcome]);
        }
        if (isFaulty) process.exitCode = FAULTY;
      },
    );
}

const CONCLUSIONS = {
  refused: { zh: '✗ 有误，没有批准。', en: '✗ It has faults and is not approved.' },
  'dry-run': { zh: '试运行：没有批准。', en: 'Dry run: nothing is approved.' },
  approved: { zh: '✓ 已批准。', en: '✓ It is approved.' },
} as const satisfies Record<string, Text>;

function registerReject(command: Command, context: CommandContext, withDb: OperatorDatabase): void {
  command
    .command('reject')
    .description('驳回 · reject')
    .argument('<platform>')
    .argument('<version>')
    .requiredOption('--note <text>', '理由 · why')
    .option('--reviewer <name>', '审核人 · who says so', userInfo().username)
    .action(async (platform: string, version: string, { note = '', reviewer }: ReviewOptions) => {
      await findVersion(withDb, platform, version);
      await record(context, withDb, { platform, version, isApproved: false, reviewer, note });
      context.speech().say({ zh: '已驳回。', en: 'It is rejected.' });
    });
}

async function findVersion(
  withDb: OperatorDatabase,
  platform: string,
  version: string,
): Promise<mappings.MappingVersion> {
  const [found] = await withDb((db) => mappings.listMappings(db, { platform, version }));
  if (found === undefined) throw new Error(`没有这个版本 · no version ${version} of ${platform}`);
  return found;
}

async function inspectVersion(
  context: CommandContext,
  withDb: OperatorDatabase,
  version: mappings.MappingVersion,
): Promise<Inspection> {
  const { dataDir } = context.config();
  const today = dayOf(context.runtime.now());
  const expressions = new ExpressionPool();
  try {
    return await withDb((db) => inspect({ db, dataDir, expressions, today }, version));
  } finally {
    await expressions.close();
  }
}

/** @throws Error unless the review is recorded. */
async function record(
  context: CommandContext,
  withDb: OperatorDatabase,
  review: Omit<mappings.MappingReview, 'reviewedAt'>,
): Promise<void> {
  const { reviewMapping } = await import('#hub/exchange'); // most of what there is to load, and only a review needs it
  const reviewedAt = context.runtime.now();
  const outcome = await withDb((db) => reviewMapping(db, { ...review, reviewedAt }));
  if (outcome !== 'RECORDED') throw new Error(NOT_RECORDED[outcome]);
}

const NOT_RECORDED: Readonly<Record<Exclude<ReviewOutcome, 'RECORDED'>, string>> = {
  REVIEWED_BEFORE: '该版本已审核 · the version has been reviewed already',
  TOO_LATE:
    '另一个同日或更晚生效的版本刚被批准 · another version that begins on the same day or later has just been approved',
};

function lineOf({ platform, version, validFrom, document, review }: mappings.MappingVersion): string {
  const state =
    review === undefined ? '待审核 proposed' : review.isApproved ? '已批准 approved' : '已驳回 rejected';
  const by = review === undefined ? '' : `${review.reviewer}：${review.note}`;
  return `${pad(platform, 14)}${pad(version, 16)}${pad(validFrom, 12)}${pad(state, 20)}${pad(document.sha256.slice(0, 12), 14)}${by}`;
}
