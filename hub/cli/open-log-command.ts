import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { logAt, openExaminers } from '#crypto/cli';
import { base64url } from '#crypto/primitives';
import { type Answer, type LogTrust, readLogTrust } from '#crypto/verify';
import { CHECKPOINT_FILE, type CheckedShard, LogVerifier, type VerifiedLog } from '#crypto/verify/log';
import type { ClosedLog, OpeningStage } from '#hub/log';
import { AS_JSON } from './arguments.js';
import type { OperatorDatabase } from './operator-database.js';
import type { Progress, Speech, Text } from './speech.js';
import type { CommandContext } from './tongban.js';

interface OpenOptions {
  readonly after: readonly string[];
  readonly policy: string;
  readonly gm?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** By how the database stood before the command. */
const STAGES: Readonly<Record<OpeningStage, Text>> = {
  EMPTY: {
    zh: '已写入首条 LogOpened：枢纽首次启动时即入日志，往来序号接续旧日志。',
    en: 'The first entry, LogOpened, is in the queue: the hub logs it when it first starts, and numbers between platforms go on from the old log.',
  },
  OPENED: {
    zh: '首条已是 LogOpened，未作改动。',
    en: 'The first entry is LogOpened already; nothing was changed.',
  },
  HAS_A_LOG: {
    zh: '本数据库已有日志。续接的日志须用新的数据库，并在枢纽首次启动之前执行本命令。',
    en: 'This database has a log. One that goes on from another needs a new database, and this command before the hub is first started on it.',
  },
  LED: {
    zh: '有枢纽正在此数据库上运行。请先停止，并换用新的数据库。',
    en: 'A hub is running on this database. Stop it, and take a new database.',
  },
};

const WOULD: Text = {
  zh: '旧日志已核验，可以续接；未作改动。',
  en: 'The old log holds, and can be gone on from; nothing was changed.',
};

/** 续接日志: the first entry of a new log commits to the whole of the one before, which was closed. */
export function registerOpenLog(log: Command, context: CommandContext, withDb: OperatorDatabase): void {
  log
    .command('open')
    .description(
      '在新的数据库中续接已关闭的日志：核验旧日志，首条写入 LogOpened · in a new database, go on from a log that was closed: check the old one; LogOpened is the first entry',
    )
    .requiredOption(
      '--after <folders...>',
      '旧日志的导出文件夹；旧日志本身续自更早日志的，由早到晚全部列出 · the old log, as `tongban log export` wrote it; with all that it goes on from, the oldest first',
    )
    .requiredOption('--policy <file>', '旧日志的信任策略 · the policy by which the old log is believed')
    .option('--gm <file>', '旧日志的 policy.gm · its policy.gm')
    .option('--dry-run', '只核验，不写入 · only look')
    .option('--json', AS_JSON)
    .action(async (options: OpenOptions) => {
      const { dryRun: isDryRun = false, json } = options;
      const { hub } = context.config();
      const speech = context.speech();
      const previous = await verifyClosed(options, hub.logOrigin, json ? undefined : speech);
      const { openingStage, openLogAfter } = await import('#hub/log');
      const { runtime } = context;
      const before = await withDb((db) =>
        isDryRun ? openingStage(db) : openLogAfter({ db, runtime, hubId: hub.id }, previous),
      );
      if (before === 'HAS_A_LOG' || before === 'LED') process.exitCode = 1;
      const { origin, size } = previous.final;
      if (json) speech.sayJson({ isDryRun, before, after: { origin, size } });
      else speech.say(isDryRun && before === 'EMPTY' ? WOULD : STAGES[before]);
    });
}

/**
 * Of several logs, that all of them hold and go on from each other: only then are the numbers between platforms whole.
 * @throws Error when they do not, for a last one that was not closed, and for the one that is to be opened.
 */
async function verifyClosed(
  { after, policy, gm }: OpenOptions,
  origin: string,
  speech: Speech | undefined,
): Promise<ClosedLog> {
  const trust = readLogTrust({
    policy: await readFile(policy, 'utf8'),
    ...(gm === undefined ? {} : { gm: await readFile(gm, 'utf8') }),
  });
  const before: CheckedShard[] = [];
  for (const folder of after) {
    const { report, checked } = await verify(folder, trust, before, speech);
    const against = report.answers.filter(speaksAgainst);
    if (checked === undefined || against.length > 0) throw new Error(`${folder}: ${whyNot(against)}`);
    before.push(checked);
  }
  const [folder, last] = [after.at(-1) ?? '', before.at(-1)];
  if (last?.isClosed !== true)
    throw new Error(`${folder}: 旧日志未关闭，先执行 tongban log close · not closed yet`);
  if (before.some((log) => log.origin === origin))
    throw new Error(`hub.logOrigin: 新日志须另取名称 · the new log needs a name of its own, not ${origin}`);
  const { size, root } = last;
  const checkpoint = new TextDecoder().decode(await logAt(folder).read(CHECKPOINT_FILE));
  return {
    final: { checkpoint, origin: last.origin, root: base64url(root), size },
    pairs: [...(last.pairs ?? [])].map(([key, number]) => {
      const [actor = '', recipient = ''] = key.split(' ');
      return { actor, recipient, last: number };
    }),
  };
}

/** What an auditor would find incomplete too; and a beginning that is not here. */
function speaksAgainst({ question, verdict, isRequired }: Answer): boolean {
  return verdict !== 'PASS' && (isRequired || question === 'ENDS');
}

async function verify(
  folder: string,
  trust: LogTrust,
  before: readonly CheckedShard[],
  speech: Speech | undefined,
): Promise<VerifiedLog> {
  const examiners = openExaminers();
  let progress: Progress | undefined;
  try {
    const verified = await new LogVerifier(trust).verify(logAt(folder), {
      before,
      examine: examiners.examine,
      onSize: (size) => {
        examiners.expect(size);
        progress = speech?.progress({ zh: '核验旧日志', en: 'checking the old log' }, size);
      },
      onEntries: (count) => progress?.add(count),
    });
    progress?.end();
    return verified;
  } finally {
    await examiners.close();
  }
}

/** As tongban-verify would answer. */
function whyNot(against: readonly Answer[]): string {
  const told = against.map(({ question, zh, en }) => `${question} ${zh} · ${en}`);
  return `旧日志不可续接 · the old log cannot be gone on from: ${told.join('; ')}`;
}
